package org.refers.model.workspace.check;

import java.util.HashMap;
import java.util.Map;

/**
 * A decoded picture as it is compared closely: its detail at several sizes, made when asked for. Safe for several threads.
 */
final class Film {

    /** Largest side that is compared: the texture that tells exposures, and generated pictures of one anatomy, apart is there. */
    static final int SIDE = 256;
    /** Side below which only shapes can be compared. */
    static final int MIDDLE = 128;
    /** Reach of the surroundings in pixels: with the longer ribs and vessels stay, with the shorter little but texture. */
    static final int LINES = 8;
    static final int TEXTURE = 4;

    private final GreySquare grey;
    private final int sharpness;
    private final Map<Integer, GreySquare> details = new HashMap<>();

    /**
     * A picture.
     *
     * @param grey square of {@link #SIDE}
     * @param sharpness shorter side of its file in pixels: beyond it there is no detail
     */
    Film(GreySquare grey, int sharpness) {
        this.grey = grey;
        this.sharpness = sharpness;
    }

    int sharpness() {
        return sharpness;
    }

    /** The picture's detail. */
    synchronized GreySquare detail(int side, int reach) {
        return details.computeIfAbsent(side * SIDE + reach, any -> grey.resized(side).detail(side / reach));
    }
}
