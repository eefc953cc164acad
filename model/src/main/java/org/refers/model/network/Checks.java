package org.refers.model.network;

/** Checks of configuration values; the messages name the key as it stands in the file. */
final class Checks {

    /** Several times the deepest transformers that were published. */
    private static final int MOST_LAYERS = 1000;

    private Checks() {
    }

    static void positive(String key, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(key + " must be at least 1, not " + value);
        }
    }

    /** A file that states its own depth must not make us describe layers by the million. */
    static void layers(String key, int value) {
        positive(key, value);
        if (value > MOST_LAYERS) {
            throw new IllegalArgumentException(key + " must be at most " + MOST_LAYERS + ", not " + value);
        }
    }

    static void divides(String divisorKey, int divisor, String key, int value) {
        positive(divisorKey, divisor);
        positive(key, value);
        if (value % divisor != 0) {
            throw new IllegalArgumentException(divisorKey + " " + divisor + " does not divide " + key + " " + value);
        }
    }

    static void notNegative(String key, double value) {
        if (!(value >= 0) || !Double.isFinite(value)) {
            throw new IllegalArgumentException(key + " must not be negative: " + value);
        }
    }

    static void rate(String key, double value) {
        if (!(value >= 0) || value >= 1) {
            throw new IllegalArgumentException(key + " must be at least 0 and below 1, not " + value);
        }
    }
}
