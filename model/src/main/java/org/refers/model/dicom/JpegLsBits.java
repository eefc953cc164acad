package org.refers.model.dicom;

/**
 * The entropy-coded bits of a JPEG-LS scan (ITU-T T.87, 9.1): after a byte FF comes a byte with seven bits; one with its
 * upper bit set makes a marker and ends them. Reading beyond the end is an error.
 */
final class JpegLsBits {

    private final byte[] data;
    private int next;
    private boolean afterFf;
    private long buffer;
    private int count;
    private int phantom;

    JpegLsBits(byte[] data, int from) {
        this.data = data;
        this.next = from;
    }

    int bit() throws DicomException {
        return take(1);
    }

    /** Takes 0 to 24 bits. */
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

    /** Takes zeros up to a one and the one; gives how many zeros there were. */
    int zeros(int most) throws DicomException {
        if (count < 40) {
            fill();
        }
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
