package org.refers.model.jpeg2000;

/** Plain bits of a code-block, of which a byte after FF holds seven (D.6); ones after the last byte. */
final class RawBits {

    private byte[] bytes = new byte[0];
    private int end;
    private int at;
    private int current;
    private int left;

    void begin(byte[] segment, int length) {
        bytes = segment;
        end = length;
        at = 0;
        current = 0;
        left = 0;
    }

    int bit() {
        if (left == 0) {
            left = current == 0xff ? 7 : 8;
            current = at < end ? bytes[at++] & 0xff : 0xff;
        }
        return current >> --left & 1;
    }
}
