package org.refers.model.workspace.check;

/**
 * A decoded picture as it is compared closely: its detail at several sizes. That of the smaller size, which most comparisons end
 * with, is kept; the larger one is made when asked for, so that many pictures fit into memory.
 */
final class Film {

    /** Largest side that is compared: the texture that tells exposures, and generated pictures of one anatomy, apart is there. */
    static final int SIDE = 256;
    /** Side below which only shapes can be compared. */
    static final int MIDDLE = 128;
    /** Reach of the surroundings in pixels: with the longer ribs and vessels stay, with the shorter little but texture. */
    static final int LINES = 8;
    static final int TEXTURE = 4;

    private final byte[] grey;
    private final int sharpness;
    private final GreySquare lines;
    private final GreySquare texture;

    /**
     * A picture.
     *
     * @param square of {@link #SIDE}
     * @param sharpness shorter side of its file in pixels: beyond it there is no detail
     */
    Film(GreySquare square, int sharpness) {
        this.grey = square.toBytes();
        this.sharpness = sharpness;
        GreySquare middle = square.resized(MIDDLE);
        lines = middle.detail(MIDDLE / LINES);
        texture = middle.detail(MIDDLE / TEXTURE);
    }

    int sharpness() {
        return sharpness;
    }

    /** The picture's detail at {@link #MIDDLE} or {@link #SIDE}. */
    GreySquare detail(int side, int reach) {
        if (side == MIDDLE) {
            return reach == LINES ? lines : texture;
        }
        return GreySquare.ofBytes(SIDE, grey).detail(side / reach);
    }
}
