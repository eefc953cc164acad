package org.refers.model.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

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
        double[] cuts = cutsFromTheMiddle();
        List<List<LocalisationCase>> cases = new ArrayList<>();
        for (int i = 0; i < cuts.length; i++) {
            cases.add(new ArrayList<>());
        }
        for (Sample sample : samples) {
            List<List<Box>> boxes = sample.surface().plainBoxes(cuts);
            for (int i = 0; i < cuts.length; i++) {
                cases.get(i).add(new LocalisationCase(sample.given(), boxes.get(i).stream()
                        .map(box -> new LesionBox(sample.surface().map().finding(), box, 0)).toList(), false));
            }
        }
        MapThreshold best = UNTUNED;
        for (int i = 0; i < cuts.length; i++) {
            double iou = Localisation.of(cases.get(i)).map(Localisation::meanIou).orElse(0.0);
            best = iou > best.meanIou() ? new MapThreshold(cuts[i], iou) : best;
        }
        return best;
    }

    private static double[] cutsFromTheMiddle() {
        return IntStream.range(1, STEPS).boxed().sorted(Comparator.comparingInt(step -> Math.abs(2 * step - STEPS)))
                .mapToDouble(step -> (double) step / STEPS).toArray();
    }
}
