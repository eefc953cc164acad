package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The low frequencies of a thumbnail's ranks: the discrete cosine transform's first 16 x 16 coefficients but for the mean, of
 * a picture with mean 0 and length 1, so that brightness and contrast do not count.
 */
final class Cosines {

    /** Frequencies down and across. */
    private static final int BAND = 16;
    /** Number of coefficients: all of the band but the mean. */
    static final int COUNT = BAND * BAND - 1;

    private static final float[] WAVES = waves();
    private static final int[] ORDER = order();

    private Cosines() {
    }

    /** The coefficients, the slowest waves first. */
    static float[] of(float[] ranks) {
        float[] plain = unit(ranks);
        int side = Thumbnail.SIDE;
        float[] across = new float[side * BAND];
        for (int row = 0; row < side; row++) {
            for (int wave = 0; wave < BAND; wave++) {
                float sum = 0;
                for (int i = 0; i < side; i++) {
                    sum += plain[row * side + i] * WAVES[wave * side + i];
                }
                across[row * BAND + wave] = sum;
            }
        }
        float[] both = new float[BAND * BAND];
        for (int down = 0; down < BAND; down++) {
            for (int row = 0; row < side; row++) {
                float weight = WAVES[down * side + row];
                for (int wave = 0; wave < BAND; wave++) {
                    both[down * BAND + wave] += weight * across[row * BAND + wave];
                }
            }
        }
        float[] ordered = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            ordered[i] = both[ORDER[i]];
        }
        return ordered;
    }

    private static float[] unit(float[] values) {
        double mean = 0;
        for (float value : values) {
            mean += value;
        }
        mean /= values.length;
        double length = 0;
        for (float value : values) {
            length += (value - mean) * (value - mean);
        }
        double scale = length == 0 ? 0 : 1 / Math.sqrt(length);
        float[] unit = new float[values.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = (float) ((values[i] - mean) * scale);
        }
        return unit;
    }

    private static float[] waves() {
        float[] waves = new float[BAND * Thumbnail.SIDE];
        for (int wave = 0; wave < BAND; wave++) {
            for (int i = 0; i < Thumbnail.SIDE; i++) {
                waves[wave * Thumbnail.SIDE + i] = (float) Math.cos(Math.PI * (i + 0.5) * wave / Thumbnail.SIDE);
            }
        }
        return waves;
    }

    private static int[] order() {
        List<Integer> places = new ArrayList<>();
        for (int i = 1; i < BAND * BAND; i++) {
            places.add(i);
        }
        places.sort(Comparator.<Integer>comparingInt(i -> i / BAND + i % BAND).thenComparingInt(i -> i / BAND));
        return places.stream().mapToInt(Integer::intValue).toArray();
    }
}
