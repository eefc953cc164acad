package org.refers.viewer.chart;

import java.util.Random;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

class SmoothingTest {

    private static Curve random(int size) {
        Random random = new Random(7);
        Curve curve = new Curve();
        for (int i = 0; i < size; i++) {
            curve.add(i, random.nextGaussian());
        }
        return curve;
    }

    /** The closed form: weights w^(n-i) on the points, over the sum of these weights, (1 - w^n) / (1 - w). */
    private static double closedForm(Curve curve, int last, double weight) {
        double sum = 0;
        for (int i = 0; i <= last; i++) {
            sum += Math.pow(weight, last - i) * curve.value(i);
        }
        return sum * (1 - weight) / (1 - Math.pow(weight, last + 1));
    }

    @Test
    void everyPointIsTheWeightedMeanOfAllBeforeIt() {
        Curve curve = random(60);
        for (double weight : new double[]{0.3, 0.9, 0.999}) {
            Curve smooth = new Smoothing(curve, weight).curve();
            for (int i = 0; i < curve.size(); i++) {
                assertEquals(closedForm(curve, i, weight), smooth.value(i), 1e-10);
            }
        }
    }

    @Test
    void withoutWeightItIsTheCurve() {
        Curve curve = random(20);
        Curve smooth = new Smoothing(curve, 0).curve();
        for (int i = 0; i < 20; i++) {
            assertEquals(curve.value(i), smooth.value(i));
        }
    }

    @Test
    void pointsTakenUpLaterAndAfterAResumeGiveTheSameAsAllAtOnce() {
        Curve curve = random(30);
        Smoothing growing = new Smoothing(curve, 0.9);
        growing.curve();
        curve.add(30, 5);
        growing.curve();
        curve.add(12, -3);
        curve.add(13, 4);
        Curve once = new Smoothing(curve, 0.9).curve();

        assertEquals(14, growing.curve().size());
        for (int i = 0; i < once.size(); i++) {
            assertEquals(once.value(i), growing.curve().value(i));
        }
    }

    @Test
    void aShareOfAllIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Smoothing(new Curve(), 1));
    }
}
