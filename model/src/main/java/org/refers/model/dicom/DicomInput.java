package org.refers.model.dicom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Bytes of a file with a count of how many are left, so that no length is believed that the file cannot hold. */
final class DicomInput {

    private static final int BLOCK = 1 << 16;

    private final InputStream in;
    private final long size;
    private long position;

    /**
     * Reads a stream.
     *
     * @param in must know {@link InputStream#mark}
     * @param size bytes that it holds
     */
    DicomInput(InputStream in, long size) {
        this.in = in;
        this.size = size;
    }

    long position() {
        return position;
    }

    long size() {
        return size;
    }

    int u16(boolean bigEndian) throws IOException, DicomException {
        byte[] bytes = bytes(2);
        return bigEndian
                ? (bytes[0] & 0xff) << 8 | bytes[1] & 0xff
                : (bytes[1] & 0xff) << 8 | bytes[0] & 0xff;
    }

    int tag(boolean bigEndian) throws IOException, DicomException {
        int group = u16(bigEndian);
        return group << 16 | u16(bigEndian);
    }

    /** An unsigned 32-bit number; FFFFFFFF stands for an undefined length. */
    long u32(boolean bigEndian) throws IOException, DicomException {
        long first = u16(bigEndian);
        long second = u16(bigEndian);
        return bigEndian ? first << 16 | second : second << 16 | first;
    }

    byte[] bytes(int count) throws IOException, DicomException {
        requireLeft(count);
        byte[] bytes = new byte[count];
        int read = in.readNBytes(bytes, 0, count);
        position += read;
        if (read < count) {
            throw new DicomException("the file became shorter while it was read");
        }
        return bytes;
    }

    void skip(long count) throws IOException, DicomException {
        requireLeft(count);
        in.skipNBytes(count);
        position += count;
    }

    /** Whether all that is left are zeros. Nothing is left afterwards. */
    boolean restIsZero() throws IOException, DicomException {
        while (position < size) {
            for (byte b : bytes((int) Math.min(BLOCK, size - position))) {
                if (b != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether a value representation stands next, as behind a tag that names its own. */
    boolean nextNamesVr() throws IOException {
        byte[] ahead = ahead(2);
        return ahead.length == 2 && Vr.of(new String(ahead, StandardCharsets.ISO_8859_1)).isPresent();
    }

    /**
     * Whether the element that stands next names its representation although nobody should there: only where its length, taken
     * as that of one that does not, would lead beyond the end of what holds it.
     */
    boolean nextElementIsExplicit(long end) throws IOException {
        byte[] ahead = ahead(8);
        if (ahead.length < 8 || Vr.of(new String(ahead, 4, 2, StandardCharsets.ISO_8859_1)).isEmpty()) {
            return false;
        }
        long implicit = ByteBuffer.wrap(ahead).order(ByteOrder.LITTLE_ENDIAN).getInt(4) & 0xffffffffL;
        return implicit > end - position - 8;
    }

    private byte[] ahead(int count) throws IOException {
        in.mark(count);
        byte[] ahead = in.readNBytes(count);
        in.reset();
        return ahead;
    }

    private void requireLeft(long count) throws DicomException {
        if (count > size - position) {
            throw new DicomException("the file ends after " + size + " bytes, in the middle of a data element");
        }
    }
}
