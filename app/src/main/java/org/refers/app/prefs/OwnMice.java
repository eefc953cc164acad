package org.refers.app.prefs;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The user's own profiles of the mouse. An earlier version of this program leaves them out and has the mouse as it is set,
 * which {@link ViewerPreferences#mouseProfile()} and {@link ViewerPreferences#mouse()} say without them.
 *
 * @param now name of the one that holds; empty if none of them does
 * @param all in the order in which they were made
 */
public record OwnMice(String now, List<Mouse> all) {

    /** None yet. */
    public static final OwnMice NONE = new OwnMice("", List.of());

    /**
     * A profile of the user's own.
     *
     * @param name what the user calls it
     * @param profile the profile that it was begun from
     * @param mouse what parts of the mouse do that the user changed
     */
    public record Mouse(String name, String profile, Map<String, String> mouse) {

        /** Fills in what a hand-edited file may lack. */
        public Mouse {
            name = Optional.ofNullable(name).orElse("").strip();
            profile = Optional.ofNullable(profile).orElse("");
            mouse = ViewerPreferences.parts(mouse);
        }
    }

    /** Fills in what a file may lack; what has no name cannot be chosen. */
    public OwnMice {
        now = Optional.ofNullable(now).orElse("").strip();
        all = Optional.ofNullable(all).orElse(List.of()).stream()
                .filter(mouse -> mouse != null && !mouse.name().isEmpty()).toList();
    }
}
