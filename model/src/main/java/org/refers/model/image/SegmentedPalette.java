package org.refers.model.image;

import org.refers.model.dicom.DicomException;

/**
 * Unfolds a palette that is stored in segments: values as they are, straight lines, and earlier segments again (PS3.3,
 * C.7.9.2).
 */
final class SegmentedPalette {

    private static final int DISCRETE = 0;
    private static final int LINEAR = 1;
    private static final int INDIRECT = 2;

    private final int tag;
    private final byte[] data;
    private final int width;
    private final short[] entries;
    private int at;
    private int filled;

    private SegmentedPalette(int tag, byte[] data, int bits, int size) {
        this.tag = tag;
        this.data = data;
        this.width = bits == 8 ? 1 : 2;
        this.entries = new short[size];
    }

    /**
     * Unfolds a table.
     *
     * @param tag of the segmented data, for messages
     * @param bits of an entry; those of 8 are in bytes
     * @param size how many entries there must be
     */
    static short[] unfold(int tag, byte[] data, int bits, int size) throws DicomException {
        SegmentedPalette palette = new SegmentedPalette(tag, data, bits, size);
        while (palette.filled < size) {
            palette.segment(true);
        }
        return palette.entries;
    }

    private void segment(boolean mayRepeat) throws DicomException {
        int code = next();
        int length = next();
        switch (code) {
            case DISCRETE -> discrete(length);
            case LINEAR -> linear(length);
            case INDIRECT -> {
                if (!mayRepeat) {
                    throw broken("repeats a segment that repeats others");
                }
                indirect(length);
            }
            default -> throw broken("has a segment of the unknown kind " + code);
        }
        if (length == 0) {
            throw broken("has a segment without entries");
        }
    }

    private void discrete(int length) throws DicomException {
        for (int i = 0; i < length; i++) {
            put(next());
        }
    }

    /** From the entry before it, which it leaves out, to its own end. */
    private void linear(int length) throws DicomException {
        if (filled == 0) {
            throw broken("begins with a line, which needs an entry before it");
        }
        int from = entries[filled - 1] & 0xffff;
        int to = next();
        for (int i = 1; i <= length; i++) {
            put((int) Math.rint(from + (double) (to - from) * i / length));
        }
    }

    private void indirect(int segments) throws DicomException {
        long offset = 0;
        for (int i = 0; i < 4 / width; i++) {
            offset |= (long) next() << 8 * width * i;
        }
        int back = at;
        if (offset >= back) {
            throw broken("repeats segments that come later");
        }
        at = (int) offset;
        for (int i = 0; i < segments; i++) {
            segment(false);
        }
        at = back;
    }

    private void put(int value) throws DicomException {
        if (filled == entries.length) {
            throw broken("unfolds to more than the " + entries.length + " entries of its descriptor");
        }
        entries[filled++] = (short) value;
    }

    private int next() throws DicomException {
        if (at + width > data.length) {
            throw broken("ends in the middle of a segment");
        }
        int value = width == 1 ? data[at] & 0xff : data[at] & 0xff | (data[at + 1] & 0xff) << 8;
        at += width;
        return value;
    }

    private DicomException broken(String what) {
        return new DicomException(tag, what);
    }
}
