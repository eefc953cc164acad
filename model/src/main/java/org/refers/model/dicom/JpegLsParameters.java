package org.refers.model.dicom;

/**
 * The coding parameters of a JPEG-LS scan (ITU-T T.87, C.2.4.1 and A.2.1).
 *
 * @param highest MAXVAL, the largest sample
 * @param near NEAR, how far a decoded sample may be off; 0 is lossless
 * @param t1 first threshold of gradients
 * @param t2 second threshold
 * @param t3 third threshold
 * @param reset RESET, after how many samples a context's counts are halved
 */
record JpegLsParameters(int highest, int near, int t1, int t2, int t3, int reset) {

    /**
     * The parameters of a scan.
     *
     * @param presets MAXVAL, T1, T2, T3, RESET as the stream gives them; 0 stands for the default; may be empty
     */
    static JpegLsParameters of(int precision, int near, int[] presets) throws DicomException {
        int full = (1 << precision) - 1;
        int highest = preset(presets, 0, full);
        if (highest > full || near > Math.min(255, highest / 2)) {
            throw JpegHeader.damaged("has impossible JPEG-LS parameters");
        }
        int factor = highest >= 128 ? (Math.min(highest, 4095) + 128) / 256 : 256 / (highest + 1);
        boolean deep = highest >= 128;
        int t1 = clamp(deep ? factor + 2 + 3 * near : Math.max(2, 3 / factor + 3 * near), near + 1, highest);
        t1 = preset(presets, 1, t1);
        int t2 = clamp(deep ? factor * 4 + 3 + 5 * near : Math.max(3, 7 / factor + 5 * near), t1, highest);
        t2 = preset(presets, 2, t2);
        int t3 = clamp(deep ? factor * 17 + 4 + 7 * near : Math.max(4, 21 / factor + 7 * near), t2, highest);
        t3 = preset(presets, 3, t3);
        int reset = preset(presets, 4, 64);
        if (t1 < near + 1 || t2 < t1 || t3 < t2 || t3 > Math.max(highest, near + 1) || reset < 3) {
            throw JpegHeader.damaged("has impossible JPEG-LS parameters");
        }
        return new JpegLsParameters(highest, near, t1, t2, t3, reset);
    }

    /** How far apart two distinguishable samples are. */
    int step() {
        return 2 * near + 1;
    }

    /** How many prediction errors can be told apart. */
    int range() {
        return (highest + 2 * near) / step() + 1;
    }

    /** Bits of a mapped error that is written plainly. */
    int errorBits() {
        return ceilLog2(range());
    }

    /** Longest code word. */
    int limit() {
        int bits = Math.max(2, ceilLog2(highest + 1));
        return 2 * (bits + Math.max(8, bits));
    }

    private static int preset(int[] presets, int index, int otherwise) {
        return index < presets.length && presets[index] > 0 ? presets[index] : otherwise;
    }

    /** CLAMP of T.87: a value out of bounds becomes the lower bound. */
    private static int clamp(int value, int low, int high) {
        return value > high || value < low ? low : value;
    }

    private static int ceilLog2(int value) {
        return 32 - Integer.numberOfLeadingZeros(value - 1);
    }
}
