package org.refers.app.frame;

import java.util.Arrays;
import java.util.List;
import org.refers.app.study.StudyCommand;
import org.refers.viewer.command.Command;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.image.MouseProfile;
import org.refers.viewer.image.MouseProfile.Action;
import org.refers.viewer.image.ViewCommand;

/** Which actions of the mouse can still be asked for: a user may take them from the mouse, and their keys as well. */
final class MouseReach {

    private MouseReach() {
    }

    /** The actions that neither a part of the mouse nor a key does. */
    static List<Action> lost(MouseProfile mouse, KeyMap keys) {
        return Arrays.stream(Action.values()).filter(action -> action != Action.NONE)
                .filter(action -> !mouse.actions().containsValue(action))
                .filter(action -> byKeys(action).stream()
                        .noneMatch(way -> way.stream().allMatch(command -> hasKey(keys, command))))
                .toList();
    }

    /** Ways of keys alone; of each, all commands are needed. A tool's key gives the left button its action. */
    private static List<List<Command>> byKeys(Action action) {
        return switch (action) {
            case WINDOW -> List.of(List.of(ViewCommand.TOOL_WINDOW),
                    List.of(ViewCommand.WIDER, ViewCommand.NARROWER, ViewCommand.BRIGHTER, ViewCommand.DARKER));
            case ZOOM -> List.of(List.of(ViewCommand.TOOL_ZOOM), List.of(ViewCommand.ZOOM_IN, ViewCommand.ZOOM_OUT));
            case PAN -> List.of(List.of(ViewCommand.TOOL_PAN),
                    List.of(ViewCommand.PAN_LEFT, ViewCommand.PAN_RIGHT, ViewCommand.PAN_UP, ViewCommand.PAN_DOWN));
            case VIEWS -> List.of(List.of(StudyCommand.NEXT_VIEW, StudyCommand.PREVIOUS_VIEW));
            case NONE -> List.of();
        };
    }

    /** A key that another command has taken is none. */
    private static boolean hasKey(KeyMap keys, Command command) {
        return keys.keys(command).stream()
                .anyMatch(stroke -> keys.commandOf(stroke).filter(command::equals).isPresent());
    }
}
