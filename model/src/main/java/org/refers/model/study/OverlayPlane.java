package org.refers.model.study;

/**
 * A picture of single bits that belongs over a radiograph, as devices add for markers, names and measured lines. It is drawn
 * over the grey picture where people look at it, and never becomes part of it.
 *
 * @param rows height in bits
 * @param columns width in bits
 * @param top row of the radiograph on which the plane's first row lies; the plane may reach beyond the radiograph
 * @param left column of the radiograph on which its first column lies
 * @param kind what it marks
 * @param label its name in the file; empty where the file gives none
 * @param bits row after row without gaps, the first pixel in the lowest bit of the first byte; handed over and not copied
 */
public record OverlayPlane(int rows, int columns, int top, int left, Kind kind, String label, byte[] bits) {

    /** What an overlay marks. */
    public enum Kind {
        /** Text and lines. */
        GRAPHICS,
        /** A region of interest. */
        REGION
    }

    /** Creates a plane; there must be bits for all of it. */
    public OverlayPlane {
        if (rows < 1 || columns < 1 || ((long) rows * columns + 7) / 8 > bits.length) {
            throw new IllegalArgumentException(rows + " x " + columns + " bits, but " + bits.length + " bytes");
        }
    }

    /** Whether a pixel of the radiograph is marked; false beyond the plane. */
    public boolean covers(int row, int column) {
        int planeRow = row - top;
        int planeColumn = column - left;
        if (planeRow < 0 || planeColumn < 0 || planeRow >= rows || planeColumn >= columns) {
            return false;
        }
        long bit = (long) planeRow * columns + planeColumn;
        return (bits[(int) (bit >> 3)] >> (bit & 7) & 1) == 1;
    }
}
