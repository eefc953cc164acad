package org.refers.model.workspace.check;

/**
 * A thumbnail as it is compared.
 *
 * @param ranks {@link Thumbnail#SIDE} pixels a side, see {@link Thumbnail#ranks}
 * @param detail ribs, heart and diaphragm at {@link Thumbnail#STORED} pixels a side
 */
record Shapes(GreySquare ranks, GreySquare detail) {

    /** How many times the surroundings' reach goes into the side: ribs and vessels stay, windows and curves go. */
    private static final int SHARE = 16;

    static Shapes of(byte[] thumbnail) {
        return new Shapes(new GreySquare(Thumbnail.SIDE, Thumbnail.ranks(Thumbnail.small(thumbnail))),
                GreySquare.ofBytes(Thumbnail.STORED, thumbnail).detail(SHARE));
    }
}
