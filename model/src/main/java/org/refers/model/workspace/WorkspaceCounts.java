package org.refers.model.workspace;

/**
 * How much there is.
 *
 * @param patients patients
 * @param studies studies
 * @param radiographs radiographs
 * @param reports studies with a report
 * @param labels pairs of a radiograph and a finding that somebody labelled present, absent or uncertain
 * @param boxes readers' boxes
 */
public record WorkspaceCounts(int patients, int studies, int radiographs, int reports, int labels, int boxes) {

    /** Nothing at all. */
    public static final WorkspaceCounts NONE = new WorkspaceCounts(0, 0, 0, 0, 0, 0);

    /** The sum of both. */
    public WorkspaceCounts plus(WorkspaceCounts other) {
        return new WorkspaceCounts(patients + other.patients, studies + other.studies, radiographs + other.radiographs,
                reports + other.reports, labels + other.labels, boxes + other.boxes);
    }
}
