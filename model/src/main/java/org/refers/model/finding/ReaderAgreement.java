package org.refers.model.finding;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * How far readers agree on where findings are, each with each. On a radiograph, two readers' boxes of one finding are paired, the greatest
 * IoU first and each box once; the sum of the pairs' IoU is divided by the number of boxes of whoever drew more, so that a box without
 * partner counts 0. Radiographs on which neither drew the finding do not count. A model takes part as a reader.
 */
public final class ReaderAgreement {

    private final List<String> readers;
    private final SortedMap<String, SortedMap<String, Cell>> cells;

    /**
     * Agreement of two readers.
     *
     * @param iou mean over radiographs and findings, 0 to 1
     * @param cases radiographs times findings of which at least one of both drew a box
     */
    public record Cell(double iou, int cases) {
    }

    private ReaderAgreement(List<String> readers, SortedMap<String, SortedMap<String, Cell>> cells) {
        this.readers = readers;
        this.cells = cells;
    }

    /**
     * Compares readers.
     *
     * @param radiographs the boxes of each radiograph, those of all readers; a reader counts as having read it if {@code read} says so
     * @param read the readers who looked at each radiograph, in the same order: only what both have read is compared
     */
    public static ReaderAgreement of(List<? extends Collection<ReaderBox>> radiographs,
            List<? extends Collection<String>> read) {
        if (radiographs.size() != read.size()) {
            throw new IllegalArgumentException(radiographs.size() + " radiographs, read by " + read.size());
        }
        List<String> readers = read.stream().flatMap(Collection::stream).distinct().sorted().toList();
        SortedMap<String, SortedMap<String, Cell>> cells = new TreeMap<>();
        for (int i = 0; i < readers.size(); i++) {
            for (int j = i + 1; j < readers.size(); j++) {
                String one = readers.get(i);
                String other = readers.get(j);
                compare(radiographs, read, one, other)
                        .ifPresent(cell -> cells.computeIfAbsent(one, key -> new TreeMap<>()).put(other, cell));
            }
        }
        return new ReaderAgreement(readers, cells);
    }

    private static Optional<Cell> compare(List<? extends Collection<ReaderBox>> radiographs,
            List<? extends Collection<String>> read, String one, String other) {
        double sum = 0;
        int cases = 0;
        for (int i = 0; i < radiographs.size(); i++) {
            if (read.get(i).contains(one) && read.get(i).contains(other)) {
                Map<String, List<Box>> ours = byFinding(radiographs.get(i), one);
                Map<String, List<Box>> theirs = byFinding(radiographs.get(i), other);
                TreeSet<String> findings = new TreeSet<>(ours.keySet());
                findings.addAll(theirs.keySet());
                for (String finding : findings) {
                    sum += overlap(ours.getOrDefault(finding, List.of()), theirs.getOrDefault(finding, List.of()));
                    cases++;
                }
            }
        }
        return cases == 0 ? Optional.empty() : Optional.of(new Cell(sum / cases, cases));
    }

    private static Map<String, List<Box>> byFinding(Collection<ReaderBox> boxes, String reader) {
        Map<String, List<Box>> found = new TreeMap<>();
        boxes.stream().filter(box -> box.reader().equals(reader))
                .forEach(box -> found.computeIfAbsent(box.finding(), key -> new ArrayList<>()).add(box.box()));
        return found;
    }

    /** Two boxes that may be of one lesion. */
    private record Pair(int one, int other, double iou) {
    }

    /** Agreement of two lists of boxes of one finding, 0 to 1; at least one list has a box. */
    static double overlap(List<Box> ours, List<Box> theirs) {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < ours.size(); i++) {
            for (int j = 0; j < theirs.size(); j++) {
                double iou = ours.get(i).iou(theirs.get(j));
                if (iou > 0) {
                    pairs.add(new Pair(i, j, iou));
                }
            }
        }
        pairs.sort(Comparator.comparingDouble(Pair::iou).reversed());
        boolean[] isTaken = new boolean[ours.size()];
        boolean[] isTakenThere = new boolean[theirs.size()];
        double sum = 0;
        for (Pair pair : pairs) {
            if (!isTaken[pair.one] && !isTakenThere[pair.other]) {
                isTaken[pair.one] = true;
                isTakenThere[pair.other] = true;
                sum += pair.iou;
            }
        }
        return sum / Math.max(ours.size(), theirs.size());
    }

    /** These readers among each other, and after them one more, as another count has it with each of them. */
    ReaderAgreement joined(String reader, ReaderAgreement other) {
        SortedMap<String, SortedMap<String, Cell>> all = new TreeMap<>(cells);
        SortedMap<String, Cell> ofReader = new TreeMap<>();
        readers.forEach(one -> other.between(one, reader).ifPresent(cell -> ofReader.put(one, cell)));
        all.put(reader, ofReader);
        return new ReaderAgreement(Stream.concat(readers.stream(), Stream.of(reader)).toList(), all);
    }

    /** All readers, in alphabetical order; a model after them. */
    public List<String> readers() {
        return readers;
    }

    /** The agreement of two different readers; empty if they have read nothing together on which one of them drew a box. */
    public Optional<Cell> between(String one, String other) {
        return Stream.of(cells.get(one), cells.get(other)).flatMap(Stream::ofNullable)
                .flatMap(row -> Stream.of(row.get(one), row.get(other)).flatMap(Stream::ofNullable)).findFirst();
    }
}
