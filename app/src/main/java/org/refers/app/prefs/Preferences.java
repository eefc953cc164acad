package org.refers.app.prefs;

import java.util.List;
import java.util.Optional;

/**
 * All preferences. Numbers of a run are none: they are the run's recipe and lie in its folder.
 *
 * @param format version of the file's form
 * @param viewer how the user likes to read
 * @param paths where the user works
 * @param window how the window looks
 * @param displayWindows display windows of the user's own, in their order
 */
public record Preferences(int format, ViewerPreferences viewer, PathPreferences paths, WindowPreferences window,
        List<KeptWindow> displayWindows) {

    /** The version this program writes and reads. */
    public static final int FORMAT = 1;

    /** What a new user gets. */
    public static final Preferences DEFAULT = new Preferences(FORMAT, ViewerPreferences.DEFAULT,
            PathPreferences.DEFAULT, WindowPreferences.DEFAULT, List.of());

    /** Fills in what a file lacks. */
    public Preferences {
        viewer = Optional.ofNullable(viewer).orElse(ViewerPreferences.DEFAULT);
        paths = Optional.ofNullable(paths).orElse(PathPreferences.DEFAULT);
        window = Optional.ofNullable(window).orElse(WindowPreferences.DEFAULT);
        displayWindows = Optional.ofNullable(displayWindows).orElse(List.of()).stream()
                .filter(kept -> kept != null && kept.isWhole()).toList();
    }

    /** The same with other viewer preferences. */
    public Preferences with(ViewerPreferences other) {
        return new Preferences(format, other, paths, window, displayWindows);
    }

    /** The same with other paths. */
    public Preferences with(PathPreferences other) {
        return new Preferences(format, viewer, other, window, displayWindows);
    }

    /** The same with another look. */
    public Preferences with(WindowPreferences other) {
        return new Preferences(format, viewer, paths, other, displayWindows);
    }

    /** The same with other display windows of the user's own. */
    public Preferences with(List<KeptWindow> other) {
        return new Preferences(format, viewer, paths, window, other);
    }
}
