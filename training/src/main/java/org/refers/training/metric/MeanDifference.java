package org.refers.training.metric;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Whether the means of two independent samples differ, by the two-sided t-test: Student's, which takes the variances as
 * equal, or Welch's, which does not.
 *
 * @param difference first mean less second; empty if a sample is empty
 * @param p chance of a difference at least as large if the means were equal; empty with fewer than two values in a sample,
 *     or if neither sample varies
 */
public record MeanDifference(OptionalDouble difference, OptionalDouble p) {

    /** Terms after which the continued fraction has long converged for any number of runs. */
    private static final int TERMS = 300;
    private static final double PRECISION = 1e-15;
    private static final double TINY = 1e-300;

    /** Compares two samples. */
    public static MeanDifference of(double[] first, double[] second, boolean welch) {
        OptionalDouble one = mean(first);
        OptionalDouble other = mean(second);
        if (one.isEmpty() || other.isEmpty()) {
            return new MeanDifference(OptionalDouble.empty(), OptionalDouble.empty());
        }
        double difference = one.getAsDouble() - other.getAsDouble();
        return new MeanDifference(OptionalDouble.of(difference), p(difference, first, second, welch));
    }

    /** The mean; empty for no values. */
    public static OptionalDouble mean(double[] values) {
        return Arrays.stream(values).average();
    }

    /** The standard deviation of a sample, with one less than its size below the sum; empty for fewer than two values. */
    public static OptionalDouble deviation(double[] values) {
        return values.length < 2 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(variance(values)));
    }

    private static double variance(double[] values) {
        double mean = mean(values).orElseThrow();
        return Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum() / (values.length - 1);
    }

    private static OptionalDouble p(double difference, double[] first, double[] second, boolean welch) {
        int n = first.length;
        int m = second.length;
        if (n < 2 || m < 2) {
            return OptionalDouble.empty();
        }
        double a = variance(first) / n;
        double b = variance(second) / m;
        double pooled = (variance(first) * (n - 1) + variance(second) * (m - 1)) / (n + m - 2);
        double squaredError = welch ? a + b : pooled * (1.0 / n + 1.0 / m);
        if (!(squaredError > 0)) {
            return OptionalDouble.empty();
        }
        double freedom = welch ? (a + b) * (a + b) / (a * a / (n - 1) + b * b / (m - 1)) : n + m - 2;
        return OptionalDouble.of(twoSided(difference / Math.sqrt(squaredError), freedom));
    }

    /** Chance of a t at least as far from 0, in either direction: the regularised incomplete beta function I(x; f/2, 1/2) at x = f/(f + t^2). */
    static double twoSided(double t, double freedom) {
        return incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
    }

    /** By its continued fraction, on the side of the mean where that converges fast. */
    private static double incompleteBeta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2)
                ? front * fraction(x, a, b) / a
                : 1 - front * fraction(1 - x, b, a) / b;
    }

    /** Lentz's evaluation of the fraction of Abramowitz and Stegun, Handbook of Mathematical Functions, 26.5.8. */
    private static double fraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / nonzero(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m <= TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonzero(1 + even * d);
            c = nonzero(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonzero(1 + odd * d);
            c = nonzero(1 + odd / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < PRECISION) {
                break;
            }
        }
        return value;
    }

    private static double nonzero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    /** Stirling's series (Abramowitz and Stegun 6.1.41) above 10, where four terms give 13 digits; below by recurrence. */
    private static double logGamma(double x) {
        double shifted = x;
        double product = 1;
        while (shifted < 10) {
            product *= shifted;
            shifted++;
        }
        double square = shifted * shifted;
        double series = 1 / (12 * shifted) - 1 / (360 * shifted * square) + 1 / (1260 * shifted * square * square)
                - 1 / (1680 * shifted * square * square * square);
        return (shifted - 0.5) * Math.log(shifted) - shifted + Math.log(2 * Math.PI) / 2 + series - Math.log(product);
    }
}
