package org.refers.app.prefs;

import java.util.Optional;

/**
 * All preferences. Numbers of a run are none: they are the run's recipe and lie in its folder.
 *
 * @param format version of the file's form
 * @param viewer how the user likes to read
 * @param paths where the user works
 * @param window how the window looks
 */
public record Preferences(int format, ViewerPreferences viewer, PathPreferences paths, WindowPreferences window) {

    /** The version this program writes and reads. */
    public static final int FORMAT = 1;

    /** What a new user gets. */
    public static final Preferences DEFAULT = new Preferences(FORMAT, ViewerPreferences.DEFAULT,
            PathPreferences.DEFAULT, WindowPreferences.DEFAULT);

    /** Fills in what a file lacks. */
    public Preferences {
        viewer = Optional.ofNullable(viewer).orElse(ViewerPreferences.DEFAULT);
        paths = Optional.ofNullable(paths).orElse(PathPreferences.DEFAULT);
        window = Optional.ofNullable(window).orElse(WindowPreferences.DEFAULT);
    }

    /** The same with other viewer preferences. */
    public Preferences with(ViewerPreferences other) {
        return new Preferences(format, other, paths, window);
    }

    /** The same with other paths. */
    public Preferences with(PathPreferences other) {
        return new Preferences(format, viewer, other, window);
    }

    /** The same with another look. */
    public Preferences with(WindowPreferences other) {
        return new Preferences(format, viewer, paths, other);
    }
}
