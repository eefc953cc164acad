package org.refers.model.dicom;

/**
 * The entropy-coded bits of a JPEG scan: stuffed zero bytes are dropped, a marker ends them. Reading beyond the end is an
 * error; looking beyond it shows zeros, since a code's length is known only after the look.
 */
final class JpegBits {

    private final byte[] data;
    private int next;
    private long buffer;
    private int count;
    private int phantom;
    private int restarts;

    JpegBits(byte[] data, int from) {
        this.data = data;
        this.next = from;
    }

    /** The next 16 bits without taking them. */
    int peek16() {
        if (count < 16) {
            fill();
        }
        return (int) (buffer >>> count - 16) & 0xffff;
    }

    void skip(int bits) throws DicomException {
        count -= bits;
        if (count < phantom) {
            throw new DicomException(Tags.PIXEL_DATA, "has a JPEG stream that is cut off");
        }
    }

    /** Takes up to 16 bits. */
    int take(int bits) throws DicomException {
        int value = peek16() >>> 16 - bits;
        skip(bits);
        return value;
    }

    /** Takes the bits of a difference of a given category (T.81, F.2.2.1, EXTEND). */
    int difference(int category) throws DicomException {
        if (category == 0) {
            return 0;
        }
        int value = take(category);
        return value < 1 << category - 1 ? value - (1 << category) + 1 : value;
    }

    /** Drops the bits that fill up the last byte and steps over the restart marker that must follow. */
    void restart() throws DicomException {
        int at = markerPosition();
        if (at + 1 >= data.length || (data[at + 1] & 0xff) != 0xd0 + (restarts & 7)) {
            throw new DicomException(Tags.PIXEL_DATA, "has a JPEG stream without the restart marker that is due");
        }
        restarts++;
        next = at + 2;
        buffer = 0;
        count = 0;
        phantom = 0;
    }

    /** Where the marker stands that ends these bits; the stream's end if there is none. */
    int markerPosition() {
        // The buffer runs ahead of what was taken, but never over a marker: the next one is where bits end.
        int at = next;
        while (at + 1 < data.length && !isMarker(at)) {
            at++;
        }
        return at + 1 < data.length ? at : data.length;
    }

    private boolean isMarker(int at) {
        return data[at] == (byte) 0xff && data[at + 1] != 0 && data[at + 1] != (byte) 0xff;
    }

    private void fill() {
        while (count <= 48) {
            int value = 0;
            if (next >= data.length || data[next] == (byte) 0xff && (next + 1 >= data.length || data[next + 1] != 0)) {
                phantom += 8;
            } else {
                value = data[next] & 0xff;
                next += value == 0xff ? 2 : 1;
            }
            buffer = buffer << 8 | value;
            count += 8;
        }
    }
}
