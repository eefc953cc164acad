package org.refers.app.tour;

import org.refers.viewer.text.Texts;

/** The stops of the tour, in their order. */
public enum TourStep {
    /** How a workspace comes to be. */
    BEGIN("#welcome-samples", "tour.begin"),
    /** The list of studies with its filter. */
    FIND(".study-browser", "tour.find"),
    /** The radiograph with its tools. */
    READ("#hanging", "tour.read"),
    /** Maps, boxes and readers' boxes. */
    EXPLAIN("#side", "tour.explain"),
    /** Runs, their curves and results. */
    TRAIN("#run-form", "tour.train");

    private final String target;
    private final String key;

    TourStep(String target, String key) {
        this.target = target;
        this.key = key;
    }

    /** Which control it speaks of, as a selector. */
    public String target() {
        return target;
    }

    String title(Texts texts) {
        return texts.get(key);
    }

    String words(Texts texts) {
        return texts.get(key + ".why");
    }
}
