package org.refers.app.prefs;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the user likes to read.
 *
 * @param mouseProfile {@code reading}, {@code weasis}, {@code ohif} or {@code analysis}
 * @param mouse what parts of the mouse do that the user changed, by the part's name; the others do what the profile says
 * @param ownMice the user's own profiles of the mouse
 * @param mapOpacity opacity of activation maps, 0 to 1
 * @param mapColours colours of activation maps: {@code fuchsia} or {@code blue_to_yellow}
 * @param hanging how radiographs hang: {@code one}, {@code views}, {@code prior}, {@code plain} or {@code four}
 * @param lateralLeft whether the lateral view hangs on the left
 * @param reader pseudonym under which the user draws and labels
 * @param keys the keys that the user chose, by the command's id; the other commands have their default keys
 */
public record ViewerPreferences(String mouseProfile, Map<String, String> mouse, OwnMice ownMice, double mapOpacity,
        String mapColours, String hanging,
        boolean lateralLeft, String reader, Map<String, List<String>> keys) {

    private static final List<String> PROFILES = List.of("reading", "weasis", "ohif", "analysis");
    private static final List<String> LAYOUTS = List.of("one", "views", "prior", "plain", "four");
    private static final List<String> COLOURS = List.of("fuchsia", "blue_to_yellow");

    /**
     * Most users come from clinical viewers; at half opacity bone shows through the map; its colour is the
     * paper's; one radiograph leaves the most room for
     * its explanation; frontal views hang on the left in most reading rooms.
     */
    public static final ViewerPreferences DEFAULT = new ViewerPreferences("reading", Map.of(), OwnMice.NONE, 0.5,
            "fuchsia", "one", false, "reader", Map.of());

    /** Puts what a hand-edited file may hold back into its range. */
    public ViewerPreferences {
        mouseProfile = known(mouseProfile, PROFILES);
        mouse = parts(mouse);
        ownMice = Optional.ofNullable(ownMice).orElse(OwnMice.NONE);
        mapOpacity = mapOpacity >= 0 && mapOpacity <= 1 ? mapOpacity : 0.5;
        mapColours = known(mapColours, COLOURS);
        hanging = known(hanging, LAYOUTS);
        reader = Optional.ofNullable(reader).map(String::strip).filter(name -> !name.isEmpty()).orElse("reader");
        keys = Optional.ofNullable(keys).orElse(Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> entry.getValue().stream()
                        .filter(key -> key != null).toList()));
    }

    /** Actions by part without what a hand left empty. */
    static Map<String, String> parts(@Nullable Map<String, String> given) {
        return Optional.ofNullable(given).orElse(Map.of()).entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static String known(String given, List<String> all) {
        String wanted = Optional.ofNullable(given).orElse("").toLowerCase(Locale.ROOT);
        return all.contains(wanted) ? wanted : all.getFirst();
    }
}
