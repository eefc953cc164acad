package org.refers.app.frame;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.refers.app.parts.Parts;
import org.refers.viewer.text.Texts;

/** Large buttons for the screens at the window's left edge. */
final class NavigationRail extends VBox {

    private final Texts texts;
    private final Actions actions;
    private final ReadOnlyObjectProperty<Screen> screen;

    NavigationRail(Texts texts, Actions actions, ReadOnlyObjectProperty<Screen> screen) {
        this.texts = texts;
        this.actions = actions;
        this.screen = screen;
        getStyleClass().add("navigation");
        getChildren().addAll(button("nav-welcome", MaterialDesignH.HOME_OUTLINE, "nav.welcome", Screen.WELCOME),
                button("nav-studies", MaterialDesignF.FOLDER_IMAGE, "nav.studies", Screen.STUDIES),
                button("nav-data", MaterialDesignC.CLIPBOARD_CHECK_OUTLINE, "nav.data", Screen.DATA),
                button("nav-training", MaterialDesignC.CHART_LINE, "nav.training", Screen.TRAINING));
    }

    private ToggleButton button(String id, Ikon icon, String key, Screen target) {
        ToggleButton button = new ToggleButton(texts.get(key), new FontIcon(icon));
        button.setId(id);
        button.setContentDisplay(ContentDisplay.TOP);
        button.setTooltip(Parts.tooltip(texts.get(key + ".why")));
        screen.subscribe(now -> button.setSelected(now == target));
        button.setOnAction(pressed -> {
            actions.show(target);
            button.setSelected(screen.get() == target);
        });
        return button;
    }
}
