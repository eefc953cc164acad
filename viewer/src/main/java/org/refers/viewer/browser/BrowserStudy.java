package org.refers.viewer.browser;

import java.util.List;

/**
 * A study as the browser lists it.
 *
 * @param id key of the study
 * @param patientId key of the patient
 * @param order position among the patient's studies, from 0
 * @param split word for the side of the split, empty if it has none
 * @param views in view order; may be empty
 * @param findings names of the present findings; empty also if nothing is labelled
 * @param labelled whether any finding is labelled
 * @param reported whether there is a report
 */
public record BrowserStudy(String id, String patientId, int order, String split, List<BrowserView> views,
        List<String> findings, boolean labelled, boolean reported) {

    /** Copies the lists. */
    public BrowserStudy {
        views = List.copyOf(views);
        findings = List.copyOf(findings);
    }
}
