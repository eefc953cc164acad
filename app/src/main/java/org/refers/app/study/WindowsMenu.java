package org.refers.app.study;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleGroup;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.refers.app.parts.Parts;
import org.refers.model.study.Radiograph;
import org.refers.viewer.command.Command;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.hanging.HangingPane;
import org.refers.viewer.image.Display;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.image.ViewCommand;
import org.refers.viewer.text.Texts;

/** The curves and windows through which the radiograph can be seen, by name: its file's, the histogram's, the user's own. */
final class WindowsMenu extends MenuButton {

    private static final List<ViewCommand> FILE = List.of(ViewCommand.WINDOW_1, ViewCommand.WINDOW_2,
            ViewCommand.WINDOW_3);
    private static final List<ViewCommand> OWN = List.of(ViewCommand.OWN_WINDOW_1, ViewCommand.OWN_WINDOW_2,
            ViewCommand.OWN_WINDOW_3, ViewCommand.OWN_WINDOW_4, ViewCommand.OWN_WINDOW_5, ViewCommand.OWN_WINDOW_6);

    private final Texts texts;
    private final ReadOnlyObjectProperty<KeyMap> keys;
    private final HangingPane hanging;
    private final OwnWindows own;
    private final Consumer<Command> perform;
    private final OwnWindowsPane pane;

    WindowsMenu(Texts texts, ReadOnlyObjectProperty<KeyMap> keys, HangingPane hanging, OwnWindows own,
            Consumer<Command> perform) {
        super("", new FontIcon(MaterialDesignC.CIRCLE_HALF_FULL));
        this.texts = texts;
        this.keys = keys;
        this.hanging = hanging;
        this.own = own;
        this.perform = perform;
        this.pane = new OwnWindowsPane(texts, own);
        setId("view-windows");
        // Without words and arrow it is as wide as its neighbours, of which a narrow window would show fewer.
        getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Tweaks.NO_ARROW);
        setTooltip(Parts.tooltip(texts.get("windows.tip")));
        setAccessibleText(texts.get("windows.tip"));
        setOnShowing(shown -> fill());
        // A menu without items would not open, and so never be filled.
        fill();
    }

    private void fill() {
        RadiographView view = hanging.activeView();
        List<Display> displays = view.displays();
        int mine = own.all().get().size();
        int offered = Math.max(0, displays.size() - mine);
        ToggleGroup group = new ToggleGroup();
        getItems().clear();
        for (int i = 0; i < offered; i++) {
            int number = i;
            RadioMenuItem item = item(file(displays.get(i), i, offered), displays.get(i), view, group);
            item.setOnAction(chosen -> view.choose(number));
            getItems().add(item);
        }
        if (offered > 0) {
            getItems().add(new SeparatorMenuItem());
            for (int i = 0; i < mine; i++) {
                Command command = OWN.get(i);
                RadioMenuItem item = item(keyed(own.all().get().get(i).name(), command), displays.get(offered + i),
                        view, group);
                item.setOnAction(chosen -> perform.accept(command));
                getItems().add(item);
            }
        }
        MenuItem next = new MenuItem(ToolWords.of(texts, keys.get(), ViewCommand.NEXT_WINDOW));
        next.setOnAction(chosen -> perform.accept(ViewCommand.NEXT_WINDOW));
        MenuItem change = new MenuItem(texts.get("windows.own"));
        change.setId("own-windows");
        change.setOnAction(chosen -> pane.open(this));
        getItems().addAll(next, change);
    }

    private RadioMenuItem item(String words, Display display, RadiographView view, ToggleGroup group) {
        RadioMenuItem item = new RadioMenuItem(words);
        item.setMnemonicParsing(false);
        item.setToggleGroup(group);
        item.setSelected(display.showsAs(view.displayProperty().get()));
        return item;
    }

    /** The histogram's comes last of what the radiograph offers. */
    private String file(Display display, int number, int offered) {
        if (number == offered - 1) {
            return keyed(texts.get("windows.histogram"), ViewCommand.WINDOW_AUTO);
        }
        String kind = texts.format(kind(display), number + 1);
        String words = display.explanation().isEmpty() ? kind : kind + "  " + display.explanation();
        return number < FILE.size() ? keyed(words, FILE.get(number)) : words;
    }

    /** A file without windows has one made for it to begin with. */
    private String kind(Display display) {
        boolean made = hanging.activeView().radiographProperty().get().map(Radiograph::windows).orElse(List.of())
                .isEmpty();
        return display.curve().isPresent() ? "windows.curve" : made ? "windows.made" : "windows.window";
    }

    private String keyed(String words, Command command) {
        String key = keys.get().shown(command);
        return key.isEmpty() ? words : texts.format("studies.key", words, key);
    }
}
