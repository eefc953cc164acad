package org.refers.app.prefs;

import java.util.Optional;

/**
 * How the window looks.
 *
 * @param theme {@code dark} or {@code light}
 */
public record WindowPreferences(String theme) {

    /** Radiographs are read in dark rooms. */
    public static final WindowPreferences DEFAULT = new WindowPreferences("dark");

    /** A file may lack it, or name a theme that is not known. */
    public WindowPreferences {
        theme = Optional.ofNullable(theme).filter("light"::equals).orElse("dark");
    }
}
