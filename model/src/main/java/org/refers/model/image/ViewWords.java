package org.refers.model.image;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.Tags;
import org.refers.model.study.ViewPosition;

/**
 * Finds out the view. View Position (0018,5101) says it; where it is empty, in order: the view's code, the series' and the
 * processing's description, and the patient's orientation. A text that names two views decides nothing.
 */
public final class ViewWords {

    /** SNOMED codes of context group 4010, DX View, in both of their notations. */
    private static final Map<String, ViewPosition> CODES = Map.of("R-10206", ViewPosition.AP, "399348003",
            ViewPosition.AP, "R-10214", ViewPosition.PA, "272479007", ViewPosition.PA, "R-10228",
            ViewPosition.LATERAL, "399067008", ViewPosition.LATERAL, "R-10236", ViewPosition.LATERAL, "399173006",
            ViewPosition.LATERAL, "R-10232", ViewPosition.LATERAL, "399198007", ViewPosition.LATERAL);

    private static final Set<String> LATERAL_WORDS = Set.of("LL", "RL", "LAT", "LATERAL", "LLAT", "RLAT", "LATL",
            "LATR", "SIDE");
    private static final Set<String> OTHER_WORDS = Set.of("DECUBITUS", "DECUB", "DECUBITAL", "RLD", "LLD", "OBLIQUE",
            "OBL", "LORDOTIC", "RAO", "LAO", "RPO", "LPO", "RLO", "LLO", "APICAL");
    private static final List<Integer> DESCRIPTIONS = List.of(Tags.SERIES_DESCRIPTION,
            Tags.ACQUISITION_DEVICE_PROCESSING_DESCRIPTION);

    private ViewWords() {
    }

    static ViewPosition view(DicomObject dataSet) {
        Optional<String> stated = dataSet.text(Tags.VIEW_POSITION);
        if (stated.isPresent()) {
            return inText(stated.get()).orElse(ViewPosition.OTHER);
        }
        return byCode(dataSet).or(() -> byDescription(dataSet)).or(() -> byOrientation(dataSet))
                .orElse(ViewPosition.UNKNOWN);
    }

    /** The view that a text names, or empty where it names none or several. */
    public static Optional<ViewPosition> inText(String text) {
        String letters = text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z]+", " ").strip();
        String joined = letters.replace(" ", "");
        Set<String> words = new HashSet<>(Arrays.asList(letters.split(" ")));
        if (words.stream().anyMatch(OTHER_WORDS::contains)) {
            return Optional.of(ViewPosition.OTHER);
        }
        Set<ViewPosition> found = new HashSet<>();
        if (words.contains("PA") || joined.contains("POSTEROANTERIOR")) {
            found.add(ViewPosition.PA);
        }
        if (words.contains("AP") || joined.contains("ANTEROPOSTERIOR")) {
            found.add(ViewPosition.AP);
        }
        if (words.stream().anyMatch(LATERAL_WORDS::contains)) {
            found.add(ViewPosition.LATERAL);
        }
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }

    private static Optional<ViewPosition> byCode(DicomObject dataSet) {
        for (DicomObject item : dataSet.items(Tags.VIEW_CODE_SEQUENCE)) {
            Optional<ViewPosition> view = item.text(Tags.CODE_VALUE).map(CODES::get)
                    .or(() -> item.text(Tags.CODE_MEANING).flatMap(ViewWords::inText));
            if (view.isPresent()) {
                return view;
            }
        }
        return Optional.empty();
    }

    private static Optional<ViewPosition> byDescription(DicomObject dataSet) {
        for (int tag : DESCRIPTIONS) {
            Optional<ViewPosition> view = dataSet.text(tag).flatMap(ViewWords::inText);
            if (view.isPresent()) {
                return view;
            }
        }
        return Optional.empty();
    }

    /** Rows that run from front to back, or back to front, show a side; a frontal view may be PA or AP. */
    private static Optional<ViewPosition> byOrientation(DicomObject dataSet) {
        List<String> directions = dataSet.texts(Tags.PATIENT_ORIENTATION);
        if (directions.size() != 2) {
            return Optional.empty();
        }
        String row = directions.get(0);
        return row.startsWith("A") || row.startsWith("P") ? Optional.of(ViewPosition.LATERAL) : Optional.empty();
    }
}
