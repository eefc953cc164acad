package org.refers.model.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What several readers of one radiograph agree on: their boxes of a finding that overlap become one, the mean of theirs, if
 * enough different readers drew it. The fusion is that of weighted boxes fusion (Solovyev, Wang and Gabruseva 2021) with
 * equal weights, since readers give no scores.
 */
public final class Consensus {

    /** The name of the reader whose boxes these are. They are made from the others' and are no opinion of their own. */
    public static final String READER = "consensus";

    private final double overlap;
    private final int readers;

    /** Boxes that were found to be of one lesion. */
    private static final class Cluster {
        private final List<Box> boxes = new ArrayList<>();
        private final Set<String> readers = new HashSet<>();
        private Box fused;

        private Cluster(ReaderBox first) {
            fused = first.box();
            add(first);
        }

        private void add(ReaderBox box) {
            boxes.add(box.box());
            readers.add(box.reader());
            fused = new Box(mean(boxes.stream().mapToDouble(Box::x).toArray()),
                    mean(boxes.stream().mapToDouble(Box::y).toArray()),
                    mean(boxes.stream().mapToDouble(Box::width).toArray()),
                    mean(boxes.stream().mapToDouble(Box::height).toArray()));
        }

        private static double mean(double... values) {
            double sum = 0;
            for (double value : values) {
                sum += value;
            }
            return sum / values.length;
        }
    }

    /**
     * Creates the rule.
     *
     * @param overlap IoU above which two boxes are of one lesion, from 0 to 1
     * @param readers how many different readers must have drawn it, at least 1
     */
    public Consensus(double overlap, int readers) {
        if (!(overlap >= 0 && overlap < 1) || readers < 1) {
            throw new IllegalArgumentException("overlap " + overlap + ", readers " + readers);
        }
        this.overlap = overlap;
        this.readers = readers;
    }

    /** The boxes that enough readers agree on, under the name {@link #READER}. The order of the given boxes does not matter. */
    public List<ReaderBox> of(List<ReaderBox> boxes) {
        Map<String, List<Cluster>> clusters = new LinkedHashMap<>();
        boxes.stream().sorted(Comparator.comparing(ReaderBox::finding).thenComparing(box -> -box.box().area())
                .thenComparing(box -> box.box().x()).thenComparing(box -> box.box().y())
                .thenComparing(ReaderBox::reader)).forEach(box -> {
                    List<Cluster> found = clusters.computeIfAbsent(box.finding(), finding -> new ArrayList<>());
                    found.stream().max(Comparator.comparingDouble(cluster -> cluster.fused.iou(box.box())))
                            .filter(cluster -> cluster.fused.iou(box.box()) > overlap)
                            .ifPresentOrElse(cluster -> cluster.add(box), () -> found.add(new Cluster(box)));
                });
        List<ReaderBox> agreed = new ArrayList<>();
        clusters.forEach((finding, found) -> found.stream().filter(cluster -> cluster.readers.size() >= readers)
                .forEach(cluster -> agreed.add(new ReaderBox(READER, finding, cluster.fused))));
        return agreed;
    }
}
