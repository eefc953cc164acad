package org.refers.app.study;

import atlantafx.base.theme.Styles;
import java.util.Locale;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.refers.app.parts.Parts;
import org.refers.viewer.browser.StudyBrowser;
import org.refers.viewer.image.MouseProfile;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.image.ViewCommand;
import org.refers.viewer.text.Texts;

/** Buttons above the radiograph; each says its key in its tooltip. */
final class ViewToolbar extends HBox {

    private final Texts texts;
    private final RadiographView view;

    ViewToolbar(Texts texts, RadiographView view, StudyBrowser browser) {
        super(4);
        this.texts = texts;
        this.view = view;
        getStyleClass().add("view-toolbar");
        setAlignment(Pos.CENTER_LEFT);
        getChildren().addAll(
                Parts.iconButton("previous-study", MaterialDesignC.CHEVRON_UP, texts.get("studies.previous"),
                        () -> browser.step(-1)),
                Parts.iconButton("next-study", MaterialDesignC.CHEVRON_DOWN, texts.get("studies.next"),
                        () -> browser.step(1)),
                line(), button(MaterialDesignF.FIT_TO_PAGE_OUTLINE, ViewCommand.FIT), actualSize(),
                button(MaterialDesignM.MAGNIFY_PLUS_OUTLINE, ViewCommand.ZOOM_IN),
                button(MaterialDesignM.MAGNIFY_MINUS_OUTLINE, ViewCommand.ZOOM_OUT), line(),
                button(MaterialDesignC.CIRCLE_HALF_FULL, ViewCommand.NEXT_WINDOW),
                button(MaterialDesignI.INVERT_COLORS, ViewCommand.INVERT),
                button(MaterialDesignR.RESTORE, ViewCommand.RESET), Parts.spring(), profiles());
    }

    private static Separator line() {
        return new Separator(Orientation.VERTICAL);
    }

    private Button button(Ikon icon, ViewCommand command) {
        return Parts.iconButton("view-" + command.name().toLowerCase(Locale.ROOT).replace('_', '-'), icon,
                texts.format("studies.key", texts.get(command.textKey()), command.keyText()),
                () -> view.perform(command));
    }

    private Button actualSize() {
        Button button = button(MaterialDesignA.ASPECT_RATIO, ViewCommand.ACTUAL_SIZE);
        button.setGraphic(null);
        button.getStyleClass().remove(Styles.BUTTON_ICON);
        button.setText("1:1");
        return button;
    }

    private MenuButton profiles() {
        MenuButton menu = new MenuButton(texts.get("mouse.title"), new FontIcon(MaterialDesignM.MOUSE));
        menu.setId("mouse-profile");
        menu.getStyleClass().add(Styles.FLAT);
        ToggleGroup group = new ToggleGroup();
        menu.getItems().addAll(profile("mouse.reading", MouseProfile.READING, group),
                profile("mouse.analysis", MouseProfile.ANALYSIS, group));
        return menu;
    }

    private RadioMenuItem profile(String key, MouseProfile profile, ToggleGroup group) {
        RadioMenuItem item = new RadioMenuItem(texts.get(key));
        item.setToggleGroup(group);
        view.mouseProfileProperty().subscribe(now -> {
            if (now.equals(profile)) {
                item.setSelected(true);
            }
        });
        item.setOnAction(chosen -> view.mouseProfileProperty().set(profile));
        return item;
    }
}
