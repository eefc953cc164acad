package org.refers.model.image;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.refers.model.study.Radiograph;
import org.refers.model.study.VoiLut;
import org.refers.model.study.WindowLevel;

/**
 * The way from stored values to displayed grey (PS3.4, N.2): modality transform, window or display curve, inversion;
 * padding is black. One table of 65,536 entries holds all of it, found by a stored value's 16 bits, so that a redraw costs
 * one look-up a pixel.
 */
public final class GreyPipeline {

    private static final int ENTRIES = 65_536;
    /** Cuts off markers, collimated margins and dead pixels at both ends and leaves anatomy whole. */
    public static final double LOW_PERCENTILE = 0.01;
    /** The other end. */
    public static final double HIGH_PERCENTILE = 0.99;
    private static final int OPAQUE = 0xff000000;

    private final float[] grey;

    private GreyPipeline(float[] grey) {
        this.grey = grey;
    }

    /** The radiograph as its file wants it shown: display curve, else first window, else {@link #defaultWindow}. */
    public static GreyPipeline of(Radiograph radiograph) {
        return radiograph.voiLuts().isEmpty()
                ? of(radiograph, defaultWindow(radiograph))
                : of(radiograph, radiograph.voiLuts().getFirst());
    }

    /** The radiograph by one of its display curves. */
    public static GreyPipeline of(Radiograph radiograph, VoiLut curve) {
        return table(radiograph, curve::toGrey);
    }

    /** The radiograph in a window of one's choice, in units after the modality transform. */
    public static GreyPipeline of(Radiograph radiograph, WindowLevel window) {
        return table(radiograph, window::toGrey);
    }

    /**
     * The window to begin with: the file's first one. Without any, an 8-bit picture keeps its range, since such files are
     * made for looking at; a deeper one is shown from its 1st to its 99th percentile without padding.
     */
    public static WindowLevel defaultWindow(Radiograph radiograph) {
        List<WindowLevel> windows = radiograph.windows();
        if (!windows.isEmpty()) {
            return windows.get(0);
        }
        return radiograph.bitsStored() <= 8 ? fullRange(radiograph) : percentiles(radiograph);
    }

    /** The same with black and white changed over; padding stays black. */
    public static GreyPipeline inverted(Radiograph radiograph, WindowLevel window) {
        return table(radiograph, value -> 1 - window.toGrey(value));
    }

    /** Displayed grey of a stored value, 0 (black) to 1 (white). */
    public float grey(short stored) {
        return grey[stored & 0xffff];
    }

    /** Opaque ARGB for each stored value's 16 bits: {@code table[stored & 0xffff]}. */
    public int[] argbTable() {
        int[] table = new int[ENTRIES];
        for (int i = 0; i < ENTRIES; i++) {
            table[i] = OPAQUE | eightBits(grey[i]) * 0x010101;
        }
        return table;
    }

    /** The whole radiograph as 8-bit grey, row after row. */
    public byte[] toBytes(Radiograph radiograph) {
        byte[] table = new byte[ENTRIES];
        for (int i = 0; i < ENTRIES; i++) {
            table[i] = (byte) eightBits(grey[i]);
        }
        short[] stored = radiograph.stored();
        byte[] bytes = new byte[stored.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = table[stored[i] & 0xffff];
        }
        return bytes;
    }

    /** The whole radiograph as grey from 0 to 1, row after row. */
    public float[] toFloats(Radiograph radiograph) {
        float[] floats = new float[radiograph.stored().length];
        mapInto(radiograph.stored(), 0, floats, floats.length);
        return floats;
    }

    void mapInto(short[] stored, int from, float[] to, int count) {
        for (int i = 0; i < count; i++) {
            to[i] = grey[stored[from + i] & 0xffff];
        }
    }

    private static int eightBits(float grey) {
        return (int) (grey * 255 + 0.5f);
    }

    private static GreyPipeline table(Radiograph radiograph, DoubleUnaryOperator display) {
        float[] grey = new float[ENTRIES];
        int low = radiograph.signed() ? -(1 << radiograph.bitsStored() - 1) : 0;
        int high = low + (1 << radiograph.bitsStored()) - 1;
        for (int i = 0; i < ENTRIES; i++) {
            int stored = radiograph.signed() ? (short) i : i;
            // Values beyond the bits stored do not occur; computing them would double the time at 12 bits.
            if (stored >= low && stored <= high) {
                double shown = display.applyAsDouble(stored * radiograph.slope() + radiograph.intercept());
                grey[i] = (float) (radiograph.inverted() ? 1 - shown : shown);
            }
        }
        radiograph.padding().ifPresent(value -> grey[value & 0xffff] = 0);
        return new GreyPipeline(grey);
    }

    private static WindowLevel fullRange(Radiograph radiograph) {
        double values = 1 << radiograph.bitsStored();
        double low = radiograph.signed() ? -values / 2 : 0;
        return between(low * radiograph.slope() + radiograph.intercept(),
                (low + values - 1) * radiograph.slope() + radiograph.intercept());
    }

    private static WindowLevel percentiles(Radiograph radiograph) {
        int[] counts = new int[ENTRIES];
        // The order of stored values with a sign is kept by counting from the lowest one.
        int shift = radiograph.signed() ? ENTRIES / 2 : 0;
        for (short stored : radiograph.stored()) {
            counts[(radiograph.signed() ? stored : stored & 0xffff) + shift]++;
        }
        long total = radiograph.stored().length;
        int padding = radiograph.padding().orElse(Integer.MIN_VALUE) + shift;
        // A picture of nothing but padding has no other values to take percentiles of.
        if (padding >= 0 && padding < ENTRIES && counts[padding] < total) {
            total -= counts[padding];
            counts[padding] = 0;
        }
        double low = quantile(counts, (long) (LOW_PERCENTILE * (total - 1))) - (double) shift;
        double high = quantile(counts, (long) Math.ceil(HIGH_PERCENTILE * (total - 1))) - (double) shift;
        return between(low * radiograph.slope() + radiograph.intercept(),
                high * radiograph.slope() + radiograph.intercept());
    }

    private static int quantile(int[] counts, long rank) {
        long seen = 0;
        for (int i = 0; i < ENTRIES; i++) {
            seen += counts[i];
            if (seen > rank) {
                return i;
            }
        }
        return ENTRIES - 1;
    }

    /** The window that shows one value black and the other white; a linear one of {@code high - low + 1}. */
    private static WindowLevel between(double one, double other) {
        double width = Math.abs(one - other);
        return new WindowLevel((one + other) / 2, Math.max(width, 1e-6), WindowLevel.Function.LINEAR_EXACT);
    }
}
