package org.refers.app.prefs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the user works.
 *
 * @param recentWorkspaces folders of workspaces, the last one first
 */
public record PathPreferences(List<String> recentWorkspaces) {

    /** As many as the welcome screen shows without scrolling. */
    private static final int MOST_RECENT = 6;

    /** Nothing opened yet. */
    public static final PathPreferences DEFAULT = new PathPreferences(List.of());

    /** Copies the list; a file may lack it. */
    public PathPreferences {
        recentWorkspaces = Optional.ofNullable(recentWorkspaces).map(List::copyOf).orElse(List.of());
    }

    /** These paths with a workspace put first. */
    public PathPreferences opened(String folder) {
        List<String> recent = new ArrayList<>(recentWorkspaces);
        recent.remove(folder);
        recent.addFirst(folder);
        return new PathPreferences(recent.subList(0, Math.min(MOST_RECENT, recent.size())));
    }

    /** These paths without a workspace. */
    public PathPreferences without(String folder) {
        return new PathPreferences(recentWorkspaces.stream().filter(recent -> !recent.equals(folder)).toList());
    }
}
