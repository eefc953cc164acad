package org.refers.model.dicom.structured;

import java.util.OptionalDouble;
import org.refers.model.finding.Box;

/**
 * A box as an object of another file tells of it.
 *
 * @param radiograph SOP Instance UID of the picture it lies in
 * @param observer name of the reader or algorithm as it stands in the file, perhaps a person's; empty if none is named
 * @param byAlgorithm whether a program found it and no person
 * @param finding name of the finding; empty if none is named
 * @param box in the picture's pixels
 * @param probability of the finding, 0 to 1, where it is said
 */
public record ReportedBox(String radiograph, String observer, boolean byAlgorithm, String finding, Box box,
        OptionalDouble probability) {

    /** Neither names nor UIDs: they may be a person's. */
    @Override
    public String toString() {
        return "box of " + finding;
    }
}
