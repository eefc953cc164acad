package org.refers.app.tour;

import java.util.List;
import org.refers.viewer.text.Texts;

/** The stops of the tour, in their order. */
public enum TourStep {
    /** How a workspace comes to be. */
    BEGIN("tour.begin", "#welcome-samples"),
    /** The list of studies with its filter. */
    FIND("tour.find", ".study-browser"),
    /** The radiograph with its tools. */
    READ("tour.read", "#hanging"),
    /** Maps, boxes and readers' boxes. */
    EXPLAIN("tour.explain", "#side"),
    /** Runs, their curves and results; the form is away while results are read or a run is planned, the list never. */
    TRAIN("tour.train", "#run-form", "#runs");

    private final String key;
    private final List<String> targets;

    TourStep(String key, String... targets) {
        this.key = key;
        this.targets = List.of(targets);
    }

    /** Which control it speaks of, as selectors: the first that is there. */
    public List<String> targets() {
        return targets;
    }

    String title(Texts texts) {
        return texts.get(key);
    }

    String words(Texts texts) {
        return texts.get(key + ".why");
    }
}
