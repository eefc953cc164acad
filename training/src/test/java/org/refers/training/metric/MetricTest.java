package org.refers.training.metric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

class MetricTest {

    private static final double EXACT = 1e-12;
    private static final double SHENZHEN_AUROC = 0.9789896670493685;
    private static final double SHENZHEN_AUPRC = 0.9819049678769339;

    @Test
    void perfectOrderHasAreaOneAndReversedOrderZero() {
        boolean[] labels = {true, true, false, false};

        assertEquals(1, Auroc.of(labels, new double[]{4, 3, 2, 1}).orElseThrow(), EXACT);
        assertEquals(0, Auroc.of(labels, new double[]{1, 2, 3, 4}).orElseThrow(), EXACT);
    }

    /** Of the six pairs, four are in order and one is a tie: (4 + 1/2) / 6. */
    @Test
    void aTieCountsOneHalf() {
        assertEquals(4.5 / 6,
                Auroc.of(new boolean[]{true, false, true, false, false}, new double[]{3, 2, 2, 1, 2.5}).orElseThrow(),
                EXACT);
    }

    @Test
    void allEqualScoresGiveOneHalf() {
        assertEquals(0.5, Auroc.of(new boolean[]{true, false, false}, new double[]{7, 7, 7}).orElseThrow(), EXACT);
    }

    @Test
    void oneSignHasNoArea() {
        assertTrue(Auroc.of(new boolean[]{true, true}, new double[]{1, 2}).isEmpty());
        assertTrue(Auroc.of(new boolean[]{false}, new double[]{1}).isEmpty());
        assertTrue(AveragePrecision.of(new boolean[]{false}, new double[]{1}).isEmpty());
        assertTrue(OperatingPoint.byYouden(new boolean[]{true}, new double[]{1}).isEmpty());
    }

    /** Thresholds 4, 3, 2: precision 1, 1/2, 2/3 at recall 1/2, 1/2, 1: 1 * 1/2 + 2/3 * 1/2. */
    @Test
    void averagePrecisionIsTheStepSum() {
        assertEquals(5.0 / 6,
                AveragePrecision.of(new boolean[]{true, false, true, false}, new double[]{4, 3, 2, 1}).orElseThrow(),
                EXACT);
    }

    /** One threshold for all: the precision is the share of positives. */
    @Test
    void averagePrecisionOfTiesIsThePrevalence() {
        assertEquals(0.25,
                AveragePrecision.of(new boolean[]{true, false, false, false}, new double[]{1, 1, 1, 1}).orElseThrow(),
                EXACT);
    }

    @Test
    void youdenTakesTheHighestOfEquals() {
        OperatingPoint point = OperatingPoint
                .byYouden(new boolean[]{true, false, true, false}, new double[]{0.9, 0.6, 0.5, 0.1}).orElseThrow();

        assertEquals(new OperatingPoint(0.9, 0.5, 1), point);
        assertEquals(0.5, point.youden(), EXACT);
    }

    @Property
    void areaIsTheShareOfOrderedPairsAndNeedsOnlyTheOrder(@ForAll @IntRange(min = 2, max = 40) int n,
            @ForAll long seed) {
        ScoredLabels scored = random(n, seed);
        double ordered = 0;
        double pairs = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (scored.positives()[i] && !scored.positives()[j]) {
                    pairs++;
                    ordered += (Math.signum(scored.scores()[i] - scored.scores()[j]) + 1) / 2;
                }
            }
        }
        if (pairs == 0) {
            assertTrue(scored.auroc().isEmpty());
            return;
        }
        double[] stretched = scored.scores().clone();
        for (int i = 0; i < n; i++) {
            stretched[i] = Math.exp(stretched[i]);
        }
        assertEquals(ordered / pairs, scored.auroc().orElseThrow(), EXACT);
        assertEquals(ordered / pairs, Auroc.of(scored.positives(), stretched).orElseThrow(), EXACT);
    }

    private static ScoredLabels random(int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] labels = new boolean[n];
        double[] scores = new double[n];
        for (int i = 0; i < n; i++) {
            labels[i] = random.nextBoolean();
            scores[i] = random.nextInt(8);
        }
        return ScoredLabels.withoutPatients(labels, scores);
    }

    @Test
    void nanIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Auroc.of(new boolean[]{true}, new double[]{Double.NaN}));
        assertThrows(IllegalArgumentException.class, () -> Auroc.of(new boolean[]{true}, new double[0]));
    }

    @Test
    void theIntervalIsReproducibleAndHoldsTheValue() {
        ScoredLabels scored = random(200, 3);
        Interval interval = new Bootstrap(500, 1).auroc(scored).orElseThrow();

        assertEquals(interval, new Bootstrap(500, 1).auroc(scored).orElseThrow());
        assertTrue(interval.low() < scored.auroc().orElseThrow() && scored.auroc().orElseThrow() < interval.high());
    }

    /** Ten copies of each patient hold no more news than one: by patient the interval stays, by row it shrinks. */
    @Test
    void copiesOfAPatientDoNotNarrowTheInterval() {
        ScoredLabels once = random(60, 5);
        boolean[] labels = new boolean[600];
        double[] scores = new double[600];
        String[] patients = new String[600];
        for (int i = 0; i < 600; i++) {
            labels[i] = once.positives()[i / 10];
            scores[i] = once.scores()[i / 10];
            patients[i] = "row-" + i / 10;
        }
        Bootstrap bootstrap = new Bootstrap(400, 9);
        Interval single = bootstrap.auroc(once).orElseThrow();
        Interval grouped = bootstrap.auroc(new ScoredLabels(labels, scores, List.of(patients))).orElseThrow();
        Interval byRow = bootstrap.auroc(ScoredLabels.withoutPatients(labels, scores)).orElseThrow();

        assertEquals(single.low(), grouped.low(), EXACT);
        assertEquals(single.high(), grouped.high(), EXACT);
        assertTrue(byRow.high() - byRow.low() < (single.high() - single.low()) / 2);
    }

    @Test
    void meanOfOneFindingIsThatFinding() {
        ScoredLabels scored = random(80, 7);
        Bootstrap bootstrap = new Bootstrap(100, 2);

        assertEquals(bootstrap.auroc(scored), bootstrap.meanAuroc(Collections.nCopies(3, scored)));
    }

    @Test
    void percentilesInterpolateBetweenOrderStatistics() {
        assertEquals(1.1, Bootstrap.percentile(new double[]{1, 2, 3, 4, 5}, 0.025), EXACT);
        assertEquals(7, Bootstrap.percentile(new double[]{7}, 0.975), EXACT);
    }

    @Test
    void aScoreFileMayNamePatients(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "1.0 0.5 p1\n\n0 .25 p1\r\n");
        ScoredLabels scored = ScoreFile.read(file);

        assertArrayEquals(new boolean[]{true, false}, scored.positives());
        assertArrayEquals(new double[]{0.5, 0.25}, scored.scores());
        assertEquals(List.of("p1", "p1"), scored.patients());
    }

    @Test
    void aBadRowIsNamedWithItsLine(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("b.txt"), "1 0.5\n2 0.5\n");
        var thrown = assertThrows(IllegalArgumentException.class, () -> ScoreFile.read(file));

        assertEquals(file + ", line 2: expected 'label score' with label 0 or 1, found '2 0.5'", thrown.getMessage());
    }

    /** The area of a released file, computed once in Python by counting pairs and by summing over every threshold. */
    @Test
    void releasedScoresGiveTheKnownArea() throws IOException {
        String data = System.getProperty("refers.data", "");
        assumeTrue(!data.isEmpty(), "no real data: pass -Drefers.data=DIR to run this");
        ScoredLabels scored = ScoreFile.read(
                Path.of(data, "scores", "Shenzhen Tuberculosis", "tuberculosis", "REFERS", "Tuberculosis.txt"));

        assertEquals(SHENZHEN_AUROC, scored.auroc().orElseThrow(), 1e-9);
        assertEquals(SHENZHEN_AUPRC, scored.averagePrecision().orElseThrow(), 1e-9);
    }
}
