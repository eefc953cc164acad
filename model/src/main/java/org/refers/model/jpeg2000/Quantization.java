package org.refers.model.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/**
 * The steps in which coefficients are counted (A.6.4).
 *
 * @param guardBits 0 to 7
 * @param derived whether one step is told, from which the others follow
 * @param steps of each subband: an exponent above 11 bits of fraction
 */
record Quantization(int guardBits, boolean derived, List<Integer> steps) {

    private static final int FRACTION_BITS = 11;
    /** One subband without details and three for each of 32 levels. */
    private static final int MOST_STEPS = 97;

    static Quantization read(Segment segment) throws Jpeg2000Exception {
        int style = segment.u8();
        int kind = style & 31;
        if (kind > 2) {
            throw Jpeg2000Exception.senseless();
        }
        List<Integer> steps = new ArrayList<>();
        while (segment.left() >= (kind == 0 ? 1 : 2) && steps.size() < MOST_STEPS) {
            steps.add(kind == 0 ? segment.u8() >> 3 << FRACTION_BITS : segment.u16());
        }
        if (steps.isEmpty()) {
            throw Jpeg2000Exception.senseless();
        }
        return new Quantization(style >> 5, kind == 1, List.copyOf(steps));
    }

    /** A subband's exponent; the first subband is that without details, then three of each resolution. */
    int exponent(int subband) throws Jpeg2000Exception {
        if (!derived) {
            return step(subband) >> FRACTION_BITS;
        }
        int exponent = (steps.getFirst() >> FRACTION_BITS) - (subband == 0 ? 0 : (subband - 1) / 3);
        if (exponent < 0) {
            throw Jpeg2000Exception.senseless();
        }
        return exponent;
    }

    /** 1 to 2, by which the power of two is multiplied. */
    double mantissa(int subband) throws Jpeg2000Exception {
        int fraction = (derived ? steps.getFirst() : step(subband)) & (1 << FRACTION_BITS) - 1;
        return 1 + fraction / (double) (1 << FRACTION_BITS);
    }

    private int step(int subband) throws Jpeg2000Exception {
        if (subband >= steps.size()) {
            throw Jpeg2000Exception.senseless();
        }
        return steps.get(subband);
    }
}
