package org.refers.app.study;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.ToolBar;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignH;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignL;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignV;
import org.refers.app.parts.Parts;
import org.refers.viewer.command.Command;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.hanging.HangingLayout;
import org.refers.viewer.hanging.HangingPane;
import org.refers.viewer.image.MouseProfile;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.image.Tool;
import org.refers.viewer.image.ViewCommand;
import org.refers.viewer.text.Texts;

/** Buttons above the radiographs; each says its key in its tooltip. What a narrow window has no room for goes into a menu. */
final class ViewToolbar extends ToolBar {

    private final Texts texts;
    private final ReadOnlyObjectProperty<KeyMap> keys;
    private final HangingPane hanging;
    private final MouseProfiles mice;
    private final Consumer<Command> perform;

    /** The radiographs, what the mouse does with them and the windows they can be seen through. */
    record Panes(HangingPane hanging, MouseProfiles mice, OwnWindows ownWindows) {
    }

    ViewToolbar(Texts texts, ReadOnlyObjectProperty<KeyMap> keys, Panes panes, HangingViewModel model,
            Consumer<Command> perform) {
        this.texts = texts;
        this.keys = keys;
        this.hanging = panes.hanging();
        this.mice = panes.mice();
        this.perform = perform;
        getStyleClass().add("view-toolbar");
        getItems().addAll(button(MaterialDesignC.CHEVRON_UP, StudyCommand.PREVIOUS_STUDY),
                button(MaterialDesignC.CHEVRON_DOWN, StudyCommand.NEXT_STUDY), line(),
                layout(MaterialDesignS.SQUARE_OUTLINE, StudyCommand.ONE_PANE, model, HangingLayout.ONE),
                layout(MaterialDesignV.VIEW_SPLIT_VERTICAL, StudyCommand.VIEWS_SIDE_BY_SIDE, model,
                        HangingLayout.VIEWS),
                layout(MaterialDesignH.HISTORY, StudyCommand.WITH_PRIOR, model, HangingLayout.PRIOR),
                layout(MaterialDesignC.COMPARE, StudyCommand.PLAIN_BESIDE, model, HangingLayout.PLAIN),
                layout(MaterialDesignV.VIEW_GRID_OUTLINE, StudyCommand.FOUR_PANES, model, HangingLayout.FOUR),
                toggle(MaterialDesignL.LINK_VARIANT, StudyCommand.LINK_ZOOM, hanging.zoomLinkedProperty()), line(),
                tool(MaterialDesignC.CONTRAST_BOX, ViewCommand.TOOL_WINDOW, Tool.WINDOW),
                tool(MaterialDesignS.SELECT_DRAG, ViewCommand.TOOL_REGION, Tool.REGION),
                tool(MaterialDesignM.MAGNIFY, ViewCommand.TOOL_MAGNIFIER, Tool.MAGNIFIER),
                tool(MaterialDesignR.RULER, ViewCommand.TOOL_DISTANCE, Tool.DISTANCE),
                tool(MaterialDesignH.HEART_PULSE, ViewCommand.TOOL_RATIO, Tool.RATIO),
                tool(MaterialDesignS.SHAPE_RECTANGLE_PLUS, ViewCommand.TOOL_BOX, Tool.BOX), line(),
                button(MaterialDesignF.FIT_TO_PAGE_OUTLINE, ViewCommand.FIT), actualSize(),
                new WindowsMenu(texts, keys, hanging, panes.ownWindows(), perform),
                button(MaterialDesignI.INVERT_COLORS, ViewCommand.INVERT),
                button(MaterialDesignR.ROTATE_RIGHT, ViewCommand.ROTATE_RIGHT),
                button(MaterialDesignF.FLIP_HORIZONTAL, ViewCommand.FLIP_ACROSS),
                button(MaterialDesignR.RESTORE, ViewCommand.RESET), Parts.spring(), profiles());
    }

    private static Separator line() {
        return new Separator(Orientation.VERTICAL);
    }

    private Node button(Ikon icon, Command command) {
        return said(Parts.iconButton(id(command), icon, "", () -> perform.accept(command)), command);
    }

    private static String id(Command command) {
        return command instanceof ViewCommand ? "view-" + command.id() : command.id();
    }

    /** Words and key, also after the key was changed. */
    private <T extends ButtonBase> T said(T button, Command command) {
        keys.subscribe(now -> {
            String words = ToolWords.of(texts, now, command);
            button.setTooltip(Parts.tooltip(words));
            button.setAccessibleText(words);
        });
        return button;
    }

    private ToggleButton toggle(Ikon icon, Command command, ObservableValue<Boolean> on) {
        ToggleButton button = new ToggleButton();
        button.setId(id(command));
        button.setGraphic(new FontIcon(icon));
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setOnAction(pressed -> {
            perform.accept(command);
            button.setSelected(on.getValue());
        });
        on.subscribe(button::setSelected);
        return said(button, command);
    }

    private ToggleButton layout(Ikon icon, Command command, HangingViewModel model, HangingLayout layout) {
        return toggle(icon, command, model.layoutProperty().map(now -> now == layout));
    }

    private ToggleButton tool(Ikon icon, Command command, Tool tool) {
        RadiographView any = hanging.views().getFirst();
        return toggle(icon, command, any.toolProperty().map(now -> now == tool));
    }

    private Node actualSize() {
        ButtonBase button = Parts.iconButton(id(ViewCommand.ACTUAL_SIZE), MaterialDesignA.ASPECT_RATIO, "",
                () -> perform.accept(ViewCommand.ACTUAL_SIZE));
        button.setGraphic(null);
        button.getStyleClass().remove(Styles.BUTTON_ICON);
        button.setText("1:1");
        return said(button, ViewCommand.ACTUAL_SIZE);
    }

    private MenuButton profiles() {
        MenuButton menu = new MenuButton(texts.get("mouse.title"), new FontIcon(MaterialDesignM.MOUSE));
        menu.setId("mouse-profile");
        menu.getStyleClass().add(Styles.FLAT);
        menu.setContentDisplay(ContentDisplay.LEFT);
        menu.setTooltip(Parts.tooltip(texts.get("keys.profile")));
        mice.now().subscribe(() -> fill(menu));
        mice.own().subscribe(() -> fill(menu));
        fill(menu);
        return menu;
    }

    /** What comes with the program, the user's own by name, and what he changed without naming it. */
    private void fill(MenuButton menu) {
        MouseProfile now = mice.now().get();
        List<MouseProfile> shown = new ArrayList<>(mice.all());
        if (!shown.contains(now)) {
            shown.add(now);
        }
        ToggleGroup group = new ToggleGroup();
        menu.getItems().setAll(shown.stream().map(profile -> {
            RadioMenuItem item = new RadioMenuItem(MouseWords.line(texts, profile));
            item.setMnemonicParsing(false);
            item.setToggleGroup(group);
            item.setSelected(profile.equals(now));
            item.setOnAction(chosen -> mice.choose(profile));
            return item;
        }).toList());
    }
}
