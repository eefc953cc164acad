package org.refers.model.dicom.structured;

import java.util.Locale;
import java.util.Map;

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
    private static final int LONGEST_VALUE = 16;
    private static final int LONGEST_MEANING = 64;

    private FindingCodes() {
    }

    /** The code of a finding. */
    public static CodedConcept of(String finding) {
        String plain = finding.strip().toLowerCase(Locale.ROOT).replaceAll("[_\\-\\s]+", " ");
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
