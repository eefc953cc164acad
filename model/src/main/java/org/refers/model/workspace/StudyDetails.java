package org.refers.model.workspace;

import java.util.Map;
import java.util.OptionalDouble;
import org.refers.model.finding.FindingLabel;

/**
 * What a source says of a study and its patient beside pictures and report: what subgroups are told apart by.
 *
 * @param sex of the patient
 * @param age of the patient when the study was taken, in years from 0 to 150, with fractions for infants
 * @param labels labels of the study as a whole by finding name, such as those read from its report; those of its radiographs are
 *     not repeated here
 */
public record StudyDetails(Sex sex, OptionalDouble age, Map<String, FindingLabel> labels) {

    /** Oldest age that is believed; sources write 999 and the like for unknown ones. */
    private static final double OLDEST = 150;

    /** Nothing said. */
    public static final StudyDetails NONE = new StudyDetails(Sex.UNKNOWN, OptionalDouble.empty(), Map.of());

    /** An age that no human has is taken for an unknown one. */
    public StudyDetails {
        if (age.isPresent() && !(age.getAsDouble() >= 0 && age.getAsDouble() <= OLDEST)) {
            age = OptionalDouble.empty();
        }
    }
}
