package org.refers.viewer.browser;

import java.util.List;

/** One row of the browser. */
public sealed interface BrowserItem {

    /** All patients; never shown. */
    record Root() implements BrowserItem {
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
