package org.refers.model.finding;

import java.util.ArrayList;
import java.util.List;

/**
 * Where a finding's map is cut into boxes, and what was found when it was tuned.
 *
 * @param value the cut, above 0 and up to 1
 * @param meanIou mean IoU on the boxes it was tuned on, 0 where there were none
 */
public record MapThreshold(double value, double meanIou) {

    /** Used where no box was there to tune on: half of the map's range. */
    public static final MapThreshold UNTUNED = new MapThreshold(0.5, 0);

    private static final int STEPS = 20;

    /**
     * One radiograph to tune on.
     *
     * @param surface the finding's map
     * @param given the readers' boxes of that finding
     */
    public record Sample(MapSurface surface, List<ReaderBox> given) {
    }

    /**
     * The cut from 0.05 to 0.95, in steps of 0.05, that has the greatest mean IoU with the given boxes; of equals the
     * one nearest to 0.5. Whether a box would be shown is left out: that hangs on the probability and not on the cut.
     */
    public static MapThreshold tune(List<Sample> samples) {
        MapThreshold best = UNTUNED;
        List<Integer> steps = new ArrayList<>();
        for (int distance = 0; distance < STEPS / 2; distance++) {
            steps.add(STEPS / 2 - distance);
            steps.add(STEPS / 2 + distance);
        }
        for (int step : steps) {
            double cut = (double) step / STEPS;
            double iou = Localisation
                    .of(samples.stream()
                            .map(sample -> new LocalisationCase(sample.given(), sample.surface().boxes(cut, 1), false))
                            .toList())
                    .map(Localisation::meanIou).orElse(0.0);
            best = iou > best.meanIou() ? new MapThreshold(cut, iou) : best;
        }
        return best;
    }
}
