package org.refers.model.dicom;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/** A plain encoder of JPEG-LS (ITU-T T.87, annex A) for tests: all orders of components, NEAR, presets, restarts. */
final class JpegLsEncoder {

    private static final int[] RUN_BITS = {0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8,
        9, 10, 11, 12, 13, 14, 15};
    private static final int CONTEXTS = 365;

    /**
     * How to code.
     *
     * @param interleave 0 a scan a component, 1 by line, 2 by sample
     * @param restartRows rows between restart markers, 0 for none
     * @param presets MAXVAL, T1, T2, T3, RESET; empty for the defaults
     */
    record Options(int near, int interleave, int restartRows, int[] presets) {
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final JpegLosslessEncoder.Image image;
    private final Options options;
    private final JpegLsParameters parameters;
    private int[] parts = {};
    private int[][] above = {};
    private int[][] line = {};
    private int[] runIndex = {};
    private final int[] magnitude = new int[CONTEXTS + 2];
    private final int[] sum = new int[CONTEXTS + 2];
    private final int[] bias = new int[CONTEXTS + 2];
    private final int[] count = new int[CONTEXTS + 2];
    private int current;
    private int filled;
    private boolean afterFf;

    private JpegLsEncoder(JpegLosslessEncoder.Image image, Options options) throws DicomException {
        this.image = image;
        this.options = options;
        this.parameters = JpegLsParameters.of(image.precision(), options.near, options.presets);
    }

    static byte[] encode(JpegLosslessEncoder.Image image, Options options) throws DicomException {
        JpegLsEncoder encoder = new JpegLsEncoder(image, options);
        encoder.headers();
        int[] all = IntStream.range(0, image.samples()).toArray();
        if (options.interleave == 0) {
            for (int component : all) {
                encoder.scan(component);
            }
        } else {
            encoder.scan(all);
        }
        encoder.write(0xff, 0xd9);
        return encoder.out.toByteArray();
    }

    private void headers() {
        write(0xff, 0xd8, 0xff, 0xf7, 0, 8 + 3 * image.samples(), image.precision(), image.rows() >> 8,
                image.rows() & 255, image.columns() >> 8, image.columns() & 255, image.samples());
        for (int i = 0; i < image.samples(); i++) {
            write(i + 1, 0x11, 0);
        }
        if (options.presets.length > 0) {
            write(0xff, 0xf8, 0, 13, 1);
            for (int preset : options.presets) {
                write(preset >> 8, preset & 255);
            }
        }
        if (options.restartRows > 0) {
            write(0xff, 0xdd, 0, 6, 0, 0, options.restartRows >> 8, options.restartRows & 255);
        }
    }

    private void scan(int... components) {
        parts = components;
        write(0xff, 0xda, 0, 6 + 2 * parts.length, parts.length);
        for (int component : parts) {
            write(component + 1, 0);
        }
        write(options.near, options.interleave, 0);
        forget();
        for (int row = 0; row < image.rows(); row++) {
            if (options.restartRows > 0 && row > 0 && row % options.restartRows == 0) {
                flush();
                write(0xff, 0xd0 + (row / options.restartRows - 1) % 8);
                forget();
            }
            row(row);
        }
        flush();
    }

    private void forget() {
        above = new int[parts.length][image.columns() + 2];
        line = new int[parts.length][image.columns() + 2];
        runIndex = new int[parts.length];
        Arrays.fill(magnitude, Math.max(2, (parameters.range() + 32) / 64));
        Arrays.fill(sum, 0);
        Arrays.fill(bias, 0);
        Arrays.fill(count, 1);
    }

    private void row(int row) {
        for (int i = 0; i < parts.length; i++) {
            int[] finished = line[i];
            line[i] = above[i];
            above[i] = finished;
            finished[image.columns() + 1] = finished[image.columns()];
            line[i][0] = finished[1];
        }
        boolean together = options.interleave == 2 && parts.length > 1;
        for (int group = 0; group < (together ? 1 : parts.length); group++) {
            int[] members = together ? IntStream.range(0, parts.length).toArray() : new int[]{group};
            int at = 1;
            while (at <= image.columns()) {
                at = isFlat(members, at) ? run(members, row, at, together) : regular(members, row, at);
            }
        }
    }

    private boolean isFlat(int[] members, int at) {
        return Arrays.stream(members).allMatch(member -> context(member, at) == 0);
    }

    private int context(int member, int at) {
        int[] up = above[member];
        return 81 * quantised(up[at + 1] - up[at]) + 9 * quantised(up[at] - up[at - 1])
                + quantised(up[at - 1] - line[member][at - 1]);
    }

    private int quantised(int gradient) {
        int[] bounds = {options.near + 1, parameters.t1(), parameters.t2(), parameters.t3()};
        int level = (int) Arrays.stream(bounds).filter(bound -> Math.abs(gradient) >= bound).count();
        return Integer.signum(gradient) * level;
    }

    private int regular(int[] members, int row, int at) {
        for (int member : members) {
            int signed = context(member, at);
            int sign = signed < 0 ? -1 : 1;
            int context = Math.abs(signed);
            int left = line[member][at - 1];
            int upper = above[member][at];
            int corner = above[member][at - 1];
            // The median of left, upper and their plane.
            int[] three = {left, upper, left + upper - corner};
            Arrays.sort(three);
            int prediction = Math.clamp(three[1] + sign * bias[context], 0, parameters.highest());
            int error = quantisedError(member, row, at, prediction, sign);
            int k = golombParameter(context, magnitude[context]);
            boolean flipped = options.near == 0 && k == 0 && 2 * sum[context] <= -count[context];
            int coded = flipped ? -error - 1 : error;
            golomb(k, coded >= 0 ? 2 * coded : -2 * coded - 1, parameters.limit());
            learn(context, error);
        }
        return at + 1;
    }

    /** The error that is coded, wrapped into the range; what a decoder will see of the sample is put into the line. */
    private int quantisedError(int member, int row, int at, int prediction, int sign) {
        int index = (row * image.columns() + at - 1) * image.samples() + parts[member];
        int error = sign * ((image.values()[index] & 0xffff) - prediction);
        int steps = error > 0
                ? (error + options.near) / parameters.step()
                : -((options.near - error) / parameters.step());
        line[member][at] = Math.clamp(prediction + sign * steps * parameters.step(), 0, parameters.highest());
        int wrapped = steps < 0 ? steps + parameters.range() : steps;
        return wrapped >= (parameters.range() + 1) / 2 ? wrapped - parameters.range() : wrapped;
    }

    private void learn(int context, int error) {
        sum[context] += error * parameters.step();
        magnitude[context] += Math.abs(error);
        if (count[context] == parameters.reset()) {
            magnitude[context] >>= 1;
            sum[context] >>= 1;
            count[context] >>= 1;
        }
        count[context]++;
        if (sum[context] <= -count[context]) {
            bias[context] = Math.max(-128, bias[context] - 1);
            sum[context] = Math.max(sum[context] + count[context], 1 - count[context]);
        } else if (sum[context] > 0) {
            bias[context] = Math.min(127, bias[context] + 1);
            sum[context] = Math.min(sum[context] - count[context], 0);
        }
    }

    private int run(int[] members, int row, int from, boolean together) {
        int state = together ? 0 : members[0];
        int at = from;
        while (at <= image.columns() && continues(members, row, at)) {
            for (int member : members) {
                line[member][at] = line[member][at - 1];
            }
            at++;
        }
        int length = at - from;
        while (length >= 1 << RUN_BITS[runIndex[state]]) {
            bits(1, 1);
            length -= 1 << RUN_BITS[runIndex[state]];
            runIndex[state] = Math.min(31, runIndex[state] + 1);
        }
        if (at > image.columns()) {
            bits(1, length > 0 ? 1 : 0);
            return at;
        }
        bits(0, 1);
        bits(length, RUN_BITS[runIndex[state]]);
        for (int member : members) {
            interruption(member, row, at, RUN_BITS[runIndex[state]], together);
        }
        runIndex[state] = Math.max(0, runIndex[state] - 1);
        return at + 1;
    }

    private boolean continues(int[] members, int row, int at) {
        return Arrays.stream(members).allMatch(member -> {
            int index = (row * image.columns() + at - 1) * image.samples() + parts[member];
            return Math.abs((image.values()[index] & 0xffff) - line[member][at - 1]) <= options.near;
        });
    }

    private void interruption(int member, int row, int at, int runBits, boolean together) {
        int left = line[member][at - 1];
        int upper = above[member][at];
        int type = !together && Math.abs(left - upper) <= options.near ? 1 : 0;
        int sign = type == 0 && left > upper ? -1 : 1;
        int error = quantisedError(member, row, at, type == 1 ? left : upper, sign);
        int context = CONTEXTS + type;
        int k = golombParameter(context, magnitude[context] + (type == 1 ? count[context] >> 1 : 0));
        boolean odd = error < 0
                ? k != 0 || 2 * sum[context] >= count[context]
                : error > 0 && k == 0 && 2 * sum[context] < count[context];
        int mapped = 2 * Math.abs(error) - type - (odd ? 1 : 0);
        golomb(k, mapped, parameters.limit() - runBits - 1);
        sum[context] += error < 0 ? 1 : 0;
        magnitude[context] += mapped + 1 - type >> 1;
        if (count[context] == parameters.reset()) {
            magnitude[context] >>= 1;
            sum[context] >>= 1;
            count[context] >>= 1;
        }
        count[context]++;
    }

    private int golombParameter(int context, int weight) {
        int k = 0;
        while (count[context] << k < weight) {
            k++;
        }
        return k;
    }

    private void golomb(int k, int value, int limit) {
        int escape = limit - parameters.errorBits() - 1;
        boolean fits = value >> k < escape;
        for (int zeros = fits ? value >> k : escape; zeros > 0; zeros--) {
            bits(0, 1);
        }
        bits(1, 1);
        bits(fits ? value : value - 1, fits ? k : parameters.errorBits());
    }

    private void bits(int value, int size) {
        for (int i = size - 1; i >= 0; i--) {
            current = current << 1 | value >> i & 1;
            filled++;
            if (filled == (afterFf ? 7 : 8)) {
                write(current);
                afterFf = current == 0xff;
                current = 0;
                filled = 0;
            }
        }
    }

    /** Fills the last byte; one of ones is followed by another, so that it makes no marker. */
    private void flush() {
        while (filled != 0 || afterFf) {
            bits(0, 1);
        }
    }

    private void write(int... bytes) {
        for (int value : bytes) {
            out.write(value);
        }
    }
}
