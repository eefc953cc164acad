package org.refers.app.prefs;

/**
 * How the user likes to read.
 *
 * @param mouseProfile {@code reading} (window on the left button, as clinical viewers have it) or {@code analysis}
 * @param mapOpacity opacity of activation maps, 0 to 1
 */
public record ViewerPreferences(String mouseProfile, double mapOpacity) {

    /** Most users come from clinical viewers; at half opacity bone shows through the map. */
    public static final ViewerPreferences DEFAULT = new ViewerPreferences("reading", 0.5);

    /** Puts what a hand-edited file may hold back into its range. */
    public ViewerPreferences {
        mouseProfile = "analysis".equals(mouseProfile) ? mouseProfile : "reading";
        mapOpacity = mapOpacity >= 0 && mapOpacity <= 1 ? mapOpacity : 0.5;
    }
}
