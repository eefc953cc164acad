package org.refers.training.data;

import java.util.List;

/**
 * A study as pre-training reads it.
 *
 * @param id pseudonymous key
 * @param patientId pseudonymous key of the patient
 * @param views its readable radiographs in view order, at least one
 * @param report findings and impression as written
 */
public record StudySample(String id, String patientId, List<View> views, String report) {

    /** Creates a sample; a study without a view is none. */
    public StudySample {
        views = List.copyOf(views);
        if (views.isEmpty()) {
            throw new IllegalArgumentException("study " + id + " has no readable radiograph");
        }
    }

    /**
     * One radiograph of a study.
     *
     * @param id pseudonymous key
     * @param frontal whether a flip of the study mirrors it; a lateral view looks the same way whatever the side
     */
    public record View(String id, boolean frontal) {
    }
}
