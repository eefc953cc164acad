package org.refers.model.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/**
 * How a component's coefficients are coded (A.6.1, SPcod).
 *
 * @param levels how often the wavelet splits, 0 to 32
 * @param blockWidth width of a code-block, as an exponent of 2, 2 to 10
 * @param blockHeight its height; both make 12 at most
 * @param modes of the code-blocks, the sum of {@link #BYPASS} and others
 * @param reversible whether the wavelet computes with whole numbers, exactly
 * @param precincts width and height of a resolution's precincts as exponents of 2, the width in the lower four bits
 */
record ComponentStyle(int levels, int blockWidth, int blockHeight, int modes, boolean reversible,
        List<Integer> precincts) {

    /** Later passes are plain bits. */
    static final int BYPASS = 1;
    /** Probabilities begin anew with every pass. */
    static final int RESET = 2;
    /** Every pass ends its bytes. */
    static final int TERMINATE = 4;
    /** A stripe's contexts do not look at the stripe below. */
    static final int CAUSAL = 8;
    /** Four known symbols end each cleanup pass. */
    static final int SYMBOLS = 32;

    private static final int KNOWN_MODES = 63;
    private static final int MOST_LEVELS = 32;
    private static final int WHOLE = 0xff;

    /**
     * Reads the style.
     *
     * @param segment stands before the number of levels
     * @param stated whether precincts are told
     */
    static ComponentStyle read(Segment segment, boolean stated) throws Jpeg2000Exception {
        int levels = segment.u8();
        int width = segment.u8() + 2;
        int height = segment.u8() + 2;
        int modes = segment.u8();
        int wavelet = segment.u8();
        if (levels > MOST_LEVELS || width > 10 || height > 10 || width + height > 12 || modes > KNOWN_MODES
                || wavelet > 1) {
            throw Jpeg2000Exception.senseless();
        }
        List<Integer> precincts = new ArrayList<>();
        for (int resolution = 0; resolution <= levels; resolution++) {
            int size = stated ? segment.u8() : WHOLE;
            if (resolution > 0 && ((size & 15) == 0 || size >> 4 == 0)) {
                // Half of it would be no sample of a subband.
                throw Jpeg2000Exception.senseless();
            }
            precincts.add(size);
        }
        return new ComponentStyle(levels, width, height, modes, wavelet == 1, List.copyOf(precincts));
    }

    boolean has(int mode) {
        return (modes & mode) != 0;
    }

    int precinctWidth(int resolution) {
        return precincts.get(resolution) & 15;
    }

    int precinctHeight(int resolution) {
        return precincts.get(resolution) >> 4;
    }
}
