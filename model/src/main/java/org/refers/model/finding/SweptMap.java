package org.refers.model.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a map shows at every hundredth from 0.01 to 0.99, kept without the map: a whole set can then follow a threshold at
 * once. Some ten kilobytes a map, where the map itself spread over the network's input takes hundreds.
 *
 * @param given readers' boxes of the finding, at least one
 * @param hit whether the map's highest pixel lies in one of them
 * @param finding name of the finding
 * @param boxes for each cut the boxes of the map, in reading order
 */
public record SweptMap(List<ReaderBox> given, boolean hit, String finding, List<List<Box>> boxes) {

    /** Cuts to one of the map's range: what a slider of two decimals shows. */
    private static final int STEPS = 100;

    /** Creates a sweep; lists are copied. */
    public SweptMap {
        given = List.copyOf(given);
        boxes = List.copyOf(boxes);
        if (boxes.size() != STEPS - 1) {
            throw new IllegalArgumentException(boxes.size() + " cuts instead of " + (STEPS - 1));
        }
    }

    /** Cuts a map at every hundredth. */
    public static SweptMap of(MapSurface surface, List<ReaderBox> given) {
        double[] cuts = IntStream.range(1, STEPS).mapToDouble(step -> (double) step / STEPS).toArray();
        // The hit does not hang on the cut.
        boolean hit = LocalisationCase.of(surface, given, 1, false).hit();
        return new SweptMap(given, hit, surface.map().finding(), surface.plainBoxes(cuts));
    }

    /**
     * The case at the nearest hundredth to a threshold.
     *
     * @param shown whether the probability reaches its operating point
     */
    public LocalisationCase at(double threshold, boolean shown) {
        int step = Math.clamp(Math.round(threshold * STEPS), 1, STEPS - 1);
        List<LesionBox> found = new ArrayList<>();
        if (shown) {
            boxes.get(step - 1).forEach(box -> found.add(new LesionBox(finding, box, 0)));
        }
        return new LocalisationCase(given, found, hit);
    }
}
