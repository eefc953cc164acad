package org.refers.model.workspace.importer;

import java.util.List;
import org.refers.model.workspace.annotation.AnnotationChange;

/**
 * What files of annotations would change in a workspace; nothing is written yet.
 *
 * @param changes the steps, in the order of the files
 * @param boxes boxes among them
 * @param labels labels among them
 * @param measurements measurements among them
 * @param present how many of all these the workspace has already
 * @param rejected what fits no radiograph or cannot be read, and why
 */
public record AnnotationPlan(List<AnnotationChange> changes, int boxes, int labels, int measurements, int present,
        List<ImportResult.Rejection> rejected) {

    /** Creates a plan. */
    public AnnotationPlan {
        changes = List.copyOf(changes);
        rejected = List.copyOf(rejected);
    }
}
