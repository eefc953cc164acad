package org.refers.model.jpeg2000;

/** The bytes of a marker segment, from front to back; a look beyond its end is an error. */
final class Segment {

    private final byte[] bytes;
    private int at;
    private final int end;

    Segment(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int left() {
        return end - at;
    }

    int u8() throws Jpeg2000Exception {
        if (at >= end) {
            throw Jpeg2000Exception.senseless();
        }
        return bytes[at++] & 0xff;
    }

    int u16() throws Jpeg2000Exception {
        return u8() << 8 | u8();
    }

    long u32() throws Jpeg2000Exception {
        return (long) u16() << 16 | u16();
    }

    /** A component's number, which takes two bytes where there are more than 256. */
    int component(int components) throws Jpeg2000Exception {
        int component = components > 256 ? u16() : u8();
        if (component >= components) {
            throw Jpeg2000Exception.senseless();
        }
        return component;
    }

    void skip(int count) throws Jpeg2000Exception {
        if (count > left()) {
            throw Jpeg2000Exception.senseless();
        }
        at += count;
    }
}
