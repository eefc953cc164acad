package org.refers.model.dicom;

/** Brings decoded samples to what the file says they are: bits, sign and colour. */
final class StoredValues {

    private StoredValues() {
    }

    static PixelFrame ofNative(short[] cells, PixelFormat format) {
        return finish(PixelDecoder.Decoded.bits(cells), format, false);
    }

    static PixelFrame ofDecoded(PixelDecoder.Decoded decoded, PixelFormat format, TransferSyntax syntax) {
        return finish(decoded, format, syntax.compression() == TransferSyntax.Compression.LOSSY);
    }

    private static PixelFrame finish(PixelDecoder.Decoded decoded, PixelFormat format, boolean lossy) {
        short[] values = decoded.values();
        if (lossy) {
            // A lossy value may overshoot its bits; cutting the high bits off would turn white into black.
            clamp(values, decoded.signed(), format.bitsStored());
        }
        toStoredBits(values, format);
        if (format.samples() == 3 && isYbr(decoded, format)) {
            boolean partial = format.isPartialRange() && decoded.colour() == PixelDecoder.Colour.AS_STATED;
            if (partial) {
                toFullRange(values, format.bitsStored());
            }
            toRgb(values, format.bitsStored());
        }
        return new PixelFrame(format.rows(), format.columns(), format.samples(), format.bitsStored(), format.signed(),
                values);
    }

    private static boolean isYbr(PixelDecoder.Decoded decoded, PixelFormat format) {
        return switch (decoded.colour()) {
            case RGB -> false;
            case YBR -> true;
            case AS_STATED -> format.isYbr();
        };
    }

    private static void clamp(short[] values, boolean signed, int bits) {
        int low = signed ? -(1 << bits - 1) : 0;
        int high = signed ? (1 << bits - 1) - 1 : (1 << bits) - 1;
        for (int i = 0; i < values.length; i++) {
            int value = signed ? values[i] : values[i] & 0xffff;
            if (value < low || value > high) {
                values[i] = (short) Math.max(low, Math.min(high, value));
            }
        }
    }

    private static void toStoredBits(short[] values, PixelFormat format) {
        int unused = 32 - format.bitsStored();
        if (format.bitsStored() == 16) {
            return;
        }
        if (format.signed()) {
            for (int i = 0; i < values.length; i++) {
                values[i] = (short) (values[i] << unused >> unused);
            }
        } else {
            int mask = (1 << format.bitsStored()) - 1;
            for (int i = 0; i < values.length; i++) {
                values[i] = (short) (values[i] & mask);
            }
        }
    }

    /** YBR_PARTIAL to YBR_FULL: luminance of 16 to 235 and differences of 16 to 240, at eight bits (ITU-R BT.601). */
    private static void toFullRange(short[] values, int bits) {
        int high = (1 << bits) - 1;
        double middle = 1 << bits - 1;
        double black = middle / 8;
        for (int i = 0; i + 2 < values.length; i += 3) {
            values[i] = round(((values[i] & 0xffff) - black) * high / (219 / 16.0 * black), high);
            values[i + 1] = round(((values[i + 1] & 0xffff) - middle) * high / (224 / 16.0 * black) + middle, high);
            values[i + 2] = round(((values[i + 2] & 0xffff) - middle) * high / (224 / 16.0 * black) + middle, high);
        }
    }

    /** YBR_FULL to RGB (PS3.3, C.7.6.3.1.2). */
    private static void toRgb(short[] values, int bits) {
        int high = (1 << bits) - 1;
        double middle = 1 << bits - 1;
        for (int i = 0; i + 2 < values.length; i += 3) {
            double y = values[i] & 0xffff;
            double blue = (values[i + 1] & 0xffff) - middle;
            double red = (values[i + 2] & 0xffff) - middle;
            values[i] = round(y + 1.402 * red, high);
            values[i + 1] = round(y - 0.344136286 * blue - 0.714136286 * red, high);
            values[i + 2] = round(y + 1.772 * blue, high);
        }
    }

    private static short round(double value, int high) {
        return (short) Math.max(0, Math.min(high, (int) Math.floor(value + 0.5)));
    }
}
