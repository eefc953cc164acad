package org.refers.viewer.browser;

import java.util.function.Consumer;
import org.refers.model.workspace.cohort.PatientOrder;

/** Where the browser's rows come from. Used on the screen's thread. */
public interface BrowserSource {

    /** Finds the patients with studies in which all words occur. Of several questions only the latest is answered. */
    void find(String words, PatientOrder order, Answer answer);

    /**
     * What came of a question.
     *
     * @param found takes the patients
     * @param misread takes a sentence for the user if the words cannot be understood
     */
    record Answer(Consumer<BrowserListing> found, Consumer<String> misread) {
    }
}
