package org.refers.viewer.browser;

import java.util.List;

/** One row of the browser. */
public sealed interface BrowserItem {

    /** A patient whose studies have not been read yet, by its position in the list. */
    record Waiting(int position) implements BrowserItem {
    }

    /** A patient with the studies that passed the filter. */
    record PatientItem(String patientId, List<BrowserStudy> studies) implements BrowserItem {
    }

    /** A study. */
    record StudyItem(BrowserStudy study) implements BrowserItem {
    }

    /** A view of a study. */
    record ViewItem(BrowserStudy study, BrowserView view) implements BrowserItem {
    }
}
