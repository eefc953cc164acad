package org.refers.app.prefs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Where the user was last. Keys of studies and patients are pseudonyms, which name nobody.
 *
 * @param workspace folder of the workspace; empty: nowhere yet
 * @param radiograph key of the radiograph that was read
 * @param patient key of its patient
 * @param study position of its study among the patient's, from 0
 * @param screen {@code studies}, {@code data} or {@code training}
 */
public record LastPlace(String workspace, String radiograph, String patient, int study, String screen) {

    private static final List<String> SCREENS = List.of("studies", "data", "training");

    /** Nowhere yet. */
    public static final LastPlace NONE = new LastPlace("", "", "", 0, "studies");

    /** Fills in what a hand-edited file may lack. */
    public LastPlace {
        workspace = Optional.ofNullable(workspace).orElse("");
        radiograph = Optional.ofNullable(radiograph).orElse("");
        patient = Optional.ofNullable(patient).orElse("");
        study = Math.max(0, study);
        String wanted = Optional.ofNullable(screen).orElse("").toLowerCase(Locale.ROOT);
        screen = SCREENS.contains(wanted) ? wanted : SCREENS.getFirst();
    }

    /** Whether there is such a place; named as no bean's property, for it is none of what the file keeps. */
    public boolean known() {
        return !workspace.isEmpty() && !radiograph.isEmpty();
    }
}
