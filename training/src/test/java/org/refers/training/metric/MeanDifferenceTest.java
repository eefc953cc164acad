package org.refers.training.metric;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The test's closed forms for 1, 2 and 4 degrees of freedom, and samples worked out by hand. */
class MeanDifferenceTest {

    @Test
    void tailsAgreeWithTheClosedForms() {
        for (double t : new double[]{0.01, 0.5, 1, 2, 5, 20, 200}) {
            assertEquals(1 - 2 / Math.PI * Math.atan(t), MeanDifference.twoSided(t, 1), 1e-12);
            assertEquals(1 - t / Math.sqrt(2 + t * t), MeanDifference.twoSided(t, 2), 1e-12);
            double s = t / Math.sqrt(4 + t * t);
            assertEquals(1 - s * (1 + 2 / (4 + t * t)), MeanDifference.twoSided(t, 4), 1e-12);
            assertEquals(MeanDifference.twoSided(t, 4), MeanDifference.twoSided(-t, 4), 0);
        }
        assertEquals(1, MeanDifference.twoSided(0, 4), 0);
    }

    /** Means 2 and 5, variances 1 and 1, three each: t = 3 / sqrt(2/3), 4 degrees of freedom for both tests. */
    @Test
    void equalVariancesGiveBothTestsTheSameAnswer() {
        double[] low = {1, 2, 3};
        double[] high = {4, 5, 6};
        double t = 3 / Math.sqrt(2.0 / 3);

        MeanDifference student = MeanDifference.of(high, low, false);
        assertEquals(3, student.difference().orElseThrow(), 1e-12);
        assertEquals(MeanDifference.twoSided(t, 4), student.p().orElseThrow(), 1e-12);
        assertEquals(0.021311641128756, student.p().orElseThrow(), 1e-12);
        assertEquals(student.p().orElseThrow(), MeanDifference.of(high, low, true).p().orElseThrow(), 1e-12);
    }

    /** Variances 1 and 100: Welch's freedom is (1/3 + 100/3)^2 / ((1/9 + 10000/9) / 2) = 2.0399.., not 4. */
    @Test
    void unequalVariancesCostWelchFreedom() {
        double[] narrow = {1, 2, 3};
        double[] wide = {10, 20, 30};
        double freedom = 101.0 * 101 / (10_001.0 / 2);
        double t = 18 / Math.sqrt(101.0 / 3);

        assertEquals(MeanDifference.twoSided(t, freedom), MeanDifference.of(narrow, wide, true).p().orElseThrow(),
                1e-12);
        assertEquals(MeanDifference.twoSided(t, 4), MeanDifference.of(narrow, wide, false).p().orElseThrow(), 1e-12);
    }

    @Test
    void whatCannotBeTestedHasNoP() {
        assertTrue(MeanDifference.of(new double[]{0.7}, new double[]{0.6, 0.65}, false).p().isEmpty());
        assertEquals(0.1, MeanDifference.of(new double[]{0.7}, new double[]{0.6}, false).difference().orElseThrow(),
                1e-12);
        assertTrue(MeanDifference.of(new double[]{0.7, 0.7}, new double[]{0.6, 0.6}, true).p().isEmpty());
        assertTrue(MeanDifference.of(new double[]{}, new double[]{0.6}, false).difference().isEmpty());
        assertTrue(MeanDifference.deviation(new double[]{0.7}).isEmpty());
        assertEquals(1, MeanDifference.deviation(new double[]{1, 2, 3}).orElseThrow(), 1e-12);
    }
}
