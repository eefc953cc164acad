package org.refers.viewer.browser;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.refers.viewer.browser.BrowserItem.PatientItem;

/** The patients that passed a filter. Used on the screen's thread; answers come there, now or later, or not at all. */
public interface BrowserListing {

    /** Number of patients. */
    int patients();

    /** Number of their studies that passed. */
    int studies();

    /** Reads the patients from one position up to another. */
    void read(int from, int to, Consumer<List<PatientItem>> ready);

    /** Finds the position of the patient of a radiograph; empty if its study did not pass. */
    void locate(String radiographId, Consumer<OptionalInt> ready);

    /** Nobody. */
    static BrowserListing none() {
        return new BrowserListing() {
            @Override
            public int patients() {
                return 0;
            }

            @Override
            public int studies() {
                return 0;
            }

            @Override
            public void read(int from, int to, Consumer<List<PatientItem>> ready) {
                ready.accept(List.of());
            }

            @Override
            public void locate(String radiographId, Consumer<OptionalInt> ready) {
                ready.accept(OptionalInt.empty());
            }
        };
    }
}
