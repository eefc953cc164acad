package org.refers.model.dicom;

import java.util.Arrays;

/**
 * What a JPEG-LS decoder has learnt so far: 365 contexts of gradients and two of run interruptions (ITU-T T.87, A.2.1,
 * A.6 and A.7). It turns code words into prediction errors.
 */
final class JpegLsContexts {

    private static final int GRADIENTS = 365;
    private static final int LARGEST_BIAS = 127;
    private static final int SMALLEST_BIAS = -128;

    /** What is known of a context, side by side so that one line of the processor's cache holds it. */
    private static final int NUMBERS = 4;
    /** Sum of absolute errors: A of the standard. */
    private static final int MAGNITUDE = 0;
    /** Sum of errors, B; the count of negative errors, Nn, of a run interruption. */
    private static final int SUM = 1;
    /** Correction of the prediction, C. */
    private static final int BIAS = 2;
    /** Samples so far, N. */
    private static final int COUNT = 3;

    private final JpegLsBits bits;
    private final int limit;
    private final int errorBits;
    private final int reset;
    private final int step;
    private final boolean lossless;
    private final int firstMagnitude;
    private final int[] numbers = new int[(GRADIENTS + 2) * NUMBERS];

    JpegLsContexts(JpegLsParameters parameters, JpegLsBits bits) {
        this.bits = bits;
        this.limit = parameters.limit();
        this.errorBits = parameters.errorBits();
        this.reset = parameters.reset();
        this.step = parameters.step();
        this.lossless = parameters.near() == 0;
        this.firstMagnitude = Math.max(2, (parameters.range() + 32) / 64);
        forget();
    }

    /** Goes back to the start, as a restart marker asks. */
    void forget() {
        Arrays.fill(numbers, 0);
        for (int at = 0; at < numbers.length; at += NUMBERS) {
            numbers[at + MAGNITUDE] = firstMagnitude;
            numbers[at + COUNT] = 1;
        }
    }

    /** The correction of the prediction in a context. */
    int bias(int context) {
        return numbers[context * NUMBERS + BIAS];
    }

    /** Reads an error of a regular sample and learns from it. */
    int regularError(int context) throws DicomException {
        int at = context * NUMBERS;
        int count = numbers[at + COUNT];
        int k = golombParameter(count, numbers[at + MAGNITUDE]);
        int mapped = bits.golomb(k, limit - errorBits - 1, errorBits);
        // Even numbers are 0, 1, 2, ..., odd ones -1, -2, ...
        int error = mapped >>> 1 ^ -(mapped & 1);
        if (k == 0 && lossless && 2 * numbers[at + SUM] <= -count) {
            error = ~error;
        }
        learn(at, count, error);
        return error;
    }

    private void learn(int at, int samples, int error) {
        int magnitude = numbers[at + MAGNITUDE] + Math.abs(error);
        int sum = numbers[at + SUM] + error * step;
        int count = samples;
        if (count == reset) {
            magnitude >>= 1;
            sum >>= 1;
            count >>= 1;
        }
        count++;
        if (sum <= -count) {
            numbers[at + BIAS] = Math.max(SMALLEST_BIAS, numbers[at + BIAS] - 1);
            sum = Math.max(sum + count, 1 - count);
        } else if (sum > 0) {
            numbers[at + BIAS] = Math.min(LARGEST_BIAS, numbers[at + BIAS] + 1);
            sum = Math.min(sum - count, 0);
        }
        numbers[at + MAGNITUDE] = magnitude;
        numbers[at + SUM] = sum;
        numbers[at + COUNT] = count;
    }

    /**
     * Reads an error of the sample that ends a run and learns from it.
     *
     * @param type 1 where left and upper neighbour are alike, else 0
     * @param runBits bits that the run's length has taken, by which the code word is shorter
     */
    int interruptionError(int type, int runBits) throws DicomException {
        int at = (GRADIENTS + type) * NUMBERS;
        int count = numbers[at + COUNT];
        int weight = numbers[at + MAGNITUDE] + (type == 1 ? count >> 1 : 0);
        int k = golombParameter(count, weight);
        int mapped = bits.golomb(k, limit - runBits - 1 - errorBits - 1, errorBits);
        int folded = mapped + type;
        int odd = folded & 1;
        int size = folded + odd >> 1;
        boolean oddIsNegative = k != 0 || 2 * numbers[at + SUM] >= count;
        int error = oddIsNegative == (odd == 1) ? -size : size;
        numbers[at + SUM] += error < 0 ? 1 : 0;
        numbers[at + MAGNITUDE] += mapped + 1 - type >> 1;
        if (count == reset) {
            numbers[at + MAGNITUDE] >>= 1;
            numbers[at + SUM] >>= 1;
            count >>= 1;
        }
        numbers[at + COUNT] = count + 1;
        return error;
    }

    /** The smallest k for which {@code samples * 2^k} reaches the weight. */
    private static int golombParameter(int samples, int weight) {
        if (weight <= samples) {
            return 0;
        }
        int k = Integer.numberOfLeadingZeros(samples) - Integer.numberOfLeadingZeros(weight);
        return samples << k < weight ? k + 1 : k;
    }
}
