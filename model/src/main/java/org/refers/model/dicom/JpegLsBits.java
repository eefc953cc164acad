package org.refers.model.dicom;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The entropy-coded bits of a JPEG-LS scan (ITU-T T.87, 9.1): after a byte FF comes a byte with seven bits; one with its
 * upper bit set makes a marker and ends them. Reading beyond the end is an error.
 */
final class JpegLsBits {

    private static final VarHandle EIGHT_BYTES = MethodHandles.byteArrayViewVarHandle(long[].class,
            ByteOrder.BIG_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;
    /** Most code words of a radiograph are shorter. */
    private static final int COMFORTABLE = 32;

    private final byte[] data;
    private int next;
    private boolean afterFf;
    /** Bits to come from the highest on; {@code count} of them are valid. */
    private long buffer;
    private int count;
    private int phantom;
    private int restarts;

    JpegLsBits(byte[] data, int from) {
        this.data = data;
        this.next = from;
    }

    int bit() throws DicomException {
        return take(1);
    }

    /** Takes 0 to 32 bits. */
    int take(int bits) throws DicomException {
        if (bits == 0) {
            return 0;
        }
        if (count < bits) {
            fill();
        }
        int value = (int) (buffer >>> 64 - bits);
        drop(bits);
        return value;
    }

    /**
     * Takes a code word of limited length (A.5.3): zeros, a one and {@code k} bits, or the escape and the number itself.
     *
     * @param k bits behind the one, 0 to 31
     * @param escape how many zeros say that the number follows plainly
     * @param plainBits how long that number is
     */
    int golomb(int k, int escape, int plainBits) throws DicomException {
        if (count < COMFORTABLE) {
            fill();
        }
        int zeros = Long.numberOfLeadingZeros(buffer);
        int length = zeros + 1 + k;
        if (zeros < escape && length <= count - phantom) {
            // Two shifts each, since a shift by 64 would shift by nothing.
            long behindOne = buffer << zeros << 1;
            buffer = behindOne << k;
            count -= length;
            return zeros << k | (int) (behindOne >>> 1 >>> 63 - k);
        }
        zeros = zeros(escape);
        return zeros < escape ? zeros << k | take(k) : take(plainBits) + 1;
    }

    /** Takes zeros up to a one and the one; gives how many zeros there were. */
    private int zeros(int most) throws DicomException {
        int zeros = 0;
        while (true) {
            int leading = Math.min(Long.numberOfLeadingZeros(buffer), count);
            zeros += leading;
            if (zeros > most) {
                throw new DicomException(Tags.PIXEL_DATA, "has a JPEG-LS stream with an impossible code");
            }
            if (leading < count) {
                drop(leading + 1);
                return zeros;
            }
            drop(leading);
            fill();
        }
    }

    /** Drops the bits that fill up the last byte and steps over the restart marker that must follow. */
    void restart() throws DicomException {
        int at = markerPosition();
        if (at + 1 >= data.length || (data[at + 1] & 0xff) != 0xd0 + (restarts & 7)) {
            throw new DicomException(Tags.PIXEL_DATA, "has a JPEG-LS stream without the restart marker that is due");
        }
        restarts++;
        next = at + 2;
        afterFf = false;
        buffer = 0;
        count = 0;
        phantom = 0;
    }

    /** Where the marker stands that ends these bits; the stream's end if there is none. */
    int markerPosition() {
        int at = next;
        while (at + 1 < data.length && !(data[at] == (byte) 0xff && data[at + 1] < 0)) {
            at++;
        }
        return at + 1 < data.length ? at : data.length;
    }

    private void drop(int bits) throws DicomException {
        buffer = bits == 64 ? 0 : buffer << bits;
        count -= bits;
        if (count < phantom) {
            throw new DicomException(Tags.PIXEL_DATA, "has a JPEG-LS stream that is cut off");
        }
    }

    private void fill() {
        if (!afterFf && next + Long.BYTES <= data.length) {
            long eight = (long) EIGHT_BYTES.get(data, next);
            boolean holdsFf = (~eight - LOW_BITS & eight & HIGH_BITS) != 0;
            int bits = 64 - count & -Byte.SIZE;
            if (!holdsFf && bits > 0) {
                buffer |= eight >>> 64 - bits << 64 - count - bits;
                count += bits;
                next += bits / Byte.SIZE;
                return;
            }
        }
        fillByByte();
    }

    private void fillByByte() {
        while (count <= 56) {
            boolean ended = next >= data.length
                    || data[next] == (byte) 0xff && (next + 1 >= data.length || data[next + 1] < 0);
            if (ended) {
                phantom += 8;
                count += 8;
                continue;
            }
            int bits = afterFf ? 7 : 8;
            long value = data[next] & (1 << bits) - 1;
            buffer |= value << 64 - count - bits;
            count += bits;
            afterFf = data[next] == (byte) 0xff;
            next++;
        }
    }
}
