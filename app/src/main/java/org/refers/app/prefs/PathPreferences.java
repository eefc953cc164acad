package org.refers.app.prefs;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where the user works.
 *
 * @param recentWorkspaces folders of workspaces, the last one first
 * @param last where the user was last; an earlier version of this program leaves it out
 */
public record PathPreferences(List<String> recentWorkspaces, LastPlace last) {

    /** As many as the welcome screen shows without scrolling. */
    private static final int MOST_RECENT = 6;

    /** Nothing opened yet. */
    public static final PathPreferences DEFAULT = new PathPreferences(List.of(), LastPlace.NONE);

    /** Copies the list; a file may lack both. */
    public PathPreferences {
        recentWorkspaces = Optional.ofNullable(recentWorkspaces).map(List::copyOf).orElse(List.of());
        last = Optional.ofNullable(last).orElse(LastPlace.NONE);
    }

    /** These paths with a workspace put first. */
    public PathPreferences opened(String folder) {
        List<String> recent = new ArrayList<>(recentWorkspaces);
        recent.remove(folder);
        recent.addFirst(folder);
        return new PathPreferences(recent.subList(0, Math.min(MOST_RECENT, recent.size())), last);
    }

    /** These paths without a workspace. */
    public PathPreferences without(String folder) {
        return new PathPreferences(recentWorkspaces.stream().filter(recent -> !recent.equals(folder)).toList(),
                last.workspace().equals(folder) ? LastPlace.NONE : last);
    }

    /** These paths with another last place. */
    public PathPreferences at(LastPlace place) {
        return new PathPreferences(recentWorkspaces, place);
    }
}
