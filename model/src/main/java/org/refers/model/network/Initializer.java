package org.refers.model.network;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Starting values, the same for the same seed on every machine, and for a parameter whatever others stand beside it.
 *
 * <p>Matrices start by Xavier's uniform rule, biases at zero: the article is silent, the released code mixes rules that
 * presume its own widths, and at the narrow sizes a fixed deviation of 0.02 leaves attention nearly uniform for
 * hundreds of steps. Query, key and value are three matrices that happen to be stored as one, so each is filled as one.
 * Tables of words and positions are normal with deviation 0.02, as BERT's. The aggregation token starts at zero (the
 * article says so), and so does the row of the padding token, which means nothing.
 */
public final class Initializer {

    private static final double TABLE_DEVIATION = 0.02;

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
            case NORMAL -> fillNormal(values, 0, random);
            case NORMAL_PADDED -> fillNormal(values, Math.toIntExact(spec.shape().getLast()), random);
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

    private static void fillNormal(float[] values, int skipped, SplittableRandom random) {
        for (int i = skipped; i < values.length; i++) {
            values[i] = (float) (TABLE_DEVIATION * random.nextGaussian());
        }
    }
}
