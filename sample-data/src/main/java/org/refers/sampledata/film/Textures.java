package org.refers.sampledata.film;

import org.refers.sampledata.body.Seeded;

/**
 * Tables that all pictures share: noise and textures that repeat without a seam. Made once, since a power or a sine a
 * pixel would cost more than the rest of a picture.
 */
final class Textures {

    /** Edge of a tile in pixels, a power of two. */
    static final int SIZE = 512;
    static final int MASK = SIZE - 1;
    /** Length of the noise table, a power of two. */
    static final int NOISE = 1 << 17;

    /** Clouds, mean 0, about -1 to 1: 1/f over all scales. */
    final float[] clouds;
    /** Fine grain of a lung, mean 0, about -1 to 1. */
    final float[] grain;
    /** A net of fine lines, 0 to 1. */
    final float[] net;
    /** Noise of the detector, standard deviation 1, neighbours a little alike. */
    final float[] noise;

    Textures() {
        Seeded seeded = new Seeded(0x5265664572534CL);
        clouds = layers(seeded.split(1), 2, 8, 0.55);
        grain = layers(seeded.split(2), 5, 8, 0.8);
        net = lines(layers(seeded.split(3), 4, 7, 0.75));
        noise = noise(seeded.split(4));
    }

    private static float[] layers(Seeded seeded, int from, int to, double fall) {
        float[] sum = new float[SIZE * SIZE];
        double weight = 1;
        double square = 0;
        for (int octave = from; octave <= to; octave++) {
            addLattice(sum, seeded.split(octave), 1 << octave, weight);
            square += weight * weight;
            weight *= fall;
        }
        float scale = (float) (1.7 / Math.sqrt(square));
        for (int i = 0; i < sum.length; i++) {
            sum[i] *= scale;
        }
        return sum;
    }

    /** Adds random values on a lattice of {@code cells} a side, joined smoothly. */
    private static void addLattice(float[] sum, Seeded seeded, int cells, double weight) {
        float[] lattice = new float[cells * cells];
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = (float) (weight * seeded.uniform(-1, 1));
        }
        int step = SIZE / cells;
        for (int row = 0; row < SIZE; row++) {
            float v = ease((row % step) / (float) step);
            int r0 = row / step * cells;
            int r1 = (row / step + 1) % cells * cells;
            for (int column = 0; column < SIZE; column++) {
                float u = ease((column % step) / (float) step);
                int c0 = column / step;
                int c1 = (c0 + 1) % cells;
                float top = lattice[r0 + c0] + u * (lattice[r0 + c1] - lattice[r0 + c0]);
                float bottom = lattice[r1 + c0] + u * (lattice[r1 + c1] - lattice[r1 + c0]);
                sum[row * SIZE + column] += top + v * (bottom - top);
            }
        }
    }

    private static float ease(float t) {
        return t * t * (3 - 2 * t);
    }

    /** Lines where clouds cross zero. */
    private static float[] lines(float[] field) {
        float[] net = new float[field.length];
        for (int i = 0; i < field.length; i++) {
            float ridge = 1 - Math.min(1, Math.abs(field[i]) * 3.2f);
            net[i] = ridge * ridge;
        }
        return net;
    }

    private static float[] noise(Seeded seeded) {
        float[] white = new float[NOISE + 1];
        for (int i = 0; i <= NOISE; i++) {
            white[i] = (float) seeded.normal(0, 1);
        }
        float[] noise = new float[NOISE];
        for (int i = 0; i < NOISE; i++) {
            noise[i] = 0.86f * white[i] + 0.5f * white[i + 1];
        }
        return noise;
    }
}
