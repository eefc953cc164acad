package org.refers.training.data;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Some pictures of a cache: {@code NAME.npy}, an array of bytes (N, side, side) that NumPy maps too, and beside it
 * {@code NAME.csv}, which says what each row holds. One process writes a segment; all may read it.
 *
 * <p>A picture is written first and its line after it, so a row without a whole line is no entry. A line whose picture a power
 * cut has taken is found by its checksum. Pictures are written through the channel and not the mapping: on a full disk that is
 * an error and not a fault of the process.
 */
final class PictureSegment implements AutoCloseable {

    static final String PICTURES = ".npy";
    static final String ENTRIES = ".csv";

    private static final String TITLE = "row,sha256,crc32";
    /** Digits of a row; lines are of one length, so that a half line is told from a whole one. */
    private static final int ROW_DIGITS = 7;
    private static final int SHA_DIGITS = 64;
    private static final int LINE = ROW_DIGITS + 1 + SHA_DIGITS + 1 + 8 + 1;
    /** Of NumPy's format 1.0: magic, version, length of the text, text to a multiple of 64. */
    private static final int HEADER = 128;
    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, HEADER - 10, 0};

    private final Path file;
    private final int side;
    private final int capacity;
    private final MemorySegment pixels;
    private final @Nullable Writing writing;
    private int rows;

    /** The channels of the process that writes the segment. */
    private record Writing(FileChannel pictures, FileChannel entries) {
    }

    /** Takes an entry. */
    interface EntryReader {

        void take(byte[] sha256, int row, int checksum);
    }

    private PictureSegment(Path file, int side, int capacity, MemorySegment pixels, @Nullable Writing writing) {
        this.file = file;
        this.side = side;
        this.capacity = capacity;
        this.pixels = pixels;
        this.writing = writing;
    }

    /** Bytes of a segment's pictures. */
    static long bytes(int side, int capacity) {
        return HEADER + (long) capacity * side * side;
    }

    /** Makes an empty segment, of which this process is the writer. */
    static PictureSegment create(Path file, int side, int capacity) throws IOException {
        FileChannel entries = FileChannel.open(entries(file), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            entries.write(ByteBuffer.wrap((TITLE + "\n").getBytes(StandardCharsets.US_ASCII)));
            FileChannel pictures = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            writeFully(pictures, ByteBuffer.wrap(header(side, capacity)), 0);
            // A hole as long as the array: it takes no room before its pictures come.
            writeFully(pictures, ByteBuffer.allocate(1), bytes(side, capacity) - 1);
            return new PictureSegment(file, side, capacity, map(pictures), new Writing(pictures, entries));
        } catch (IOException full) {
            entries.close();
            Files.deleteIfExists(file);
            Files.deleteIfExists(entries(file));
            throw full;
        }
    }

    /** Opens a segment to read; empty if it is damaged or of another side. */
    static Optional<PictureSegment> open(Path file, int side) throws IOException {
        try (FileChannel pictures = FileChannel.open(file, StandardOpenOption.READ)) {
            long capacity = (pictures.size() - HEADER) / ((long) side * side);
            boolean whole = capacity >= 1 && capacity < Math.pow(10, ROW_DIGITS)
                    && pictures.size() == bytes(side, (int) capacity);
            ByteBuffer header = ByteBuffer.allocate(HEADER);
            if (!whole || pictures.read(header, 0) != HEADER
                    || !Arrays.equals(header.array(), header(side, (int) capacity))) {
                return Optional.empty();
            }
            return Optional.of(new PictureSegment(file, side, (int) capacity, map(pictures), null));
        }
    }

    /** Unmapped by the garbage collector: another thread may still read. */
    private static MemorySegment map(FileChannel pictures) throws IOException {
        return pictures.map(FileChannel.MapMode.READ_ONLY, HEADER, pictures.size() - HEADER, Arena.ofAuto());
    }

    private static byte[] header(int side, int capacity) {
        String text = "{'descr': '|u1', 'fortran_order': False, 'shape': (%d, %d, %d), }".formatted(capacity, side,
                side);
        byte[] header = new byte[HEADER];
        Arrays.fill(header, (byte) ' ');
        System.arraycopy(MAGIC, 0, header, 0, MAGIC.length);
        System.arraycopy(text.getBytes(StandardCharsets.US_ASCII), 0, header, MAGIC.length, text.length());
        header[HEADER - 1] = '\n';
        return header;
    }

    private static Path entries(Path file) {
        String name = String.valueOf(file.getFileName());
        return file.resolveSibling(name.substring(0, name.length() - PICTURES.length()) + ENTRIES);
    }

    Path file() {
        return file;
    }

    boolean isFull() {
        return rows == capacity;
    }

    /**
     * Reads the entries that another process has added.
     *
     * @param from where the last call ended, 0 at first
     * @return where this one ended
     */
    long entries(long from, EntryReader reader) throws IOException {
        try (FileChannel channel = FileChannel.open(entries(file), StandardOpenOption.READ)) {
            long start = Math.max(from, TITLE.length() + 1L);
            long whole = (channel.size() - start) / LINE;
            if (whole <= 0) {
                return start;
            }
            byte[] lines = new byte[Math.toIntExact(Math.min(whole, capacity) * LINE)];
            int read = channel.read(ByteBuffer.wrap(lines), start) / LINE;
            for (int i = 0; i < read; i++) {
                entry(lines, i * LINE, reader);
            }
            return start + (long) read * LINE;
        }
    }

    private void entry(byte[] lines, int at, EntryReader reader) {
        try {
            String line = new String(lines, at, LINE, StandardCharsets.US_ASCII);
            int row = Integer.parseInt(line, 0, ROW_DIGITS, 10);
            int sha = ROW_DIGITS + 1;
            byte[] digest = HexFormat.of().parseHex(line, sha, sha + SHA_DIGITS);
            int checksum = Integer.parseUnsignedInt(line, sha + SHA_DIGITS + 1, LINE - 1, 16);
            if (row >= 0 && row < capacity && line.charAt(LINE - 1) == '\n') {
                reader.take(digest, row, checksum);
            }
        } catch (IllegalArgumentException damaged) {
            // No entry: the picture is decoded again.
        }
    }

    /** Adds a picture and returns its row. Only where this process is the writer and the segment is not full. */
    int add(byte[] sha256, byte[] grey) throws IOException {
        if (writing == null || isFull()) {
            throw new IllegalStateException("a segment that takes no picture");
        }
        int row = rows;
        writeFully(writing.pictures, ByteBuffer.wrap(grey), HEADER + (long) row * grey.length);
        String line = "%07d,%s,%08x\n".formatted(row, HexFormat.of().formatHex(sha256), checksum(grey));
        writeFully(writing.entries, ByteBuffer.wrap(line.getBytes(StandardCharsets.US_ASCII)),
                TITLE.length() + 1L + (long) row * LINE);
        rows++;
        return row;
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long at) throws IOException {
        long next = at;
        while (bytes.hasRemaining()) {
            next += channel.write(bytes, next);
        }
    }

    /** The picture of a row; empty if it is not the one that the checksum is of. */
    Optional<Picture> picture(int row, int checksum) {
        byte[] grey = pixels.asSlice((long) row * side * side, (long) side * side).toArray(ValueLayout.JAVA_BYTE);
        return checksum(grey) == checksum ? Optional.of(new Picture(side, grey)) : Optional.empty();
    }

    static int checksum(byte[] grey) {
        CRC32 crc = new CRC32();
        crc.update(grey);
        return (int) crc.getValue();
    }

    @Override
    public void close() throws IOException {
        if (writing != null) {
            writing.pictures.close();
            writing.entries.close();
        }
    }
}
