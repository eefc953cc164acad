package org.refers.model.dicom;

import java.io.ByteArrayOutputStream;

/**
 * A plain encoder of JPEG lossless, process 14, for tests: any selection value, any precision, point transform, restarts,
 * components interleaved or a scan each.
 */
final class JpegLosslessEncoder {

    /** What is to be coded; values are unsigned. */
    record Image(int rows, int columns, int samples, int precision, short[] values) {
    }

    /**
     * How to code.
     *
     * @param predictor selection value, 1 to 7
     * @param pointTransform low bits that are dropped
     * @param restartRows rows between restart markers, 0 for none
     * @param interleaved whether one scan holds all components
     */
    record Options(int predictor, int pointTransform, int restartRows, boolean interleaved) {
    }

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Image image;
    private final Options options;
    private int buffer;
    private int count;

    private JpegLosslessEncoder(Image image, Options options) {
        this.image = image;
        this.options = options;
    }

    static byte[] encode(Image image, int predictor, int restartRows) {
        return encode(image, new Options(predictor, 0, restartRows, true));
    }

    static byte[] encode(Image image, Options options) {
        JpegLosslessEncoder encoder = new JpegLosslessEncoder(image, options);
        encoder.headers();
        if (options.interleaved) {
            encoder.scan(0, image.samples);
        } else {
            for (int component = 0; component < image.samples; component++) {
                encoder.scan(component, component + 1);
            }
        }
        encoder.write(0xff, 0xd9);
        return encoder.out.toByteArray();
    }

    private void headers() {
        write(0xff, 0xd8, 0xff, 0xc3, 0, 8 + 3 * image.samples, image.precision, image.rows >> 8, image.rows & 255,
                image.columns >> 8, image.columns & 255, image.samples);
        for (int i = 0; i < image.samples; i++) {
            write(i + 1, 0x11, 0);
        }
        // Seventeen categories, a code of five bits each: 0 to 16.
        write(0xff, 0xc4, 0, 19 + 17, 0, 0, 0, 0, 0, 17, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
        for (int i = 0; i < 17; i++) {
            write(i);
        }
        if (options.restartRows > 0) {
            int interval = options.restartRows * image.columns;
            write(0xff, 0xdd, 0, 4, interval >> 8, interval & 255);
        }
    }

    private void scan(int first, int end) {
        write(0xff, 0xda, 0, 6 + 2 * (end - first), end - first);
        for (int i = first; i < end; i++) {
            write(i + 1, 0);
        }
        write(options.predictor, 0, options.pointTransform);
        for (int row = 0; row < image.rows; row++) {
            boolean restart = options.restartRows > 0 && row > 0 && row % options.restartRows == 0;
            if (restart) {
                flush();
                write(0xff, 0xd0 + (row / options.restartRows - 1) % 8);
            }
            for (int column = 0; column < image.columns; column++) {
                for (int sample = first; sample < end; sample++) {
                    int prediction = prediction(row, column, sample, restart || row == 0);
                    difference(at(row, column, sample) - prediction);
                }
            }
        }
        flush();
    }

    private int prediction(int row, int column, int sample, boolean fresh) {
        if (column == 0) {
            return fresh ? 1 << image.precision - options.pointTransform - 1 : at(row - 1, 0, sample);
        }
        int left = at(row, column - 1, sample);
        if (fresh) {
            return left;
        }
        int above = at(row - 1, column, sample);
        int corner = at(row - 1, column - 1, sample);
        return switch (options.predictor) {
            case 1 -> left;
            case 2 -> above;
            case 3 -> corner;
            case 4 -> left + above - corner;
            case 5 -> left + (above - corner >> 1);
            case 6 -> above + (left - corner >> 1);
            default -> left + above >> 1;
        };
    }

    private void difference(int difference) {
        int wrapped = (short) difference;
        if (wrapped == -32_768) {
            bits(16, 5);
            return;
        }
        int category = 32 - Integer.numberOfLeadingZeros(Math.abs(wrapped));
        bits(category, 5);
        bits(wrapped < 0 ? wrapped + (1 << category) - 1 : wrapped, category);
    }

    private int at(int row, int column, int sample) {
        return (image.values[(row * image.columns + column) * image.samples + sample]
                & 0xffff) >> options.pointTransform;
    }

    private void bits(int value, int size) {
        for (int i = size - 1; i >= 0; i--) {
            buffer = buffer << 1 | value >> i & 1;
            if (++count == 8) {
                write(buffer & 255);
                if ((buffer & 255) == 255) {
                    write(0);
                }
                buffer = 0;
                count = 0;
            }
        }
    }

    private void flush() {
        while (count != 0) {
            bits(1, 1);
        }
    }

    private void write(int... bytes) {
        for (int value : bytes) {
            out.write(value);
        }
    }
}
