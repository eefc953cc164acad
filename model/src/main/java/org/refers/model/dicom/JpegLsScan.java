package org.refers.model.dicom;

import java.util.Arrays;

/**
 * Decodes one scan of a JPEG-LS stream (ITU-T T.87, annexes A and B): one component, or several line by line or sample by
 * sample.
 */
final class JpegLsScan {

    static final int BY_LINE = 1;
    static final int BY_SAMPLE = 2;

    /** Run lengths are counted in powers of two that grow with success: their exponents. */
    private static final int[] RUN_BITS = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8,
        9, 10, 11, 12, 13, 14, 15};

    private final JpegLsParameters parameters;
    private final JpegLsBits bits;
    private final JpegLsContexts contexts;
    private final int columns;
    private final int highest;
    private final int near;
    private final int step;
    private final int modulus;
    /** For each component: the line above and the line itself, with one place before and one behind. */
    private final int[][] above;
    private final int[][] line;
    private final int[] runIndex;
    private final byte[] quantised;

    JpegLsScan(JpegLsParameters parameters, JpegLsBits bits, int columns, int components) {
        this.parameters = parameters;
        this.bits = bits;
        this.contexts = new JpegLsContexts(parameters, bits);
        this.columns = columns;
        this.highest = parameters.highest();
        this.near = parameters.near();
        this.step = parameters.step();
        this.modulus = parameters.range() * step;
        this.above = new int[components][columns + 2];
        this.line = new int[components][columns + 2];
        this.runIndex = new int[components];
        this.quantised = new byte[2 * highest + 1];
        for (int gradient = -highest; gradient <= highest; gradient++) {
            quantised[gradient + highest] = (byte) quantise(gradient);
        }
    }

    /** Decodes the next line of all components. */
    void decodeLine(int interleave) throws DicomException {
        for (int component = 0; component < line.length; component++) {
            int[] finished = line[component];
            line[component] = above[component];
            above[component] = finished;
            finished[columns + 1] = finished[columns];
            line[component][0] = finished[1];
        }
        if (interleave == BY_SAMPLE && line.length > 1) {
            decodeTogether();
            return;
        }
        for (int component = 0; component < line.length; component++) {
            decodeAlone(component);
        }
    }

    /** Begins anew behind a restart marker: nothing is known, and the line above is zero. */
    void restart() throws DicomException {
        bits.restart();
        contexts.forget();
        Arrays.fill(runIndex, 0);
        for (int component = 0; component < line.length; component++) {
            Arrays.fill(line[component], 0);
            Arrays.fill(above[component], 0);
        }
    }

    /** Puts the line decoded last into a row of samples, {@code distance} apart. */
    void store(int component, short[] values, int from, int distance) {
        int[] now = line[component];
        int to = from;
        for (int column = 1; column <= columns; column++) {
            values[to] = (short) now[column];
            to += distance;
        }
    }

    private void decodeAlone(int component) throws DicomException {
        int[] now = line[component];
        int[] up = above[component];
        int left = now[0];
        int corner = up[0];
        int upper = up[1];
        int at = 1;
        while (at <= columns) {
            int right = up[at + 1];
            int context = context(left, corner, upper, right);
            if (context == 0) {
                at = run(component, at);
                left = now[at - 1];
                corner = up[at - 1];
                upper = up[at];
                continue;
            }
            left = regular(context, left, corner, upper);
            now[at] = left;
            corner = upper;
            upper = right;
            at++;
        }
    }

    /** A run of samples like the left one and the sample that ends it; gives the place behind. */
    private int run(int component, int from) throws DicomException {
        int[] now = line[component];
        int left = now[from - 1];
        int end = from + runLength(component, columns + 1 - from);
        Arrays.fill(now, from, end, left);
        if (end > columns) {
            return end;
        }
        now[end] = interruption(component, left, above[component][end]);
        endRun(component);
        return end + 1;
    }

    private void decodeTogether() throws DicomException {
        int at = 1;
        while (at <= columns) {
            if (!allFlat(at)) {
                for (int component = 0; component < line.length; component++) {
                    int[] now = line[component];
                    int[] up = above[component];
                    now[at] = regular(context(now, up, at), now[at - 1], up[at - 1], up[at]);
                }
                at++;
                continue;
            }
            int length = runLength(0, columns + 1 - at);
            for (int[] now : line) {
                Arrays.fill(now, at, at + length, now[at - 1]);
            }
            at += length;
            if (at <= columns) {
                for (int component = 0; component < line.length; component++) {
                    int left = line[component][at - 1];
                    line[component][at] = interruption(0, 0, left, above[component][at]);
                }
                at++;
                endRun(0);
            }
        }
    }

    private boolean allFlat(int at) {
        for (int component = 0; component < line.length; component++) {
            if (context(line[component], above[component], at) != 0) {
                return false;
            }
        }
        return true;
    }

    private int context(int[] now, int[] up, int at) {
        return context(now[at - 1], up[at - 1], up[at], up[at + 1]);
    }

    /** The context of the three gradients, negative where their sign is turned; 0 means flat. */
    private int context(int left, int corner, int upper, int right) {
        return quantised[right - upper + highest] * 81 + quantised[upper - corner + highest] * 9
                + quantised[corner - left + highest];
    }

    private int regular(int signedContext, int left, int corner, int upper) throws DicomException {
        // All ones where the sign is turned: (x ^ sign) - sign is x or -x without a jump that cannot be foreseen.
        int sign = signedContext >> 31;
        int context = (signedContext ^ sign) - sign;
        int low = Math.min(left, upper);
        int high = Math.max(left, upper);
        int prediction = Math.max(low, Math.min(high, left + upper - corner));
        int corrected = prediction + (contexts.bias(context) ^ sign) - sign;
        int within = Math.max(0, Math.min(highest, corrected));
        return reconstruct(within, (contexts.regularError(context) ^ sign) - sign);
    }

    private int interruption(int component, int left, int upper) throws DicomException {
        return interruption(component, Math.abs(left - upper) <= near ? 1 : 0, left, upper);
    }

    private int interruption(int component, int type, int left, int upper) throws DicomException {
        int error = contexts.interruptionError(type, RUN_BITS[runIndex[component]]);
        int sign = type == 0 && left > upper ? -1 : 1;
        return reconstruct(type == 1 ? left : upper, sign * error);
    }

    private int runLength(int component, int left) throws DicomException {
        int length = 0;
        while (bits.bit() == 1) {
            int full = 1 << RUN_BITS[runIndex[component]];
            if (full > left - length) {
                return left;
            }
            length += full;
            runIndex[component] = Math.min(RUN_BITS.length - 1, runIndex[component] + 1);
            if (length == left) {
                return left;
            }
        }
        length += bits.take(RUN_BITS[runIndex[component]]);
        if (length >= left) {
            throw JpegHeader.damaged("has a run that is longer than its line");
        }
        return length;
    }

    private void endRun(int component) {
        runIndex[component] = Math.max(0, runIndex[component] - 1);
    }

    private int reconstruct(int prediction, int error) {
        int value = prediction + error * step;
        if (value < -near) {
            value += modulus;
        } else if (value > highest + near) {
            value -= modulus;
        }
        return Math.max(0, Math.min(highest, value));
    }

    private int quantise(int gradient) {
        int size = Math.abs(gradient);
        int level;
        if (size <= near) {
            level = 0;
        } else if (size < parameters.t1()) {
            level = 1;
        } else if (size < parameters.t2()) {
            level = 2;
        } else {
            level = size < parameters.t3() ? 3 : 4;
        }
        return gradient < 0 ? -level : level;
    }
}
