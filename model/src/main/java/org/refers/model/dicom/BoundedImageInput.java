package org.refers.model.dicom;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.stream.ImageInputStreamImpl;

/**
 * Bytes in memory as the image library wants them, with an end that it cannot overlook: the library takes the end's -1 for
 * a byte of ones and, in a damaged stream, counts ones for ever. After a few looks beyond the end this input throws.
 */
final class BoundedImageInput extends ImageInputStreamImpl {

    private static final int MOST_LOOKS_BEYOND = 1000;

    private final byte[] bytes;
    private int looksBeyond;

    BoundedImageInput(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        checkClosed();
        bitOffset = 0;
        if (streamPos >= bytes.length) {
            return beyond();
        }
        return bytes[(int) streamPos++] & 0xff;
    }

    @Override
    public int read(byte[] to, int offset, int length) throws IOException {
        checkClosed();
        bitOffset = 0;
        if (length == 0) {
            return 0;
        }
        if (streamPos >= bytes.length) {
            throw cutOff();
        }
        int count = (int) Math.min(length, bytes.length - streamPos);
        System.arraycopy(bytes, (int) streamPos, to, offset, count);
        streamPos += count;
        return count;
    }

    @Override
    public long length() {
        return bytes.length;
    }

    private int beyond() {
        if (++looksBeyond > MOST_LOOKS_BEYOND) {
            throw cutOff();
        }
        return -1;
    }

    /** Unchecked, since the library prints checked ones on standard error before it gives up. */
    private static UncheckedIOException cutOff() {
        return new UncheckedIOException(new EOFException("the stream is cut off"));
    }
}
