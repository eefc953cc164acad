package org.refers.model.study;

/** How the beam passed through the patient, DICOM attribute View Position (0018,5101). */
public enum ViewPosition {
    /** Back to front, the patient standing before the detector. */
    PA,
    /** Front to back, usually a bedside examination: the heart looks larger. */
    AP,
    /** From the side, left or right. */
    LATERAL,
    /** A known view that is none of the above, such as a decubitus. */
    OTHER,
    /** Nobody said. */
    UNKNOWN;

    /** Whether the view shows the chest from the front or the back. */
    public boolean isFrontal() {
        return this == PA || this == AP;
    }
}
