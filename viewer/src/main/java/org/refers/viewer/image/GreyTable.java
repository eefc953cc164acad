package org.refers.viewer.image;

import org.refers.model.study.Radiograph;

/**
 * Stored value to screen colour, one entry for each of the 65,536 values that 16 bits hold. Building it takes less than
 * a millisecond, so a new window costs one table and one look-up a screen pixel.
 */
final class GreyTable {

    /** Index of the colour around the radiograph and of pixels that the file marks as padding. */
    static final int OUTSIDE = 65_536;

    private static final int BLACK = 0xff000000;

    private GreyTable() {
    }

    /**
     * Fills a table of 65,537 opaque ARGB colours, indexed by the 16 bits of the stored value; the last entry is
     * {@link #OUTSIDE}.
     */
    static void fill(int[] table, Radiograph radiograph, Display display) {
        boolean lowIsWhite = radiograph.inverted() != display.inverted();
        for (int index = 0; index < OUTSIDE; index++) {
            int stored = radiograph.signed() ? (short) index : index;
            double grey = display.toGrey(stored * radiograph.slope() + radiograph.intercept());
            int level = (int) ((lowIsWhite ? 1 - grey : grey) * 255 + 0.5);
            table[index] = BLACK | level << 16 | level << 8 | level;
        }
        table[OUTSIDE] = BLACK;
        if (radiograph.padding().isPresent()) {
            table[radiograph.padding().getAsInt() & 0xffff] = BLACK;
        }
    }
}
