package org.refers.model.workspace.check;

import java.util.Arrays;
import java.util.Random;

/**
 * How strongly a label goes with an attribute.
 *
 * @param strength Cramer's V, corrected for bias (Bergsma 2013), 0 to 1
 * @param chance share of permutations of the label, with the data's own order among them, that reach the same chi-squared
 */
record Association(double strength, double chance) {

    private static final int PERMUTATIONS = 999;
    /** After so many permutations that reach it, chance explains it and the rest is not drawn. */
    private static final int ENOUGH = 10;
    private static final long SEED = 42;
    private static final Association NONE = new Association(0, 1);

    /**
     * Measures.
     *
     * @param labels 0 or 1, one a patient
     * @param values number of the attribute's value, from 0, one a patient
     * @param least strength below which permutations are not drawn
     */
    static Association of(int[] labels, int[] values, double least) {
        int categories = Arrays.stream(values).max().orElse(-1) + 1;
        int n = labels.length;
        int present = Arrays.stream(labels).sum();
        if (categories < 2 || present == 0 || present == n) {
            return NONE;
        }
        double observed = chiSquared(labels, values, categories, present);
        double strength = corrected(observed, n, categories);
        if (strength < least) {
            return new Association(strength, 1);
        }
        Random random = new Random(SEED);
        int[] shuffled = labels.clone();
        int reached = 0;
        int drawn = 0;
        while (drawn < PERMUTATIONS && reached < ENOUGH) {
            shuffle(shuffled, random);
            // Sums of the same counts in another order differ by rounding.
            reached += chiSquared(shuffled, values, categories, present) >= observed * (1 - 1e-12) ? 1 : 0;
            drawn++;
        }
        return new Association(strength, (reached + 1.0) / (drawn + 1));
    }

    private static double corrected(double chiSquared, int n, int categories) {
        double phi = Math.max(0, chiSquared / n - (categories - 1.0) / (n - 1));
        double columns = categories - (categories - 1.0) * (categories - 1) / (n - 1);
        double rows = 2 - 1.0 / (n - 1);
        double least = Math.min(columns, rows) - 1;
        return least <= 0 ? 0 : Math.min(1, Math.sqrt(phi / least));
    }

    private static double chiSquared(int[] labels, int[] values, int categories, int present) {
        int[] all = new int[categories];
        int[] with = new int[categories];
        for (int i = 0; i < labels.length; i++) {
            all[values[i]]++;
            with[values[i]] += labels[i];
        }
        double share = (double) present / labels.length;
        double sum = 0;
        for (int i = 0; i < categories; i++) {
            double expected = all[i] * share;
            double other = all[i] - expected;
            double difference = with[i] - expected;
            sum += all[i] == 0 ? 0 : difference * difference * (1 / expected + 1 / other);
        }
        return sum;
    }

    private static void shuffle(int[] values, Random random) {
        for (int i = values.length - 1; i > 0; i--) {
            int k = random.nextInt(i + 1);
            int kept = values[i];
            values[i] = values[k];
            values[k] = kept;
        }
    }
}
