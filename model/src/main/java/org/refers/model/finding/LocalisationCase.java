package org.refers.model.finding;

import java.util.List;

/**
 * One radiograph in which a finding is present and boxed by radiologists, with what the explanation shows.
 *
 * @param given the readers' boxes of the finding, at least one
 * @param shown the boxes that are shown; none where the probability stays below its operating point
 * @param hit whether the map's highest pixel lies in one of the given boxes
 */
public record LocalisationCase(List<ReaderBox> given, List<LesionBox> shown, boolean hit) {

    /** Creates a case; without a given box there is nothing to compare with. */
    public LocalisationCase {
        given = List.copyOf(given);
        shown = List.copyOf(shown);
        if (given.isEmpty()) {
            throw new IllegalArgumentException("localisation is measured where a radiologist drew a box");
        }
    }

    /**
     * Compares a map with readers' boxes.
     *
     * @param surface the finding's map
     * @param given the readers' boxes of that finding
     * @param threshold cut of the map, above 0 and up to 1
     * @param shown whether the probability reaches its operating point
     */
    public static LocalisationCase of(MapSurface surface, List<ReaderBox> given, double threshold, boolean shown) {
        boolean hit = surface.peak().map(peak -> given.stream().anyMatch(box -> peak.isIn(box.box()))).orElse(false);
        return new LocalisationCase(given, shown ? surface.boxes(threshold, 1) : List.of(), hit);
    }

    /** Best IoU of each given box over the shown ones, 0 where none is shown; in the order of the given boxes. */
    public List<Double> ious() {
        return given.stream().map(box -> best(box.box(), shown.stream().map(LesionBox::box).toList())).toList();
    }

    /** Best IoU of each shown box over all readers' given ones. */
    public List<Double> iousOfShown() {
        List<Box> boxes = given.stream().map(ReaderBox::box).toList();
        return shown.stream().map(box -> best(box.box(), boxes)).toList();
    }

    private static double best(Box box, List<Box> others) {
        return others.stream().mapToDouble(box::iou).max().orElse(0);
    }
}
