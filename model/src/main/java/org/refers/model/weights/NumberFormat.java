package org.refers.model.weights;

import java.nio.ByteBuffer;

/** The formats of real numbers that weight files use. */
enum NumberFormat {
    F16(2) {
        @Override
        float read(ByteBuffer bytes) {
            return Float.float16ToFloat(bytes.getShort());
        }
    },
    /** The upper half of a 32-bit float. */
    BF16(2) {
        @Override
        float read(ByteBuffer bytes) {
            return Float.intBitsToFloat(bytes.getShort() << 16);
        }
    },
    F32(4) {
        @Override
        float read(ByteBuffer bytes) {
            return bytes.getFloat();
        }
    },
    /** Rounded to 32 bits. */
    F64(8) {
        @Override
        float read(ByteBuffer bytes) {
            return (float) bytes.getDouble();
        }
    };

    private final int bytes;

    NumberFormat(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one number. */
    int bytes() {
        return bytes;
    }

    /** The next number of a buffer, in the buffer's byte order. */
    abstract float read(ByteBuffer bytes);
}
