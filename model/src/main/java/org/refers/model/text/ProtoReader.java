package org.refers.model.text;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads Protocol Buffers' wire format field by field; every length is checked against what is left. */
final class ProtoReader {

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private final ByteBuffer in;
    private int field;
    private int wire;

    ProtoReader(ByteBuffer bytes) {
        in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Steps to the next field; false at the end. */
    boolean next() {
        if (!in.hasRemaining()) {
            return false;
        }
        long tag = varint();
        wire = (int) (tag & 7);
        if (tag >>> 3 == 0 || tag >>> 3 > 0x1fff_ffff) {
            throw new IllegalArgumentException("field number " + (tag >>> 3) + " at byte " + in.position());
        }
        field = (int) (tag >>> 3);
        return true;
    }

    int field() {
        return field;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            need(1);
            byte part = in.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number longer than 10 bytes at byte " + in.position());
    }

    long number() {
        expect(VARINT);
        return varint();
    }

    float real() {
        expect(FIXED32);
        need(4);
        return in.getFloat();
    }

    String text() {
        return StandardCharsets.UTF_8.decode(message()).toString();
    }

    ByteBuffer message() {
        expect(BYTES);
        long length = varint();
        need(length);
        ByteBuffer part = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return part;
    }

    void skip() {
        switch (wire) {
            case VARINT -> varint();
            case FIXED64 -> advance(8);
            case BYTES -> message();
            case FIXED32 -> advance(4);
            default -> throw new IllegalArgumentException("wire type " + wire + " at byte " + in.position());
        }
    }

    private void advance(int bytes) {
        need(bytes);
        in.position(in.position() + bytes);
    }

    private void expect(int type) {
        if (wire != type) {
            throw new IllegalArgumentException("field " + field + " has wire type " + wire + ", not " + type);
        }
    }

    private void need(long bytes) {
        if (bytes < 0 || bytes > in.remaining()) {
            throw new IllegalArgumentException(
                    "the file ends early: " + bytes + " bytes wanted, " + in.remaining() + " left");
        }
    }
}
