package org.refers.sampledata.film;

/** A smooth curve through given points (cubic Hermite with limited slopes: it does not swing past its points). */
final class Curve {

    private final double[] at;
    private final double[] value;
    private final double[] slope;

    private Curve(double[] at, double[] value) {
        this.at = at;
        this.value = value;
        this.slope = slopes(at, value);
    }

    /** Creates a curve from place, value, place, value, ..., places rising; constant outside. */
    static Curve through(double... placeAndValue) {
        int n = placeAndValue.length / 2;
        double[] at = new double[n];
        double[] value = new double[n];
        for (int i = 0; i < n; i++) {
            at[i] = placeAndValue[2 * i];
            value[i] = placeAndValue[2 * i + 1];
        }
        return new Curve(at, value);
    }

    double at(double place) {
        int last = at.length - 1;
        if (place <= at[0]) {
            return value[0];
        }
        if (place >= at[last]) {
            return value[last];
        }
        int i = 0;
        while (place > at[i + 1]) {
            i++;
        }
        double h = at[i + 1] - at[i];
        double t = (place - at[i]) / h;
        double s = 1 - t;
        return value[i] * (1 + 2 * t) * s * s + slope[i] * h * t * s * s + value[i + 1] * t * t * (3 - 2 * t)
                - slope[i + 1] * h * t * t * s;
    }

    private static double[] slopes(double[] at, double[] value) {
        int n = at.length;
        double[] slope = new double[n];
        for (int i = 1; i < n - 1; i++) {
            double before = (value[i] - value[i - 1]) / (at[i] - at[i - 1]);
            double after = (value[i + 1] - value[i]) / (at[i + 1] - at[i]);
            slope[i] = before * after <= 0 ? 0 : 2 * before * after / (before + after);
        }
        slope[0] = (value[1] - value[0]) / (at[1] - at[0]);
        slope[n - 1] = (value[n - 1] - value[n - 2]) / (at[n - 1] - at[n - 2]);
        return slope;
    }
}
