package org.refers.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.refers.viewer.command.Command;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.image.ViewCommand;
import org.refers.viewer.text.Texts;

/** The menu of a right click on a radiograph. */
final class ToolMenu {

    private static final List<List<Command>> GROUPS = List.of(
            List.of(ViewCommand.TOOL_WINDOW, ViewCommand.TOOL_ZOOM, ViewCommand.TOOL_PAN, ViewCommand.TOOL_REGION,
                    ViewCommand.TOOL_MAGNIFIER),
            List.of(ViewCommand.TOOL_DISTANCE, ViewCommand.TOOL_RATIO, ViewCommand.TOOL_BOX,
                    ViewCommand.DELETE_LAST),
            List.of(ViewCommand.FIT, ViewCommand.ACTUAL_SIZE, ViewCommand.INVERT, ViewCommand.ROTATE_RIGHT,
                    ViewCommand.FLIP_ACROSS, ViewCommand.RESET));

    private final Texts texts;
    private final ReadOnlyObjectProperty<KeyMap> keys;
    private final Consumer<Command> perform;
    private final ContextMenu menu = new ContextMenu();

    ToolMenu(Texts texts, ReadOnlyObjectProperty<KeyMap> keys, Consumer<Command> perform) {
        this.texts = texts;
        this.keys = keys;
        this.perform = perform;
    }

    void show(Node over, double screenX, double screenY) {
        List<MenuItem> items = new ArrayList<>();
        for (List<Command> group : GROUPS) {
            if (!items.isEmpty()) {
                items.add(new SeparatorMenuItem());
            }
            group.forEach(command -> items.add(item(command)));
        }
        menu.getItems().setAll(items);
        menu.show(over, screenX, screenY);
    }

    private MenuItem item(Command command) {
        MenuItem item = new MenuItem(ToolWords.of(texts, keys.get(), command));
        item.setOnAction(chosen -> perform.accept(command));
        return item;
    }
}
