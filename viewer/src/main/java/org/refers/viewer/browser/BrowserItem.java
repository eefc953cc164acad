package org.refers.viewer.browser;

import java.util.List;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;

/** One row of the browser. */
public sealed interface BrowserItem {

    /** All patients; never shown. */
    record Root() implements BrowserItem {
    }

    /** A patient with the studies that passed the filter. */
    record PatientItem(String patientId, List<StudyEntry> studies) implements BrowserItem {
    }

    /** A study. */
    record StudyItem(StudyEntry study) implements BrowserItem {
    }

    /** A view of a study. */
    record ViewItem(StudyEntry study, RadiographEntry radiograph) implements BrowserItem {
    }
}
