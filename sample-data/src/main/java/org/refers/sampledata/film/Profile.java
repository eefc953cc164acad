package org.refers.sampledata.film;

/** How much of a thing the beam meets at a distance of -1 to 1 from its axis, as a table, since powers are slow. */
enum Profile {
    /** A solid rod: vessels, soft tissue. */
    ROD,
    /** A bone: dense shell around spongy core, so its edges are brighter than its middle. */
    BONE,
    /** No edge at all. */
    SOFT;

    static final int HALF = 256;

    private final float[] table = new float[2 * HALF + 2];

    Profile() {
        for (int i = 0; i <= 2 * HALF; i++) {
            double v = (i - HALF) / (double) HALF;
            table[i] = (float) value(v * v);
        }
    }

    private double value(double square) {
        double rod = StrictMath.sqrt(Math.max(0, 1 - square));
        return switch (this) {
            case ROD -> rod;
            case BONE -> 1.6 * rod - 1.0 * StrictMath.sqrt(Math.max(0, 0.70 - square));
            case SOFT -> (1 - square) * (1 - square);
        };
    }

    float[] table() {
        return table;
    }
}
