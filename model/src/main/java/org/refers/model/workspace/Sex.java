package org.refers.model.workspace;

import java.util.Locale;

/** Sex of a patient, by the codes of DICOM's Patient's Sex (0010,0040). */
public enum Sex {
    /** Code F. */
    FEMALE("F"),
    /** Code M. */
    MALE("M"),
    /** Code O. */
    OTHER("O"),
    /** Nobody said. */
    UNKNOWN("");

    private final String code;

    Sex(String code) {
        this.code = code;
    }

    /** DICOM's code, empty if unknown. */
    public String code() {
        return code;
    }

    /** The sex a source's word or code means, such as {@code F}, {@code female} or {@code Male}; unknown if it means none. */
    public static Sex of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "f", "female" -> FEMALE;
            case "m", "male" -> MALE;
            case "o", "other" -> OTHER;
            default -> UNKNOWN;
        };
    }
}
