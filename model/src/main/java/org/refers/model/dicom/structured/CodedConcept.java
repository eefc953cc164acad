package org.refers.model.dicom.structured;

import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.Tags;

/**
 * A concept by its code (PS3.3, 8).
 *
 * @param value code value
 * @param scheme coding scheme, such as {@code DCM} or {@code SCT}
 * @param meaning the words that people read
 */
public record CodedConcept(String value, String scheme, String meaning) {

    /** Code Value is SH. */
    private static final int LONGEST_VALUE = 16;
    private static final int LONGEST_MEANING = 64;

    /** Creates a concept within the lengths that DICOM allows. */
    public CodedConcept {
        if (value.length() > LONGEST_VALUE || meaning.length() > LONGEST_MEANING) {
            throw new IllegalArgumentException("a code of " + value.length() + " or a meaning of " + meaning.length()
                    + " letters is longer than DICOM allows");
        }
    }

    /** A concept of DICOM's own scheme. */
    static CodedConcept dcm(String value, String meaning) {
        return new CodedConcept(value, "DCM", meaning);
    }

    /** The item of a code sequence. */
    public DicomObject item() {
        return DicomObject.builder().text(Tags.CODE_VALUE, value).text(Tags.CODING_SCHEME_DESIGNATOR, scheme)
                .text(Tags.CODE_MEANING, meaning).build();
    }

    /** Whether an item of a code sequence says the same, whatever words it uses. */
    boolean isIn(DicomObject item) {
        return item.text(Tags.CODE_VALUE).filter(value::equals).isPresent()
                && item.text(Tags.CODING_SCHEME_DESIGNATOR).filter(scheme::equals).isPresent();
    }
}
