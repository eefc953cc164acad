package org.refers.model.finding;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * How well maps and boxes agree with radiologists' boxes.
 *
 * @param cases radiographs compared (a radiograph counts once for each boxed finding)
 * @param boxes given boxes
 * @param meanIou mean over the given boxes of each reader, then over the readers, 0 to 1
 * @param hitRate share of the cases whose highest pixel lies in a given box (the pointing game), 0 to 1
 * @param iouByReader mean IoU of each reader's boxes
 * @param atIou recall and precision at IoU 0.1 to 0.7
 */
public record Localisation(int cases, int boxes, double meanIou, double hitRate, Map<String, Double> iouByReader,
        List<AtIou> atIou) {

    /**
     * Boxes counted as found from a least IoU on.
     *
     * @param iou the least IoU
     * @param recall share of the given boxes found, per reader, then over readers
     * @param precision share of the shown boxes that find one; empty where no box is shown
     */
    public record AtIou(double iou, double recall, OptionalDouble precision) {
    }

    private static final int FIRST_TENTH = 1;
    private static final int LAST_TENTH = 7;

    /** Creates the figures; collections are copied. */
    public Localisation {
        iouByReader = Map.copyOf(iouByReader);
        atIou = List.copyOf(atIou);
    }

    /** The figures of some cases, of one finding or of several; empty where there is no case. */
    public static Optional<Localisation> of(List<LocalisationCase> cases) {
        if (cases.isEmpty()) {
            return Optional.empty();
        }
        Map<String, List<Double>> byReader = new TreeMap<>();
        List<Double> shown = new ArrayList<>();
        for (LocalisationCase one : cases) {
            List<Double> ious = one.ious();
            for (int i = 0; i < ious.size(); i++) {
                byReader.computeIfAbsent(one.given().get(i).reader(), reader -> new ArrayList<>()).add(ious.get(i));
            }
            shown.addAll(one.iousOfShown());
        }
        Map<String, Double> means = new TreeMap<>();
        byReader.forEach((reader, ious) -> means.put(reader, mean(ious)));
        List<AtIou> atIou = new ArrayList<>();
        for (int tenth = FIRST_TENTH; tenth <= LAST_TENTH; tenth++) {
            atIou.add(at(tenth / 10.0, byReader, shown));
        }
        double hits = cases.stream().filter(LocalisationCase::hit).count();
        return Optional.of(new Localisation(cases.size(), byReader.values().stream().mapToInt(List::size).sum(),
                mean(means.values().stream().toList()), hits / cases.size(), means, atIou));
    }

    private static AtIou at(double least, Map<String, List<Double>> byReader, List<Double> shown) {
        List<Double> recalls = byReader.values().stream().map(ious -> share(ious, least)).toList();
        return new AtIou(least, mean(recalls),
                shown.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(share(shown, least)));
    }

    private static double share(List<Double> ious, double least) {
        return (double) ious.stream().filter(iou -> iou >= least).count() / ious.size();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
