package org.refers.model.weights;

import java.util.zip.ZipEntry;

/** Sizes that a zip claims for its entries. */
final class ZipSizes {

    /** Weights hardly shrink; an array of zeros shrinks to a thousandth, but is small. */
    private static final long ALWAYS = 64L << 20;
    private static final int HIGHEST_RATIO = 200;

    private ZipSizes() {
    }

    /**
     * The bytes of an entry, once it is sure that the archive can hold them.
     *
     * @param archive bytes of the whole file
     * @throws WeightException if it claims more than fits the bytes it takes in the archive
     */
    static int sound(ZipEntry entry, long archive) throws WeightException {
        long packed = entry.getCompressedSize();
        long size = entry.getSize();
        boolean possible = size >= 0 && packed >= 0 && packed <= archive && size <= Integer.MAX_VALUE - 8L
                && (entry.getMethod() == ZipEntry.DEFLATED
                        ? size / 1100 <= packed && size <= Math.max(ALWAYS, packed * HIGHEST_RATIO)
                        : size == packed);
        if (!possible) {
            throw new WeightException("one of its arrays claims " + size + " bytes, but takes " + packed
                    + " in the archive; save it again without compression");
        }
        return (int) size;
    }
}
