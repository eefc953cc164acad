package org.refers.model.workspace.importer;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Split;

/** The words in which tables write views, labels and sides. */
final class Words {

    private static final Pattern SEPARATORS = Pattern.compile("[_\\-. ]+");
    private static final Pattern VIEW_AT_END = Pattern
            .compile("[_\\-. ]+(pa|ap|lat|lateral|frontal|ll|rl)[_\\-. ]?\\d{0,2}$", Pattern.CASE_INSENSITIVE);

    private static final Set<String> PA = Set.of("pa", "posteroanterior", "postero-anterior");
    private static final Set<String> AP = Set.of("ap", "ap supine", "ap erect", "ap semi erect", "ap lldecub",
            "ap rldecub", "ap axial", "anteroposterior", "antero-posterior");
    private static final Set<String> LATERAL = Set.of("l", "lat", "lateral", "ll", "rl", "left lateral",
            "right lateral");
    private static final Set<String> NO_VIEW = Set.of("", "?", "unknown", "frontal", "chest", "nan", "unk");

    private static final Map<String, FindingLabel> LABELS = Map.ofEntries(Map.entry("present", FindingLabel.PRESENT),
            Map.entry("1", FindingLabel.PRESENT), Map.entry("1.0", FindingLabel.PRESENT),
            Map.entry("yes", FindingLabel.PRESENT), Map.entry("true", FindingLabel.PRESENT),
            Map.entry("positive", FindingLabel.PRESENT), Map.entry("absent", FindingLabel.ABSENT),
            Map.entry("0", FindingLabel.ABSENT), Map.entry("0.0", FindingLabel.ABSENT),
            Map.entry("no", FindingLabel.ABSENT), Map.entry("false", FindingLabel.ABSENT),
            Map.entry("negative", FindingLabel.ABSENT), Map.entry("uncertain", FindingLabel.UNCERTAIN),
            Map.entry("-1", FindingLabel.UNCERTAIN), Map.entry("-1.0", FindingLabel.UNCERTAIN),
            Map.entry("unknown", FindingLabel.UNKNOWN), Map.entry("nan", FindingLabel.UNKNOWN),
            Map.entry("n/a", FindingLabel.UNKNOWN), Map.entry("na", FindingLabel.UNKNOWN),
            Map.entry("", FindingLabel.UNKNOWN));

    private static final Map<String, Split> SIDES = Map.ofEntries(Map.entry("train", Split.TRAIN),
            Map.entry("training", Split.TRAIN), Map.entry("val", Split.VALIDATION),
            Map.entry("valid", Split.VALIDATION), Map.entry("validate", Split.VALIDATION),
            Map.entry("validation", Split.VALIDATION), Map.entry("dev", Split.VALIDATION),
            Map.entry("test", Split.TEST), Map.entry("none", Split.NONE), Map.entry("", Split.NONE));

    private Words() {
    }

    private static String plain(String word) {
        return word.strip().toLowerCase(Locale.ROOT);
    }

    /** A view as a table writes it; unknown words are a view that is none of ours. */
    static ViewPosition view(String word) {
        String plain = plain(word);
        if (PA.contains(plain)) {
            return ViewPosition.PA;
        }
        if (AP.contains(plain)) {
            return ViewPosition.AP;
        }
        if (LATERAL.contains(plain)) {
            return ViewPosition.LATERAL;
        }
        return NO_VIEW.contains(plain) ? ViewPosition.UNKNOWN : ViewPosition.OTHER;
    }

    /** A view that a file's name tells by a word of its own at the end, such as {@code scan_7-lat}. */
    static ViewPosition viewOfStem(String stem) {
        String[] words = SEPARATORS.split(stem.toLowerCase(Locale.ROOT));
        for (int i = words.length - 1; i >= 0; i--) {
            // The single letters l and r are left out: they mark sides and repeats as often as laterals.
            ViewPosition view = words[i].length() < 2 ? ViewPosition.UNKNOWN : view(words[i]);
            if (view != ViewPosition.UNKNOWN && view != ViewPosition.OTHER) {
                return view;
            }
        }
        return ViewPosition.UNKNOWN;
    }

    /** A file's stem without the view at its end, so that {@code scan_7-pa} and {@code scan_7-lat} are one study. */
    static String withoutView(String stem) {
        String cut = VIEW_AT_END.matcher(stem).replaceFirst("");
        return cut.isEmpty() ? stem : cut;
    }

    /** A label as a table writes it; empty if the word is none. */
    static Optional<FindingLabel> label(String word) {
        // 1,0 is how spreadsheets of half the world write 1.0.
        return Optional.ofNullable(LABELS.get(plain(word).replace(',', '.')));
    }

    static FindingLabel presentIf(boolean present) {
        return present ? FindingLabel.PRESENT : FindingLabel.ABSENT;
    }

    /** A side as a table writes it; empty if the word is none. */
    static Optional<Split> side(String word) {
        return Optional.ofNullable(SIDES.get(plain(word)));
    }

    /** A modality as a table writes it, as a DICOM code where it is one; X-ray in general is RG. */
    static String modality(String word) {
        String plain = plain(word);
        return switch (plain) {
            case "x-ray", "xray", "x ray", "radiograph", "cxr" -> "RG";
            case "mri" -> "MR";
            default -> plain.toUpperCase(Locale.ROOT);
        };
    }
}
