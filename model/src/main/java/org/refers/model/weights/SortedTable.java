package org.refers.model.weights;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.zip.CRC32C;

/**
 * LevelDB's table format, as TensorFlow writes the index of a checkpoint: blocks of keys that share beginnings with the
 * key before, an index block of where the others lie, and a footer that points to it. Blocks are uncompressed there, and
 * each carries a checksum.
 */
final class SortedTable {

    private static final int FOOTER = 48;
    private static final long MAGIC = 0xdb4775248b80fb57L;
    /** Compression's kind and checksum behind each block. */
    private static final int TRAILER = 5;
    /** What is added to a rotated checksum, so that the checksum of data that holds checksums stays good. */
    private static final int MASK = 0xa282ead8;

    private final ByteBuffer file;

    private SortedTable(ByteBuffer file) {
        this.file = file;
    }

    /** A part of the file. */
    private record Handle(long offset, long size) {
    }

    /**
     * All entries of a table.
     *
     * @throws WeightException if it is damaged or compressed
     */
    static SequencedMap<String, ByteBuffer> read(byte[] bytes) throws WeightException {
        SortedTable table = new SortedTable(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
        try {
            SequencedMap<String, ByteBuffer> all = new LinkedHashMap<>();
            for (ByteBuffer handle : table.entries(table.indexHandle()).values()) {
                all.putAll(table.entries(handle(handle)));
            }
            return all;
        } catch (IllegalArgumentException | ArithmeticException | BufferUnderflowException damaged) {
            throw new WeightException("the checkpoint's index is damaged", damaged);
        }
    }

    private Handle indexHandle() throws WeightException {
        if (file.limit() < FOOTER || file.getLong(file.limit() - 8) != MAGIC) {
            throw new WeightException("the file is no index of a TensorFlow checkpoint");
        }
        ByteBuffer footer = file.slice(file.limit() - FOOTER, FOOTER);
        handle(footer);
        return handle(footer);
    }

    private static Handle handle(ByteBuffer in) {
        return new Handle(number(in), number(in));
    }

    /** Seven bits a byte, lowest first. */
    private static long number(ByteBuffer in) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte part = in.get();
            value |= (long) (part & 0x7f) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number without an end");
    }

    private SequencedMap<String, ByteBuffer> entries(Handle handle) throws WeightException {
        ByteBuffer block = block(handle);
        int restarts = block.getInt(block.limit() - 4);
        block.limit(Math.subtractExact(block.limit() - 4, Math.multiplyExact(restarts, 4)));
        SequencedMap<String, ByteBuffer> entries = new LinkedHashMap<>();
        byte[] key = new byte[0];
        while (block.hasRemaining()) {
            int shared = Math.toIntExact(number(block));
            int own = Math.toIntExact(number(block));
            int length = Math.toIntExact(number(block));
            if (shared < 0 || own < 0 || length < 0 || shared > key.length || own > block.remaining()) {
                throw new IllegalArgumentException("an entry beyond its block");
            }
            byte[] next = Arrays.copyOf(key, Math.addExact(shared, own));
            block.get(next, shared, own);
            entries.put(new String(next, StandardCharsets.UTF_8), block.slice(block.position(), length));
            block.position(block.position() + length);
            key = next;
        }
        return entries;
    }

    private ByteBuffer block(Handle handle) throws WeightException {
        long end = Math.addExact(handle.offset(), Math.addExact(handle.size(), TRAILER));
        if (handle.offset() < 0 || handle.size() < 4 || end > file.limit()) {
            throw new IllegalArgumentException("a block beyond the file");
        }
        int offset = (int) handle.offset();
        int size = (int) handle.size();
        if (file.get(offset + size) != 0) {
            throw new WeightException("the checkpoint's index is compressed, which is not read");
        }
        if (file.getInt(offset + size + 1) != checksum(file.slice(offset, size + 1))) {
            throw new IllegalArgumentException("a block whose checksum is wrong");
        }
        return file.slice(offset, size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The masked checksum that LevelDB and TensorFlow write. */
    static int checksum(ByteBuffer data) {
        CRC32C sum = new CRC32C();
        sum.update(data);
        return mask((int) sum.getValue());
    }

    static int mask(int checksum) {
        return Integer.rotateRight(checksum, 15) + MASK;
    }
}
