package org.refers.model.workspace.importer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The bytes of a file, read once from its beginning to its end and hashed as they pass. Who reads may skip: what is skipped is
 * read and hashed all the same. The buffer is kept for the next file. For one thread.
 */
final class HashedInput extends InputStream {

    /** Kept of what has passed: a mark within it can be gone back to, and the last of it is the file's end. */
    static final int KEPT = 1 << 16;
    private static final int CHUNK = 1 << 17;

    private final byte[] buffer = new byte[KEPT + CHUNK];
    private final MessageDigest digest = sha256();
    private InputStream file = InputStream.nullInputStream();
    private int at;
    private int end;
    private int mark;

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Opens a file in place of the one before, and reads its beginning. */
    void open(Path path) throws IOException {
        close();
        file = Files.newInputStream(path);
        digest.reset();
        at = 0;
        end = 0;
        mark = 0;
        fill();
    }

    /** The first bytes, before anything was taken: 64 KB, or all of a shorter file. */
    byte[] head(int most) {
        return Arrays.copyOf(buffer, Math.min(end, most));
    }

    /** Reads on, and keeps the last bytes before. */
    private boolean fill() throws IOException {
        int kept = Math.min(KEPT, end);
        if (end == buffer.length) {
            System.arraycopy(buffer, end - kept, buffer, 0, kept);
            mark -= end - kept;
            at = kept;
            end = kept;
        }
        int count = file.read(buffer, end, buffer.length - end);
        if (count <= 0) {
            return false;
        }
        digest.update(buffer, end, count);
        end += count;
        return true;
    }

    @Override
    public int read() throws IOException {
        return at < end || fill() ? buffer[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (at == end && !fill()) {
            return -1;
        }
        int count = Math.min(length, end - at);
        System.arraycopy(buffer, at, into, offset, count);
        at += count;
        return count;
    }

    @Override
    public long skip(long count) throws IOException {
        long left = count;
        while (left > 0 && (at < end || fill())) {
            int step = (int) Math.min(left, end - at);
            at += step;
            left -= step;
        }
        return count - left;
    }

    @Override
    public boolean markSupported() {
        return true;
    }

    @Override
    public synchronized void mark(int limit) {
        if (limit > KEPT) {
            throw new IllegalArgumentException("a mark holds for " + KEPT + " bytes, not " + limit);
        }
        mark = at;
    }

    @Override
    public synchronized void reset() throws IOException {
        if (mark < 0) {
            throw new IOException("the mark has passed");
        }
        at = mark;
    }

    /** Reads what is left; SHA-256 of the whole file in lower-case hexadecimal digits. Asked for once a file. */
    String hash() throws IOException {
        do {
            at = end;
        } while (fill());
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The last bytes that were read, at most 64 KB; after {@link #hash} the end of the file. */
    ByteBuffer tail() {
        int length = Math.min(KEPT, end);
        return ByteBuffer.wrap(buffer, end - length, length).slice();
    }

    @Override
    public void close() throws IOException {
        file.close();
        file = InputStream.nullInputStream();
    }
}
