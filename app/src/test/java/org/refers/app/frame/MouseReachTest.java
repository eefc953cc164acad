package org.refers.app.frame;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.refers.app.study.StudyCommand;
import org.refers.viewer.command.Command;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.command.KeyStroke;
import org.refers.viewer.image.MouseProfile;
import org.refers.viewer.image.MouseProfile.Action;
import org.refers.viewer.image.MouseProfile.Part;
import org.refers.viewer.image.ViewCommand;

import static org.junit.jupiter.api.Assertions.assertEquals;

class MouseReachTest {

    private static KeyMap without(KeyMap keys, Command... commands) {
        KeyMap now = keys;
        for (Command command : commands) {
            now = now.with(command, List.of());
        }
        return now;
    }

    private static MouseProfile nothing() {
        MouseProfile mouse = MouseProfile.READING;
        for (Part part : Part.values()) {
            mouse = mouse.with(part, Action.NONE);
        }
        return mouse;
    }

    @Test
    void keysAreEnoughAndSoIsTheMouse() {
        KeyMap keys = CommandTable.keys();
        assertEquals(List.of(), MouseReach.lost(nothing(), keys));
        KeyMap none = without(keys, keys.commands().toArray(Command[]::new));
        for (MouseProfile profile : MouseProfile.ALL) {
            assertEquals(List.of(), MouseReach.lost(profile, none), profile.id());
        }
        assertEquals(List.of(Action.WINDOW, Action.ZOOM, Action.PAN, Action.VIEWS), MouseReach.lost(nothing(), none));
    }

    @Test
    void halfOfTheStepsIsNoWay() {
        KeyMap keys = without(CommandTable.keys(), ViewCommand.TOOL_ZOOM, ViewCommand.ZOOM_OUT,
                StudyCommand.PREVIOUS_VIEW, ViewCommand.TOOL_PAN);
        assertEquals(List.of(Action.ZOOM, Action.VIEWS), MouseReach.lost(nothing(), keys));
    }

    @Test
    void aKeyThatAnotherCommandHasIsNone() {
        KeyMap keys = without(CommandTable.keys(), ViewCommand.PAN_LEFT).with(ViewCommand.ROTATE_LEFT,
                List.of(KeyStroke.parse("T")));
        assertEquals(List.of(Action.PAN), MouseReach.lost(nothing(), keys));
    }
}
