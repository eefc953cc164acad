package org.refers.model.dicom.deidentify;

import com.fasterxml.jackson.annotation.JsonValue;

/** What is known of text inside of a file's pixels. */
public enum PixelReview {
    /** The file has no picture. */
    NONE("no_pixels"),
    /** Burned In Annotation (0028,0301) of the original says NO. */
    STATED("stated_clean"),
    /** A person looked at it. */
    REVIEWED("reviewed"),
    /** Nobody said anything: somebody has to look. */
    NEEDED("review");

    private final String word;

    PixelReview(String word) {
        this.word = word;
    }

    /** The word in records. */
    @JsonValue
    public String word() {
        return word;
    }

    /** Whether the pixels may be called free of the patient's identity. */
    boolean isClean() {
        return this != NEEDED;
    }
}
