package org.refers.model.jpeg2000;

/** The bits of packet headers, of which a byte after FF holds seven (B.10.1), and the bytes between them. */
final class PacketBits {

    private final byte[] bytes;
    private final int end;
    private int at;
    private int current;
    private int left;

    PacketBits(TileParts.Packets packets) {
        this.bytes = packets.bytes();
        this.at = packets.from();
        this.end = packets.end();
    }

    boolean isAtEnd() {
        return at >= end;
    }

    int bit() throws Jpeg2000Exception {
        if (left == 0) {
            left = current == 0xff ? 7 : 8;
            current = next();
        }
        return current >> --left & 1;
    }

    int bits(int count) throws Jpeg2000Exception {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** Ends a header: the rest of its byte means nothing, and a byte after FF belongs to it. */
    void align() throws Jpeg2000Exception {
        if (current == 0xff) {
            next();
        }
        current = 0;
        left = 0;
    }

    /** Steps over a marker with what belongs to it, if it stands here. */
    void skip(int marker, int length) {
        if (at + length <= end && ((bytes[at] & 0xff) << 8 | bytes[at + 1] & 0xff) == marker) {
            at += length;
        }
    }

    /** Steps over some bytes and tells where they begin. */
    int take(int count) throws Jpeg2000Exception {
        if (count < 0 || count > end - at) {
            throw Jpeg2000Exception.cutOff();
        }
        at += count;
        return at - count;
    }

    private int next() throws Jpeg2000Exception {
        if (at >= end) {
            throw Jpeg2000Exception.cutOff();
        }
        return bytes[at++] & 0xff;
    }
}
