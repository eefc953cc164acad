package org.refers.model.network;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Starting values, the same for the same seed on every machine, and for a parameter whatever others stand beside it.
 *
 * <p>Matrices start by Xavier's uniform rule, biases at zero: the article is silent, the released code mixes rules that
 * presume its own widths, and at the narrow sizes a fixed deviation of 0.02 leaves attention nearly uniform for
 * hundreds of steps. Query, key and value are three matrices that happen to be stored as one, so each is filled as one.
 * Tables of words and positions, and the matrices of the text encoder and the report transformer, are normal with the
 * deviation 0.02 of BERT, at narrower widths more, so that a row is as long as in BERT-base: otherwise a narrow text
 * encoder learns its reports by heart (decision 53). The aggregation token starts at zero (the article says so), and so
 * does the row of the padding token, which means nothing.
 */
public final class Initializer {

    private static final double TABLE_DEVIATION = 0.02;
    /** Width that the deviation was published for. */
    private static final double TABLE_WIDTH = 768;
    /** Slowest over fastest wave of the position grid: over a grid of 8 to 14 patches every wave says something. */
    private static final double WAVE_RANGE = 20;

    private final long seed;

    /** Creates an initializer for a run's seed. */
    public Initializer(long seed) {
        this.seed = seed;
    }

    /** The starting values of a parameter, row-major. */
    public float[] values(ParameterSpec spec) {
        float[] values = new float[Math.toIntExact(spec.elements())];
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + spec.name().hashCode());
        switch (spec.start()) {
            case ZERO, BUFFER -> {
                // Java's arrays are zero.
            }
            case ONE -> Arrays.fill(values, 1);
            case XAVIER -> fillXavier(values, spec, 1, random);
            case XAVIER_THIRDS -> fillXavier(values, spec, 3, random);
            case SINE_GRID -> fillSineGrid(values, spec);
            case NORMAL -> fillNormal(values, spec, 0, random);
            case NORMAL_PADDED -> fillNormal(values, spec, Math.toIntExact(spec.shape().getLast()), random);
        }
        return values;
    }

    private static void fillXavier(float[] values, ParameterSpec spec, int matrices, SplittableRandom random) {
        long rows = spec.shape().getFirst();
        double limit = Math.sqrt(6.0 / ((double) rows / matrices + (double) values.length / rows));
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (limit * (2 * random.nextDouble() - 1));
        }
    }

    /**
     * Sines and cosines of a patch's row and column, (1, N, D): a quarter of the D values each. Near patches start alike
     * and far ones apart, at the size of a patch's own feature, so that place counts from the first step. From small random
     * numbers a short training hardly learns where things are: on the sample data it stayed near chance.
     */
    private static void fillSineGrid(float[] values, ParameterSpec spec) {
        int patches = Math.toIntExact(spec.shape().get(1));
        int width = Math.toIntExact(spec.shape().get(2));
        int side = (int) Math.ceil(Math.sqrt(patches));
        int waves = width / 4;
        for (int patch = 0; patch < patches; patch++) {
            int row = patch / side;
            int column = patch % side;
            for (int wave = 0; wave < waves; wave++) {
                double speed = Math.pow(WAVE_RANGE, -(double) wave / waves);
                double down = row * speed;
                double across = column * speed;
                int at = patch * width + wave;
                values[at] = (float) Math.sin(down);
                values[at + waves] = (float) Math.cos(down);
                values[at + 2 * waves] = (float) Math.sin(across);
                values[at + 3 * waves] = (float) Math.cos(across);
            }
        }
    }

    private static void fillNormal(float[] values, ParameterSpec spec, int skipped, SplittableRandom random) {
        double narrower = Math.max(1, TABLE_WIDTH / spec.shape().getLast());
        double deviation = TABLE_DEVIATION * Math.sqrt(narrower);
        for (int i = skipped; i < values.length; i++) {
            values[i] = (float) (deviation * random.nextGaussian());
        }
    }
}
