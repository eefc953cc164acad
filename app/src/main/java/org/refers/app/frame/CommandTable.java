package org.refers.app.frame;

import java.util.List;
import java.util.stream.Stream;
import org.refers.app.study.StudyCommand;
import org.refers.viewer.command.Command;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.image.ViewCommand;

/** All commands of the program: keys, menus, tooltips and the shortcut sheet are made from this one table. */
public final class CommandTable {

    private CommandTable() {
    }

    /** All commands, in the order of the sheet. */
    public static List<Command> all() {
        return Stream.<Command[]>of(ViewCommand.values(), StudyCommand.values(), FrameCommand.values())
                .flatMap(Stream::of).toList();
    }

    /** Their default keys. */
    public static KeyMap keys() {
        return KeyMap.of(all());
    }
}
