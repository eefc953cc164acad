package org.refers.model.dicom;

/** A Huffman table of a JPEG stream (ITU-T T.81, annex C and F.2.2.3). */
final class JpegHuffman {

    private static final int LONGEST_CODE = 16;
    private static final int QUICK_BITS = 9;

    /** Codes of up to 9 bits by their bits: length in the upper byte, symbol in the lower; 0 for longer codes. */
    private final short[] quick = new short[1 << QUICK_BITS];
    private final byte[] symbols;
    /** For each length: the code after its last one, brought up to 16 bits; and what takes a code to its symbol. */
    private final int[] limit = new int[LONGEST_CODE + 2];
    private final int[] offset = new int[LONGEST_CODE + 1];

    /**
     * Makes a table.
     *
     * @param counts how many codes there are of each length, 1 to 16 at positions 0 to 15
     * @param symbols what the codes stand for, shortest code first
     */
    JpegHuffman(int[] counts, byte[] symbols) throws DicomException {
        this.symbols = symbols.clone();
        int code = 0;
        int index = 0;
        for (int length = 1; length <= LONGEST_CODE; length++) {
            int count = counts[length - 1];
            offset[length] = index - code;
            if (code + count > 1 << length) {
                throw new DicomException(Tags.PIXEL_DATA, "has a JPEG stream with an impossible Huffman table");
            }
            for (int i = 0; i < count; i++) {
                fillQuick(code++, length, this.symbols[index++]);
            }
            limit[length] = code << LONGEST_CODE - length;
            code <<= 1;
        }
        limit[LONGEST_CODE + 1] = Integer.MAX_VALUE;
    }

    private void fillQuick(int code, int length, byte symbol) {
        if (length > QUICK_BITS) {
            return;
        }
        int first = code << QUICK_BITS - length;
        for (int i = 0; i < 1 << QUICK_BITS - length; i++) {
            quick[first + i] = (short) (length << 8 | symbol & 0xff);
        }
    }

    /** Reads a code and gives its symbol. */
    int decode(JpegBits bits) throws DicomException {
        int next = bits.peek16();
        int entry = quick[next >> LONGEST_CODE - QUICK_BITS];
        if (entry != 0) {
            bits.skip(entry >> 8);
            return entry & 0xff;
        }
        int length = 1;
        while (length <= LONGEST_CODE && next >= limit[length]) {
            length++;
        }
        if (length > LONGEST_CODE) {
            throw new DicomException(Tags.PIXEL_DATA, "has a JPEG stream with a code that its tables do not hold");
        }
        bits.skip(length);
        return symbols[(next >> LONGEST_CODE - length) + offset[length]] & 0xff;
    }
}
