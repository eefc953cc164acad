package org.refers.model.workspace.check;

import java.util.Arrays;
import java.util.List;

/** The middle of each coefficient, against which codes are made. */
final class Middles {

    /** With fewer pictures the two of a pair would be the middle themselves, and lie on both sides of it. */
    private static final int ENOUGH = 500;

    private Middles() {
    }

    /** The value of each coefficient that half of the pictures are above; nought where there are few pictures. */
    static float[] of(List<float[]> coefficients) {
        float[] middles = new float[Cosines.COUNT];
        if (coefficients.size() >= ENOUGH) {
            float[] values = new float[coefficients.size()];
            for (int i = 0; i < middles.length; i++) {
                for (int k = 0; k < values.length; k++) {
                    values[k] = coefficients.get(k)[i];
                }
                Arrays.sort(values);
                middles[i] = values[values.length / 2];
            }
        }
        return middles;
    }
}
