package org.refers.model.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Turns numbers round between the byte orders. */
final class ByteOrders {

    private ByteOrders() {
    }

    /** Reverses each run of {@code width} bytes in place; a rest that is no whole number stays. */
    static void swap(byte[] bytes, int width) {
        for (int at = 0; width > 1 && at + width <= bytes.length; at += width) {
            for (int low = at, high = at + width - 1; low < high; low++, high--) {
                byte kept = bytes[low];
                bytes[low] = bytes[high];
                bytes[high] = kept;
            }
        }
    }

    /** Unsigned 32-bit numbers, little endian. */
    static List<Long> unsignedInts(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        List<Long> numbers = new ArrayList<>(bytes.length / 4);
        while (buffer.remaining() >= 4) {
            numbers.add(Integer.toUnsignedLong(buffer.getInt()));
        }
        return numbers;
    }
}
