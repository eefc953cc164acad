package org.refers.model.finding;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MapSurfaceTest {

    private static ActivationMap map(int grid, int input, int rows, int columns, float... values) {
        return new ActivationMap("mass", MapKind.CAM, grid, values, InputGeometry.fullField(rows, columns, input), rows,
                columns);
    }

    @Test
    void scalesByMinAndMax() {
        assertArrayEquals(new float[]{0, 0.25f, 0.5f, 1}, map(2, 4, 8, 8, -1, 0, 1, 3).normalized());
    }

    @Test
    void aConstantMapIsZeroPointsNowhereAndHasNoBox() {
        MapSurface surface = map(2, 4, 8, 8, 5, 5, 5, 5).surface();

        assertArrayEquals(new float[64], surface.pixels());
        assertTrue(surface.peak().isEmpty());
        assertTrue(surface.boxes(0.05, 1).isEmpty());
        assertEquals(0.5, Otsu.threshold(surface));
    }

    /** Two columns, 0 and 1, to four: centres at 0.25 and 0.75 of a patch give 0, 1/4, 3/4, 1. */
    @Test
    void upsamplingIsBilinearWithHalfPixelCentres() {
        MapSurface surface = map(2, 4, 4, 4, 0, 1, 0, 1).surface();

        for (int row = 0; row < 4; row++) {
            assertEquals(0, surface.at(row, 0), 1e-12);
            assertEquals(0.25, surface.at(row, 1), 1e-12);
            assertEquals(0.75, surface.at(row, 2), 1e-12);
            assertEquals(1, surface.at(row, 3), 1e-12);
        }
    }

    /** The crop leaves a margin of two pixels a side, where the map is 0 and no box can be. */
    @Test
    void outsideTheCropTheMapIsZero() {
        ActivationMap cropped = new ActivationMap("mass", MapKind.CAM, 1, new float[]{1}, InputGeometry.centerCrop(8, 8,
                4, 8), 8, 8);
        ActivationMap sloped = new ActivationMap("mass", MapKind.CAM, 2, new float[]{0, 1, 0, 1}, InputGeometry
                .centerCrop(8, 8, 4, 8), 8, 8);

        assertEquals(0, cropped.surface().at(4, 4), "one patch is a constant map");
        assertEquals(0, sloped.surface().at(4, 7));
        assertEquals(1, sloped.surface().at(4, 5), 1e-12);
        assertEquals(new Box(4, 2, 2, 4), sloped.surface().boxes(0.5, 1).getFirst().box());
    }

    @Test
    void scoreIsTheMaximumInsideTimesTheProbability() {
        LesionBox box = map(2, 4, 4, 4, 0, 1, 0, 1).surface().boxes(0.7, 0.5).getFirst();

        assertEquals(new LesionBox("mass", new Box(2, 0, 2, 4), 0.5), box);
        assertThrows(IllegalArgumentException.class, () -> map(1, 4, 4, 4, 0).surface().boxes(0, 1));
    }

    @Test
    void cornersConnectAndSmallRegionsAreDropped() {
        Regions regions = new Regions();
        regions.add(0, 0, 2);
        regions.add(0, 5, 6);
        regions.add(1, 2, 5);
        regions.add(3, 0, 1);

        assertEquals(List.of(new Regions.Region(0, 0, 5, 1, 6), new Regions.Region(0, 3, 0, 3, 1)), regions.all());
    }

    /** A hill of about half a pixel in 40 x 40 is under 1 % of the picture: no box. */
    @Test
    void whatIsUnderOnePerCentMakesNoBox() {
        float[] values = new float[400];
        values[21] = 1;
        MapSurface surface = map(20, 20, 20, 20, values).surface();

        assertTrue(surface.boxes(0.9, 1).isEmpty());
        values[22] = 1;
        values[41] = 1;
        values[42] = 1;
        assertEquals(1, map(20, 20, 20, 20, values).surface().boxes(0.9, 1).size());
    }

    /** Half the input at 0 and half at 1: any cut between is as good, and the first one is taken. */
    @Test
    void otsuPartsTwoHills() {
        float[] values = new float[64];
        for (int i = 0; i < 64; i++) {
            values[i] = i % 8 < 4 ? i % 2 * 0.1f : 1 - i % 2 * 0.1f;
        }
        double cut = Otsu.threshold(map(8, 8, 8, 8, values).surface());

        assertTrue(cut > 0.1 && cut <= 0.9, "cut at " + cut);
    }

    @Property(tries = 150)
    void boxesAgreeWithThePixelByPixelDefinition(@ForAll("maps") ActivationMap map,
            @ForAll @DoubleRange(min = 0.01, max = 1) double threshold) {
        MapSurface surface = map.surface();

        assertEquals(boxesByFlooding(surface, threshold), surface.boxes(threshold, 1).stream().map(LesionBox::box)
                .sorted(ORDER).toList());
    }

    @Property(tries = 100)
    void thePeakIsTheHighestPixelAndSomePixelReachesEveryScore(@ForAll("maps") ActivationMap map) {
        MapSurface surface = map.surface();
        double highest = 0;
        for (int row = 0; row < map.rows(); row++) {
            for (int column = 0; column < map.columns(); column++) {
                highest = Math.max(highest, surface.at(row, column));
            }
        }
        assertEquals(highest, surface.peak().map(Peak::value).orElse(0.0), 1e-12);
        surface.peak().ifPresent(peak -> assertEquals(peak.value(), surface.at(peak.row(), peak.column()), 0));
    }

    @Property(tries = 50)
    void aHigherThresholdNeverGrowsTheRegion(@ForAll("maps") ActivationMap map) {
        MapSurface surface = map.surface();
        List<LesionBox> wide = surface.boxes(0.3, 1);
        for (LesionBox box : surface.boxes(0.6, 1)) {
            assertTrue(wide.stream().anyMatch(outer -> contains(outer.box(), box.box())));
        }
    }

    private static boolean contains(Box outer, Box inner) {
        return outer.x() <= inner.x() && outer.y() <= inner.y() && outer.x() + outer.width() >= inner.x() + inner
                .width()
                && outer.y() + outer.height() >= inner.y() + inner.height();
    }

    @Test
    void valuesThatAreNotFiniteAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> map(1, 1, 1, 1, Float.NaN));
        assertThrows(IllegalArgumentException.class, () -> map(2, 1, 1, 1, 1));
        assertFalse(map(1, 1, 1, 1, 0).surface().peak().isPresent());
    }

    private static final Comparator<Box> ORDER = Comparator.comparingDouble(Box::y).thenComparingDouble(Box::x)
            .thenComparingDouble(Box::area);

    @Provide
    Arbitrary<ActivationMap> maps() {
        Arbitrary<Integer> sides = Arbitraries.integers().between(1, 40);
        return Combinators.combine(Arbitraries.integers().between(1, 5), Arbitraries.integers().between(1, 4), sides,
                sides,
                Arbitraries.integers().between(-3, 3).list().ofSize(25), Arbitraries.of(true, false)).as(
                        (grid, patch,
                                rows, columns, values, crop) -> {
                            int input = grid * patch;
                            InputGeometry geometry = crop
                                    ? InputGeometry.centerCrop(rows, columns, input, input + 3)
                                    : InputGeometry.fullField(rows, columns, input);
                            float[] raw = new float[grid * grid];
                            for (int i = 0; i < raw.length; i++) {
                                raw[i] = values.get(i);
                            }
                            return new ActivationMap("mass", MapKind.CAM, grid, raw, geometry, rows, columns);
                        });
    }

    private static List<Box> boxesByFlooding(MapSurface surface, double threshold) {
        int rows = surface.map().rows();
        int columns = surface.map().columns();
        boolean[] open = new boolean[rows * columns];
        for (int i = 0; i < open.length; i++) {
            open[i] = surface.at(i / columns, i % columns) >= threshold;
        }
        List<Box> boxes = new ArrayList<>();
        for (int i = 0; i < open.length; i++) {
            if (open[i]) {
                flood(open, i, columns, rows, boxes);
            }
        }
        return boxes.stream().sorted(ORDER).toList();
    }

    private static void flood(boolean[] open, int start, int columns, int rows, List<Box> boxes) {
        int[] bounds = {columns, rows, -1, -1};
        int area = 0;
        Deque<Integer> waiting = new ArrayDeque<>(List.of(start));
        open[start] = false;
        while (!waiting.isEmpty()) {
            int at = waiting.pop();
            int x = at % columns;
            int y = at / columns;
            area++;
            bounds = new int[]{Math.min(bounds[0], x), Math.min(bounds[1], y), Math.max(bounds[2], x), Math.max(
                    bounds[3], y)};
            for (int step = 0; step < 9; step++) {
                int nx = x + step % 3 - 1;
                int ny = y + step / 3 - 1;
                if (nx >= 0 && ny >= 0 && nx < columns && ny < rows && open[ny * columns + nx]) {
                    open[ny * columns + nx] = false;
                    waiting.push(ny * columns + nx);
                }
            }
        }
        if (area >= 0.01 * rows * columns) {
            boxes.add(new Box(bounds[0], bounds[1], bounds[2] - bounds[0] + 1, bounds[3] - bounds[1] + 1));
        }
    }
}
