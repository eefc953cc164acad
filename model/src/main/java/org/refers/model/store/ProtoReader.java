package org.refers.model.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads Protocol Buffers' wire format field by field; every length is checked against what is left, and what does not fit
 * is refused by an {@link IllegalArgumentException}.
 */
public final class ProtoReader {

    /** Wire types, as the format numbers them. */
    public static final int VARINT = 0;
    public static final int FIXED64 = 1;
    public static final int BYTES = 2;
    public static final int FIXED32 = 5;

    private final ByteBuffer in;
    private int field;
    private int wire;

    /** Reads what is left of a buffer, which stays as it is. */
    public ProtoReader(ByteBuffer bytes) {
        in = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Steps to the next field; false at the end. */
    public boolean next() {
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

    /** The number of the field that {@link #next} stepped to. */
    public int field() {
        return field;
    }

    /** A number of seven bits a byte, lowest first. */
    public long varint() {
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

    /** The field as a whole number. */
    public long number() {
        expect(VARINT);
        return varint();
    }

    /** The field as a 32-bit real number. */
    public float real() {
        expect(FIXED32);
        need(4);
        return in.getFloat();
    }

    /** The field as UTF-8 text. */
    public String text() {
        return StandardCharsets.UTF_8.decode(message()).toString();
    }

    /** The field's four bytes as a whole number. */
    public int bits() {
        expect(FIXED32);
        need(4);
        return in.getInt();
    }

    /** The bytes of the field. */
    public ByteBuffer message() {
        expect(BYTES);
        long length = varint();
        need(length);
        ByteBuffer part = in.slice(in.position(), (int) length);
        in.position(in.position() + (int) length);
        return part;
    }

    /** Passes over the field. */
    public void skip() {
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
