package org.refers.model.dicom.structured;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Codes of findings. Those that SNOMED CT names for certain have its code; others have one of this program's scheme, made
 * of their name. The meaning is the finding's name as the workspace has it, so that it comes back as it went out.
 */
public final class FindingCodes {

    /** Coding scheme of findings without a code of SNOMED CT: private schemes begin with 99 (PS3.16, 8.2). */
    public static final String OWN_SCHEME = "99REFERS";

    private static final Map<String, String> SNOMED = Map.ofEntries(Map.entry("cardiomegaly", "8186001"),
            Map.entry("pleural effusion", "60046008"), Map.entry("effusion", "60046008"),
            Map.entry("pneumothorax", "36118008"), Map.entry("atelectasis", "46621007"),
            Map.entry("pneumonia", "233604007"), Map.entry("consolidation", "95436008"),
            Map.entry("edema", "19242006"), Map.entry("pulmonary edema", "19242006"),
            Map.entry("emphysema", "87433001"), Map.entry("pulmonary fibrosis", "51615001"),
            Map.entry("hernia", "84089009"), Map.entry("mass", "309529002"), Map.entry("lung mass", "309529002"),
            Map.entry("tuberculosis", "154283005"), Map.entry("covid 19", "840539006"),
            Map.entry("rib fracture", "33737001"));
    /** Names in use for findings of chest radiographs that have no code above. */
    private static final Set<String> NAMES = Set.of("aortic enlargement", "calcification", "cavity", "cyst",
            "enlarged cardiomediastinum", "fibrosis", "fracture", "infiltrate", "infiltration",
            "interstitial lung disease", "lesion", "lung cavity", "lung cyst", "lung lesion", "lung opacity",
            "mediastinal shift", "nodule", "nodule/mass", "opacity", "other lesion", "pleural other",
            "pleural thickening", "support devices");
    /** What parts a finding from more words: the end of a line, signs with spaces around them, commas, brackets. */
    private static final Pattern PARTS = Pattern.compile("[\\r\\n,;:()\\[\\]\u00b7|]+|\\s[-\u2013\u2014/]\\s");
    /** A figure behind a finding, such as a probability or a size. */
    private static final Pattern FIGURE = Pattern.compile("\\s[0-9][0-9.]*\\s?(%|mm|cm|px)?$");
    /** Letters of DICOM's short text; nothing longer is the name of a finding. */
    private static final int LONGEST_TEXT = 1024;
    private static final int LONGEST_VALUE = 16;
    private static final int LONGEST_MEANING = 64;

    private FindingCodes() {
    }

    /** The known finding that words name, as they write it, alone or before and behind other words; empty if they name none. */
    public static Optional<String> known(String words) {
        if (words.length() > LONGEST_TEXT) {
            return Optional.empty();
        }
        return Stream.concat(Stream.of(words), Arrays.stream(PARTS.split(words)))
                .map(part -> FIGURE.matcher(part.strip()).replaceFirst("").strip())
                .filter(part -> SNOMED.containsKey(plain(part)) || NAMES.contains(plain(part))).findFirst();
    }

    private static String plain(String finding) {
        return finding.strip().toLowerCase(Locale.ROOT).replaceAll("[_\\-\\s]+", " ");
    }

    /** The code of a finding. */
    public static CodedConcept of(String finding) {
        String plain = plain(finding);
        String meaning = finding.isBlank() ? "Finding" : cut(finding.strip(), LONGEST_MEANING);
        String snomed = SNOMED.get(plain);
        if (snomed != null) {
            return new CodedConcept(snomed, "SCT", meaning);
        }
        String value = cut(plain.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_"), LONGEST_VALUE);
        return new CodedConcept(value.isEmpty() ? "FINDING" : value, OWN_SCHEME, meaning);
    }

    private static String cut(String text, int length) {
        return text.length() <= length ? text : text.substring(0, length);
    }
}
