package org.refers.training.data;

import java.util.ArrayList;
import java.util.List;
import org.refers.model.finding.FindingLabel;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;

/**
 * A radiograph with its labels for a task.
 *
 * @param id pseudonymous key
 * @param view view position
 * @param studyId pseudonymous key of its study
 * @param patientId pseudonymous key of its patient
 * @param labels K labels in the task's order
 */
public record LabelledRadiograph(String id, ViewPosition view, String studyId, String patientId,
        List<FindingLabel> labels) {

    /** Creates a row; the labels are copied. */
    public LabelledRadiograph {
        labels = List.copyOf(labels);
    }

    /** A radiograph of a study with labels. */
    public static LabelledRadiograph of(StudyEntry study, RadiographEntry radiograph, List<FindingLabel> labels) {
        return new LabelledRadiograph(radiograph.id(), radiograph.view(), study.id(), study.patientId(), labels);
    }

    /**
     * The labelled projection images of studies, in their order.
     *
     * @param findings K names, the order of the labels
     */
    public static List<LabelledRadiograph> of(List<StudyEntry> studies, List<String> findings) {
        List<LabelledRadiograph> items = new ArrayList<>();
        for (StudyEntry study : studies) {
            for (RadiographEntry radiograph : study.radiographs()) {
                LabelledRadiograph item = of(study, radiograph, findings.stream().map(radiograph::label).toList());
                if (radiograph.isProjection() && item.isLabelled()) {
                    items.add(item);
                }
            }
        }
        return items;
    }

    /** Where nobody named the view it is taken as frontal: most are, and whole data sets name none. */
    static boolean mayBeFrontal(ViewPosition view) {
        return view.isFrontal() || view == ViewPosition.UNKNOWN;
    }

    /** Whether any label is known. */
    public boolean isLabelled() {
        return labels.stream().anyMatch(FindingLabel::isKnown);
    }

    /** The label as a loss reads it: 1 present, 0 absent, not a number where it gives no loss. */
    public float target(int finding, UncertainLabels uncertain) {
        return uncertain.target(labels.get(finding));
    }
}
