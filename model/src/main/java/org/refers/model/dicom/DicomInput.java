package org.refers.model.dicom;

import java.io.IOException;
import java.io.InputStream;

/** Bytes of a file with a count of how many are left, so that no length is believed that the file cannot hold. */
final class DicomInput {

    private final InputStream in;
    private final long size;
    private long position;

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

    private void requireLeft(long count) throws DicomException {
        if (count > size - position) {
            throw new DicomException("the file ends after " + size + " bytes, in the middle of a data element");
        }
    }
}
