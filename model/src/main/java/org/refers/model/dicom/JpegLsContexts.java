package org.refers.model.dicom;

import java.util.Arrays;

/**
 * What a JPEG-LS decoder has learnt so far: 365 contexts of gradients and two of run interruptions (ITU-T T.87, A.2.1,
 * A.6 and A.7). It turns code words into prediction errors.
 */
final class JpegLsContexts {

    private static final int GRADIENTS = 365;
    private static final int ALL = GRADIENTS + 2;
    private static final int LARGEST_BIAS = 127;
    private static final int SMALLEST_BIAS = -128;

    private final JpegLsParameters parameters;
    private final JpegLsBits bits;
    private final int limit;
    private final int errorBits;
    /** Sums of absolute errors, of errors, corrections of the prediction, counts; and counts of negative run errors. */
    private final int[] magnitude = new int[ALL];
    private final int[] sum = new int[GRADIENTS];
    private final int[] bias = new int[GRADIENTS];
    private final int[] count = new int[ALL];
    private final int[] negative = new int[2];

    JpegLsContexts(JpegLsParameters parameters, JpegLsBits bits) {
        this.parameters = parameters;
        this.bits = bits;
        this.limit = parameters.limit();
        this.errorBits = parameters.errorBits();
        Arrays.fill(magnitude, Math.max(2, (parameters.range() + 32) / 64));
        Arrays.fill(count, 1);
    }

    /** The correction of the prediction in a context. */
    int bias(int context) {
        return bias[context];
    }

    /** Reads an error of a regular sample and learns from it. */
    int regularError(int context) throws DicomException {
        int k = golombParameter(count[context], magnitude[context]);
        int mapped = golomb(k, limit);
        boolean flipped = parameters.near() == 0 && k == 0 && 2 * sum[context] <= -count[context];
        int error = (mapped & 1) == 0 ? mapped >> 1 : -(mapped + 1 >> 1);
        error = flipped ? -error - 1 : error;
        learn(context, error);
        return error;
    }

    /**
     * Reads an error of the sample that ends a run and learns from it.
     *
     * @param type 1 where left and upper neighbour are alike, else 0
     * @param runBits bits that the run's length has taken, by which the code word is shorter
     */
    int interruptionError(int type, int runBits) throws DicomException {
        int context = GRADIENTS + type;
        int weight = magnitude[context] + (type == 1 ? count[context] >> 1 : 0);
        int k = golombParameter(count[context], weight);
        int mapped = golomb(k, limit - runBits - 1);
        int folded = mapped + type;
        int odd = folded & 1;
        int size = folded + odd >> 1;
        boolean oddIsNegative = k != 0 || 2 * negative[type] >= count[context];
        int error = oddIsNegative == (odd == 1) ? -size : size;
        negative[type] += error < 0 ? 1 : 0;
        magnitude[context] += mapped + 1 - type >> 1;
        if (count[context] == parameters.reset()) {
            magnitude[context] >>= 1;
            count[context] >>= 1;
            negative[type] >>= 1;
        }
        count[context]++;
        return error;
    }

    private void learn(int context, int error) {
        sum[context] += error * parameters.step();
        magnitude[context] += Math.abs(error);
        if (count[context] == parameters.reset()) {
            magnitude[context] >>= 1;
            sum[context] >>= 1;
            count[context] >>= 1;
        }
        int samples = ++count[context];
        if (sum[context] <= -samples) {
            bias[context] = Math.max(SMALLEST_BIAS, bias[context] - 1);
            sum[context] = Math.max(sum[context] + samples, 1 - samples);
        } else if (sum[context] > 0) {
            bias[context] = Math.min(LARGEST_BIAS, bias[context] + 1);
            sum[context] = Math.min(sum[context] - samples, 0);
        }
    }

    private static int golombParameter(int samples, int weight) {
        int k = 0;
        while (samples << k < weight) {
            k++;
        }
        return k;
    }

    private int golomb(int k, int longest) throws DicomException {
        int escape = longest - errorBits - 1;
        int zeros = bits.zeros(escape);
        return zeros < escape ? zeros << k | bits.take(k) : bits.take(errorBits) + 1;
    }
}
