package org.refers.sampledata.film;

/** Turns thickness into stored values: blur of detector and focal spot, quantum noise, the film's curve, collimation. */
final class Film {

    private static final int STEPS = 2048;
    private static final float THICKEST = 64f;

    private Film() {
    }

    /**
     * How a picture was exposed and processed.
     *
     * @param dark thickness, cm of water, that is shown at 12 % of white
     * @param bright thickness that is shown at 88 % of white
     * @param dose relative; 1 is common, 0.4 grainy
     * @param seed of the noise
     */
    record Exposure(double dark, double bright, double dose, long seed) {
    }

    /** 12-bit values, 0 black to 4095 white, of a plane; its layers are used up. */
    static short[] develop(Plane plane, Exposure exposure, Textures textures) {
        blur(plane.tissue, plane.air, plane.rows, plane.columns);
        float[] curve = curve(exposure);
        float[] grain = grain(exposure);
        short[] stored = new short[plane.tissue.length];
        float scale = STEPS / THICKEST;
        long offset = exposure.seed();
        for (int row = 0; row < plane.rows; row++) {
            offset = offset * 6364136223846793005L + 1442695040888963407L;
            int start = (int) (offset >>> 40) & (Textures.NOISE - 1);
            int at = row * plane.columns;
            for (int column = 0; column < plane.columns; column++, at++) {
                float thickness = plane.tissue[at] * scale;
                int index = Math.max(0, Math.min(STEPS - 1, (int) thickness));
                float value = curve[index] + (thickness - index) * (curve[index + 1] - curve[index])
                        + grain[index] * textures.noise[(start + column) & (Textures.NOISE - 1)];
                stored[at] = (short) Math.max(0, Math.min(4095, (int) value));
            }
        }
        return stored;
    }

    private static void blur(float[] field, float[] spare, int rows, int columns) {
        for (int row = 0; row < rows; row++) {
            int at = row * columns;
            spare[at] = field[at];
            spare[at + columns - 1] = field[at + columns - 1];
            for (int i = at + 1; i < at + columns - 1; i++) {
                spare[i] = 0.62f * field[i] + 0.19f * (field[i - 1] + field[i + 1]);
            }
        }
        for (int i = columns; i < field.length - columns; i++) {
            field[i] = 0.62f * spare[i] + 0.19f * (spare[i - columns] + spare[i + columns]);
        }
    }

    /** The film's curve: a logistic one, as every film's. */
    private static float[] curve(Exposure exposure) {
        float[] curve = new float[STEPS + 2];
        double middle = .5 * (exposure.dark() + exposure.bright());
        double slope = 4 / (exposure.bright() - exposure.dark());
        double floor = 1 / (1 + StrictMath.exp(slope * middle));
        for (int i = 0; i <= STEPS + 1; i++) {
            double thickness = i * (double) THICKEST / STEPS;
            double grey = 1 / (1 + StrictMath.exp(-slope * (thickness - middle)));
            curve[i] = (float) (40 + 3990 * Math.max(0, (grey - floor) / (1 - floor)));
        }
        return curve;
    }

    /** Quantum noise in grey values: fewer quanta behind thick tissue, times the curve's slope. */
    private static float[] grain(Exposure exposure) {
        float[] grain = new float[STEPS + 1];
        float[] curve = curve(exposure);
        double middle = .5 * (exposure.dark() + exposure.bright());
        for (int i = 0; i < grain.length; i++) {
            double thickness = i * (double) THICKEST / STEPS;
            double sigma = .085 / Math.sqrt(exposure.dose()) * StrictMath.exp(.09 * (thickness - middle));
            double slope = (curve[i + 1] - curve[i]) * STEPS / THICKEST;
            grain[i] = (float) (slope * sigma + 5);
        }
        return grain;
    }
}
