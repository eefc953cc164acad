package org.refers.app.frame;

import java.util.List;
import org.refers.viewer.command.Command;

/** What the program does on any screen. */
public enum FrameCommand implements Command {
    /** Asks for a workspace. */
    OPEN_WORKSPACE("Ctrl+O"),
    /** Asks for a folder to import. */
    IMPORT_FOLDER("Ctrl+I"),
    /** The home screen. */
    SHOW_HOME("Ctrl+0"),
    /** The reading screen. */
    SHOW_STUDIES("Ctrl+1"),
    /** The training screen. */
    SHOW_TRAINING("Ctrl+2"),
    /** The check of the data. */
    SHOW_DATA("Ctrl+3"),
    /** The results of the run that is chosen on the training screen. */
    SHOW_RESULTS("Ctrl+4"),
    /** The training screen, for a new run. */
    NEW_RUN("Ctrl+N"),
    /** Stops the run after its step. */
    STOP_RUN("Ctrl+Period"),
    /** This sheet. */
    SHORTCUTS("F1", "Shift+Slash"),
    /** From the dark theme to the light one and back. */
    SWITCH_THEME("Ctrl+T"),
    /** Five callouts over the real controls. */
    TAKE_TOUR("Shift+F1"),
    /** Asks the doctor whether this machine can train. */
    CHECK_MACHINE("Ctrl+Shift+M"),
    /** Ends the program. */
    QUIT("Ctrl+Q");

    private final List<String> keys;

    FrameCommand(String... keys) {
        this.keys = List.of(keys);
    }

    @Override
    public Group group() {
        return Group.PROGRAM;
    }

    @Override
    public List<String> defaultKeys() {
        return keys;
    }
}
