package org.refers.training.data;

import java.util.List;
import org.refers.model.finding.FindingLabel;
import org.refers.model.workspace.RadiographEntry;

/**
 * A radiograph with its labels for a task.
 *
 * @param radiograph the workspace's entry
 * @param studyId pseudonymous key of its study
 * @param patientId pseudonymous key of its patient
 * @param labels K labels in the task's order
 */
public record LabelledRadiograph(RadiographEntry radiograph, String studyId, String patientId,
        List<FindingLabel> labels) {

    /** Creates a row; the labels are copied. */
    public LabelledRadiograph {
        labels = List.copyOf(labels);
    }

    /** Whether any label is known. */
    public boolean isLabelled() {
        return labels.stream().anyMatch(FindingLabel::isKnown);
    }

    /** The label as a loss reads it: 1 present, 0 absent, not a number where it is unknown or uncertain. */
    public float target(int finding) {
        return switch (labels.get(finding)) {
            case PRESENT -> 1;
            case ABSENT -> 0;
            case UNCERTAIN, UNKNOWN -> Float.NaN;
        };
    }
}
