package org.refers.sampledata.film;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.refers.model.finding.Box;
import org.refers.model.study.Radiograph;
import org.refers.sampledata.body.FindingKind;
import org.refers.sampledata.body.Form;
import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Population;
import org.refers.sampledata.body.Side;
import org.refers.sampledata.body.SyntheticStudy;
import org.refers.sampledata.body.Zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the pictures show is where and what the truth says. A finding is measured as the picture with it less without. */
class FilmTest {

    private static final Radiographer ROOM = new Radiographer();
    private static final int CELLS = 16;

    private static List<SyntheticStudy> studies(long seed, int count) {
        Population population = new Population(seed);
        return population.places(count).stream().map(population::study).toList();
    }

    private static SyntheticStudy normalStanding() {
        return studies(41, 60).stream().filter(study -> study.lesions().isEmpty() && study.hedged().isEmpty())
                .filter(study -> !study.visit().bedside() && ROOM.take(study).size() == 2).findFirst().orElseThrow();
    }

    private static Lesion lesion(FindingKind kind, Form form, Side side, double size) {
        return new Lesion(kind, form, side, Zone.MIDDLE, new Lesion.Place(.5, .5, .5), size, 1, 77);
    }

    private static double[] difference(Radiograph with, Radiograph without) {
        double[] difference = new double[with.stored().length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = (with.storedAt(i) - without.storedAt(i)) / 16.0;
        }
        return difference;
    }

    private static double mean(double[] field, int columns, Box box, boolean inside) {
        double sum = 0;
        int count = 0;
        for (int i = 0; i < field.length; i++) {
            int row = i / columns;
            if (box.contains(i % columns + .5, row + .5) == inside) {
                sum += field[i];
                count++;
            }
        }
        return sum / Math.max(1, count);
    }

    @Test
    void aBoxLiesOverWhatTheFindingAdds() {
        int tried = 0;
        for (SyntheticStudy study : studies(42, 40)) {
            if (study.lesions().isEmpty()) {
                continue;
            }
            Radiographer.Taken taken = ROOM.take(study).get(0);
            assertEquals(study.lesions().size(), taken.places().size(), study.id());
            Radiographer.Placed placed = taken.places().get(0);
            List<Lesion> others = new ArrayList<>(study.lesions());
            others.remove(placed.lesion());
            Radiograph without = ROOM.take(study.withLesions(others)).get(0).radiograph();
            double[] added = difference(taken.radiograph(), without);
            double[] absolute = Arrays.stream(added).map(Math::abs).toArray();
            int columns = without.columns();
            double inside = mean(absolute, columns, placed.box(), true);
            double outside = mean(absolute, columns, placed.box(), false);
            assertTrue(inside > 1.5 && inside > 4 * outside, study.id() + " " + placed + " " + inside + " " + outside);
            double sign = mean(added, columns, placed.box(), true);
            assertTrue(placed.lesion().kind() == FindingKind.PNEUMOTHORAX || sign > 1, study.id() + " " + placed);
            tried++;
        }
        assertTrue(tried > 15, "studies with findings: " + tried);
    }

    @Test
    void theRightLungIsOnThePicturesLeft() {
        SyntheticStudy normal = normalStanding();
        for (Side side : Side.values()) {
            for (FindingKind kind : List.of(FindingKind.MASS, FindingKind.CONSOLIDATION, FindingKind.PLEURAL_EFFUSION,
                    FindingKind.PNEUMOTHORAX, FindingKind.PLEURAL_THICKENING)) {
                Form form = kind == FindingKind.PLEURAL_THICKENING ? Form.LATERAL_BAND : Form.PATCHY;
                double size = kind == FindingKind.PNEUMOTHORAX || kind == FindingKind.PLEURAL_THICKENING ? 1.5 : 5;
                SyntheticStudy sick = normal.withLesions(List.of(lesion(kind, form, side, size)));
                Radiographer.Taken taken = ROOM.take(sick).get(0);
                Box box = taken.places().get(0).box();
                double middle = box.x() + box.width() / 2 - taken.radiograph().columns() / 2.0;
                assertEquals(side.sign(), Math.signum(middle), kind + " " + side + " " + box);
            }
        }
    }

    @Test
    void airIsDarkAndFluidIsWhite() {
        SyntheticStudy normal = normalStanding();
        Radiograph clear = ROOM.take(normal).get(0).radiograph();
        Radiographer.Taken fluid = ROOM
                .take(normal.withLesions(List.of(lesion(FindingKind.PLEURAL_EFFUSION, Form.PLAIN, Side.LEFT, 8))))
                .get(0);
        double[] white = difference(fluid.radiograph(), clear);
        assertTrue(mean(white, clear.columns(), fluid.places().get(0).box(), true) > 15);
        Radiographer.Taken air = ROOM
                .take(normal.withLesions(List.of(lesion(FindingKind.PNEUMOTHORAX, Form.PLAIN, Side.RIGHT, 3)))).get(0);
        double[] dark = difference(air.radiograph(), clear);
        assertTrue(darkest(dark, clear.columns(), air.places().get(0).box()) < -6,
                "darkest tenth " + darkest(dark, clear.columns(), air.places().get(0).box()));
    }

    /** A tenth of a box's pixels are darker than this. */
    private static double darkest(double[] field, int columns, Box box) {
        double[] inside = IntStream.range(0, field.length)
                .filter(i -> box.contains(i % columns + .5, Math.floorDiv(i, columns) + .5)).mapToDouble(i -> field[i])
                .sorted().toArray();
        return inside[inside.length / 10];
    }

    @Test
    void theHeartsBoxIsAsWideAsItsRatioSays() {
        SyntheticStudy normal = normalStanding();
        Radiographer.Taken taken = ROOM
                .take(normal.withLesions(List.of(lesion(FindingKind.CARDIOMEGALY, Form.PLAIN, Side.LEFT, .6)))).get(0);
        double pixel = taken.radiograph().spacing().orElseThrow().columnMillimetres() / 10;
        double heart = taken.places().get(0).box().width() * pixel;
        double ratio = heart / (2 * normal.anatomy().thorax().halfWidth());
        assertTrue(ratio > .57 && ratio < .66, "ratio " + ratio);
    }

    @Test
    void theLateralViewShowsTheSameFindingAtTheSameHeight() {
        SyntheticStudy normal = normalStanding();
        List<Radiographer.Taken> clear = ROOM.take(normal);
        List<Radiographer.Taken> sick = ROOM
                .take(normal.withLesions(List.of(lesion(FindingKind.MASS, Form.SMOOTH, Side.RIGHT, 5))));
        double[] front = centre(difference(sick.get(0).radiograph(), clear.get(0).radiograph()),
                clear.get(0).radiograph());
        double[] side = centre(difference(sick.get(1).radiograph(), clear.get(1).radiograph()),
                clear.get(1).radiograph());
        // The views keep 32 to 65 mm above the lungs' tops, each its own; heights agree within that difference.
        assertEquals(front[1], side[1], 35, "mm from the picture's top");
        assertTrue(side[0] > 0, "the mass was put in the back half, to the picture's right: " + side[0]);
    }

    /** Centre of what was added: mm from the picture's middle to the right, and from its top down. */
    private static double[] centre(double[] added, Radiograph radiograph) {
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < added.length; i++) {
            double weight = Math.max(0, added[i] - 1);
            sum += weight;
            x += weight * (i % radiograph.columns() - radiograph.columns() / 2.0);
            int row = i / radiograph.columns();
            y += weight * row;
        }
        double pixel = radiograph.spacing().orElseThrow().columnMillimetres();
        return new double[]{x / sum * pixel, y / sum * pixel};
    }

    @Test
    void fluidFillsThePosteriorAngleFirst() {
        SyntheticStudy normal = normalStanding();
        Radiograph clear = ROOM.take(normal).get(1).radiograph();
        Radiograph sick = ROOM
                .take(normal.withLesions(List.of(lesion(FindingKind.PLEURAL_EFFUSION, Form.PLAIN, Side.LEFT, 3.5))))
                .get(1).radiograph();
        double[] centre = centre(difference(sick, clear), clear);
        assertTrue(centre[0] > 30, "mm behind the middle: " + centre[0]);
    }

    @Test
    void picturesAreTheOnesThatWereFrozen() throws IOException {
        Population population = new Population(1);
        List<String> now = new ArrayList<>();
        for (Population.Place place : population.places(3)) {
            ROOM.take(population.study(place)).forEach(taken -> now.add(thumbnail(taken.radiograph())));
        }
        List<String> frozen = frozen();
        assertEquals(frozen.size(), now.size());
        for (int i = 0; i < frozen.size(); i++) {
            int[] a = numbers(frozen.get(i));
            int[] b = numbers(now.get(i));
            for (int cell = 0; cell < a.length; cell++) {
                // Arithmetic in double and float is the same everywhere; one grey level covers its rounding to print.
                assertEquals(a[cell], b[cell], 1, "picture " + i + " cell " + cell + "; now: " + now.get(i));
            }
        }
    }

    private static int[] numbers(String line) {
        return Arrays.stream(line.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    private static List<String> frozen() throws IOException {
        try (InputStream in = Optional.ofNullable(FilmTest.class.getResourceAsStream("frozen-pictures.txt"))
                .orElseThrow();
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return lines.lines().filter(line -> !line.startsWith("#")).toList();
        }
    }

    /** Mean grey levels, 0 to 255, of 16 x 16 cells. */
    static String thumbnail(Radiograph radiograph) {
        long[] sums = new long[CELLS * CELLS];
        int[] counts = new int[CELLS * CELLS];
        for (int i = 0; i < radiograph.stored().length; i++) {
            int row = i / radiograph.columns() * CELLS / radiograph.rows();
            int column = i % radiograph.columns() * CELLS / radiograph.columns();
            sums[row * CELLS + column] += radiograph.storedAt(i);
            counts[row * CELLS + column]++;
        }
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < sums.length; i++) {
            line.append(i == 0 ? "" : " ").append(sums[i] / counts[i] / 16);
        }
        return line.toString();
    }
}
