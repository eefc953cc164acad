package org.refers.sampledata.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.refers.model.finding.Box;
import org.refers.model.finding.ReaderBox;
import org.refers.sampledata.body.FindingKind;
import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Seeded;
import org.refers.sampledata.film.Radiographer.Placed;

/** Two readers who box what they see. They differ a little, and now and then one misses a faint finding. */
final class Readers {

    static final List<String> NAMES = List.of("R1", "R2");

    /** Share of a box's extent by which an edge is off; about one reader in three is off by more. */
    private static final double CARELESS = 0.045;
    private static final double FAINT = 0.62;
    private static final double MISSED = 0.22;
    /** Nobody draws a box thinner than this, in pixels. */
    private static final double SMALLEST = 4;

    private Readers() {
    }

    static List<ReaderBox> read(List<Placed> places, int rows, int columns, Seeded seeded) {
        List<ReaderBox> boxes = new ArrayList<>();
        for (int i = 0; i < places.size(); i++) {
            Seeded s = seeded.split(i);
            Lesion lesion = places.get(i).lesion();
            Optional<String> blind = isFaint(lesion) && s.chance(MISSED)
                    ? Optional.of(s.pick("R1", "R2"))
                    : Optional.empty();
            for (String reader : NAMES) {
                Box drawn = drawn(places.get(i).box(), rows, columns, s);
                if (blind.isEmpty() || !blind.get().equals(reader)) {
                    boxes.add(new ReaderBox(reader, lesion.kind().label(), drawn));
                }
            }
        }
        boxes.sort(Comparator.comparing(ReaderBox::reader));
        return boxes;
    }

    private static boolean isFaint(Lesion lesion) {
        return lesion.strength() < FAINT || lesion.kind() == FindingKind.NODULE && lesion.size() < 1.4;
    }

    private static Box drawn(Box box, int rows, int columns, Seeded s) {
        double left = edge(box.x(), box.width(), s, columns);
        double right = edge(box.x() + box.width(), box.width(), s, columns);
        double top = edge(box.y(), box.height(), s, rows);
        double bottom = edge(box.y() + box.height(), box.height(), s, rows);
        double x = Math.max(0, Math.min(left, right - SMALLEST));
        double y = Math.max(0, Math.min(top, bottom - SMALLEST));
        return new Box(tenth(x), tenth(y), tenth(right - x), tenth(bottom - y));
    }

    /** An edge as drawn: off by a share of the box, by a pixel at least, and inside the picture by four. */
    private static double edge(double at, double extent, Seeded s, int end) {
        double off = s.normal(0, Math.max(1, CARELESS * extent));
        return tenth(Math.max(0, Math.min(end, at + off)));
    }

    private static double tenth(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
