package org.refers.app.frame;

import java.nio.file.Path;
import java.util.List;
import org.refers.app.tour.TourStep;
import org.refers.viewer.command.Command;

/** What menus and buttons of the frame ask for. */
public interface Actions {

    /** Asks for a workspace and opens it. */
    void openWorkspace();

    /** Opens this workspace. */
    void openWorkspace(Path folder);

    /** Asks for a folder and imports its studies. */
    void importFolder();

    /** Asks where the files of the open workspace are now, and finds them there. */
    void findMovedFiles();

    /** Asks for a folder and makes sample studies in it. */
    void makeSamples();

    /** Turns to a screen. */
    void show(Screen screen);

    /** Shows the keys. */
    void showShortcuts();

    /** Opens or imports what was dropped on the window. */
    void dropped(List<Path> paths);

    /** Does what a key, a menu or a button asks for. */
    void perform(Command command);

    /** Shows what the program is. */
    void showAbout();

    /** Shows the log of faults. */
    void showLog();

    /** Shows a crash report, and how to hand it on. */
    void showCrash(Path report);

    /** Brings up the screen that a step of the tour speaks of. */
    void arrive(TourStep step);

    /** Goes back to where the tour was asked for. */
    void tourEnded();

    /** Ends the program; asks first if a run goes on. */
    void quit();
}
