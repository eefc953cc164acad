package org.refers.app.frame;

import java.nio.file.Path;

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

    /** Shows what the program is. */
    void showAbout();

    /** Shows the log of faults. */
    void showLog();

    /** Ends the program; asks first if a run goes on. */
    void quit();
}
