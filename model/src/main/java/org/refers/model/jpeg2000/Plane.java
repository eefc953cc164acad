package org.refers.model.jpeg2000;

import java.util.List;

/**
 * The coefficients of a tile's component, subbands side by side, which the inverse wavelet turns into samples in place.
 *
 * <p>Lines are transformed in bundles, interleaved in a buffer of their own: a line's samples then stand one bundle apart, so that
 * the same step of neighbouring lines is one run over memory, for rows as for columns.
 */
abstract class Plane {

    /** A line of the processor's cache holds as many numbers of four bytes. */
    static final int BUNDLE = 16;

    private final int width;
    private final int height;

    Plane(Area area) {
        this.width = area.width();
        this.height = area.height();
    }

    static Plane of(Area area, ComponentStyle style) {
        return style.reversible() ? new WholePlane(area) : new RealPlane(area);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Takes a block's coefficients. */
    abstract void put(CodeBlock block, BlockDecoder decoder);

    /** Where a block's first coefficient stands: its subband's corner, and its own place in that. */
    int placeOf(CodeBlock block) {
        Subband band = block.subband();
        return (band.top() + block.area().y0() - band.area().y0()) * width + band.left() + block.area().x0()
                - band.area().x0();
    }

    /** Takes back the mixing of three components into a brightness and two differences, for some rows. */
    abstract void unmix(Plane second, Plane third, int fromRow, int endRow);

    /** A row of samples, the irreversible ones rounded. */
    abstract void row(int y, int[] samples);

    /** Brings some lines to whole ones of low and high samples in turn. */
    abstract void transform(Lines lines);

    /**
     * Lines side by side in a plane.
     *
     * @param length samples of a line
     * @param low of which so many are of low frequency and stand first
     * @param odd 1 if the first sample of the whole line is a high one, else 0
     * @param from place of the first line's first sample
     * @param step from a sample to the next
     * @param across from a line to the next
     * @param count lines, at most {@link #BUNDLE}
     */
    record Lines(int length, int low, int odd, int from, int step, int across, int count) {

        /** Where a sample of the first line stands. */
        int place(int index) {
            return from + step * ((index & 1) == odd ? index >> 1 : low + (index >> 1));
        }

        /** The sample before, mirrored at the line's beginning. */
        int before(int index) {
            return index > 0 ? index - 1 : Math.min(1, length - 1);
        }

        /** The sample after, mirrored at the line's end. */
        int after(int index) {
            return index + 1 < length ? index + 1 : Math.max(0, length - 2);
        }
    }

    /** The inverse wavelet over all resolutions. */
    void restore(List<Resolution> resolutions, Parallel parallel) throws Jpeg2000Exception {
        for (int i = 1; i < resolutions.size(); i++) {
            Area area = resolutions.get(i).area();
            Area below = resolutions.get(i - 1).area();
            if (area.isEmpty()) {
                continue;
            }
            int columns = area.width();
            int rows = area.height();
            parallel.forEach(Math.ceilDiv(rows, BUNDLE), bundle -> {
                int first = bundle * BUNDLE;
                transform(new Lines(columns, below.width(), area.x0() & 1, first * width, 1, width, Math.min(BUNDLE,
                        rows - first)));
            });
            parallel.forEach(Math.ceilDiv(columns, BUNDLE), bundle -> {
                int first = bundle * BUNDLE;
                transform(new Lines(rows, below.height(), area.y0() & 1, first, width, 1, Math.min(BUNDLE,
                        columns - first)));
            });
        }
    }
}
