package org.refers.model.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An activation map from 0 to 1 over every pixel of its radiograph: the grid is scaled by min and max, brought to the
 * network's input by bilinear interpolation with half-pixel centres, and from there to the radiograph's own pixels through
 * the stored geometry. Outside the network's input the map is 0.
 *
 * <p>Pixels are worked out when they are asked for. Between two columns of the input a row of the map only
 * rises or only falls, so that thresholds and maxima look at the ends of those pieces and agree with the pixel-by-pixel
 * definition.
 */
public final class MapSurface {

    /** Components smaller than this share of the radiograph are noise and make no box. */
    public static final double SMALLEST_SHARE = 0.01;

    private final ActivationMap map;
    private final int size;
    private final double[][] input;
    private final Interpolation down;
    private final Interpolation across;
    /** First pixel column of each piece, with the end of the last piece at the end. */
    private final int[] pieces;

    MapSurface(ActivationMap map) {
        this.map = map;
        InputGeometry geometry = map.geometry();
        size = geometry.inputSize();
        input = upsample(map.normalized(), map.grid(), size);
        down = Interpolation.of(map.rows(), size, geometry.top(), geometry.down());
        across = Interpolation.of(map.columns(), size, geometry.left(), geometry.across());
        pieces = piecesOf(across.left());
    }

    /** A grid brought to a square of {@code size} pixels. */
    static double[][] upsample(float[] grid, int n, int size) {
        Interpolation axis = Interpolation.of(size, n, 0, (double) size / n);
        double[][] wide = new double[n][size];
        for (int row = 0; row < n; row++) {
            double[] line = new double[n];
            for (int column = 0; column < n; column++) {
                line[column] = grid[row * n + column];
            }
            for (int column = 0; column < size; column++) {
                wide[row][column] = axis.at(column, line);
            }
        }
        double[][] square = new double[size][];
        for (int row = 0; row < size; row++) {
            square[row] = blend(wide, axis, row);
        }
        return square;
    }

    private static double[] blend(double[][] lines, Interpolation axis, int target) {
        int above = axis.left()[target];
        double[] upper = lines[above];
        double[] lower = lines[Math.min(above + 1, lines.length - 1)];
        double weight = axis.weight()[target];
        double[] line = new double[upper.length];
        for (int i = 0; i < line.length; i++) {
            line[i] = upper[i] * (1 - weight) + lower[i] * weight;
        }
        return line;
    }

    /** Pieces rise or fall throughout: at the two ends of the input the line bends to level, and never turns. */
    private static int[] piecesOf(int[] left) {
        List<Integer> starts = new ArrayList<>();
        for (int i = 0; i < left.length; i++) {
            if (i == 0 || left[i] != left[i - 1]) {
                starts.add(i);
            }
        }
        starts.add(left.length);
        return starts.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The map this surface spreads out. */
    public ActivationMap map() {
        return map;
    }

    /** The map over the network's input, {@code size * size} values from 0 to 1, row after row. */
    public float[] inputPixels() {
        float[] pixels = new float[size * size];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (float) input[i / size][i % size];
        }
        return pixels;
    }

    /** The map over the radiograph, {@code rows * columns} values from 0 to 1, row after row. */
    public float[] pixels() {
        float[] pixels = new float[Math.multiplyExact(map.rows(), map.columns())];
        for (int row = 0; row < map.rows(); row++) {
            Optional<double[]> line = line(row);
            for (int column = 0; line.isPresent() && column < map.columns(); column++) {
                pixels[row * map.columns() + column] = (float) across.at(column, line.get());
            }
        }
        return pixels;
    }

    /** The map at one pixel of the radiograph, 0 to 1. */
    public double at(int row, int column) {
        return line(row).map(line -> across.at(column, line)).orElse(0.0);
    }

    /** The input's columns at the height of a radiograph row; empty outside the input. */
    private Optional<double[]> line(int row) {
        return down.left()[row] < 0 ? Optional.empty() : Optional.of(blend(input, down, row));
    }

    /**
     * The highest pixel, the first in reading order of equals; empty for a constant map, which points nowhere.
     */
    public Optional<Peak> peak() {
        return highestIn(0, map.rows(), 0, map.columns()).filter(peak -> peak.value() > 0);
    }

    private Optional<Peak> highestIn(int top, int bottom, int left, int right) {
        Optional<Peak> best = Optional.empty();
        for (int row = top; row < bottom; row++) {
            Optional<double[]> line = line(row);
            for (int piece = 0; line.isPresent() && piece + 1 < pieces.length; piece++) {
                int first = Math.max(left, pieces[piece]);
                int last = Math.min(right, pieces[piece + 1]) - 1;
                if (first <= last) {
                    best = higher(best, row, first, line.get());
                    best = higher(best, row, last, line.get());
                }
            }
        }
        return best;
    }

    private Optional<Peak> higher(Optional<Peak> best, int row, int column, double[] line) {
        double value = across.at(column, line);
        return best.isPresent() && best.get().value() >= value ? best : Optional.of(new Peak(row, column, value));
    }

    /**
     * The boxes of a threshold: bounding rectangles of the 8-connected regions at or above it, those below 1 % of the
     * radiograph dropped, the highest score first. A box's score is the map's maximum inside it times the probability.
     *
     * @param threshold above 0, at most 1
     * @param probability the finding's probability, 0 to 1
     */
    public List<LesionBox> boxes(double threshold, double probability) {
        List<LesionBox> boxes = new ArrayList<>();
        for (Regions.Region region : regions(threshold).getFirst()) {
            boxes.add(new LesionBox(map.finding(), region.box(), highestIn(region) * probability));
        }
        boxes.sort(Comparator.comparingDouble(LesionBox::score).reversed());
        return boxes;
    }

    /** The boxes of several thresholds at once, without scores and in reading order, for the tuning of thresholds. */
    List<List<Box>> plainBoxes(double... thresholds) {
        return regions(thresholds).stream().map(regions -> regions.stream().map(Regions.Region::box).toList()).toList();
    }

    private double highestIn(Regions.Region region) {
        return highestIn(region.top(), region.bottom() + 1, region.left(), region.right() + 1).map(Peak::value)
                .orElse(0.0);
    }

    /** The regions of each threshold; each row of the map is worked out once for all of them. */
    private List<List<Regions.Region>> regions(double... thresholds) {
        List<Regions> found = new ArrayList<>();
        for (double threshold : thresholds) {
            if (!(threshold > 0) || threshold > 1) {
                throw new IllegalArgumentException("a map's threshold lies above 0 and up to 1, not " + threshold);
            }
            found.add(new Regions());
        }
        double[] ends = new double[2 * pieces.length];
        for (int row = 0; row < map.rows(); row++) {
            Optional<double[]> line = line(row);
            if (line.isPresent()) {
                fillEnds(line.get(), ends);
                for (int i = 0; i < thresholds.length; i++) {
                    addRuns(row, new Row(line.get(), ends), thresholds[i], found.get(i));
                }
            }
        }
        double smallest = SMALLEST_SHARE * map.rows() * map.columns();
        return found.stream()
                .map(regions -> regions.all().stream().filter(region -> region.area() >= smallest).toList()).toList();
    }

    /**
     * One row of the map.
     *
     * @param line the input's columns at its height
     * @param ends values of the first and last pixel of each piece
     */
    private record Row(double[] line, double[] ends) {
    }

    private void fillEnds(double[] line, double[] ends) {
        for (int piece = 0; piece + 1 < pieces.length; piece++) {
            ends[2 * piece] = across.at(pieces[piece], line);
            ends[2 * piece + 1] = across.at(pieces[piece + 1] - 1, line);
        }
    }

    private void addRuns(int row, Row values, double threshold, Regions regions) {
        int start = -1;
        for (int piece = 0; piece + 1 < pieces.length; piece++) {
            int first = pieces[piece];
            boolean firstIn = values.ends[2 * piece] >= threshold;
            boolean lastIn = values.ends[2 * piece + 1] >= threshold;
            if (!firstIn && start >= 0) {
                regions.add(row, start, first);
                start = -1;
            }
            if (firstIn && start < 0) {
                start = first;
            }
            if (firstIn && !lastIn) {
                regions.add(row, start, turn(values.line, threshold, first, pieces[piece + 1] - 1));
                start = -1;
            } else if (!firstIn && lastIn) {
                start = turn(values.line, threshold, first, pieces[piece + 1] - 1);
            }
        }
        if (start >= 0) {
            regions.add(row, start, map.columns());
        }
    }

    /** First column of a piece that is on the other side of the threshold than its first one. */
    private int turn(double[] line, double threshold, int first, int last) {
        boolean from = across.at(first, line) >= threshold;
        int same = first;
        int other = last;
        while (other - same > 1) {
            int middle = (same + other) >>> 1;
            if (across.at(middle, line) >= threshold == from) {
                same = middle;
            } else {
                other = middle;
            }
        }
        return other;
    }
}
