package org.refers.training.data;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** SHA-256 to three numbers, by open addressing: some 60 bytes an entry, where a map of objects takes 300. */
final class DigestTable {

    static final int DIGEST = 32;
    private static final int FIRST = 1024;
    private static final int NONE = -1;

    private byte[] digests = new byte[FIRST * DIGEST];
    private int[] segments = new int[FIRST];
    private int[] rows = new int[FIRST];
    private int[] checksums = new int[FIRST];
    /** At most half full, so that a probe ends soon. */
    private int[] slots = emptySlots(2 * FIRST);
    private int size;

    private static int[] emptySlots(int count) {
        int[] slots = new int[count];
        Arrays.fill(slots, NONE);
        return slots;
    }

    /** The place of a digest, negative where it is not known. */
    int find(byte[] digest) {
        int slot = slot(digest);
        return slots[slot];
    }

    /** The slot that holds a digest, or the free one where it belongs. A digest is as good as its own hash. */
    private int slot(byte[] digest) {
        int mask = slots.length - 1;
        int slot = ByteBuffer.wrap(digest).getInt() & mask;
        while (slots[slot] != NONE && !holds(slots[slot], digest)) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private boolean holds(int place, byte[] digest) {
        return Arrays.equals(digests, place * DIGEST, (place + 1) * DIGEST, digest, 0, DIGEST);
    }

    /** Adds an entry, or replaces the one of the same digest. */
    void put(byte[] digest, int segment, int row, int checksum) {
        int slot = slot(digest);
        if (slots[slot] == NONE) {
            grow();
            slot = slot(digest);
            System.arraycopy(digest, 0, digests, size * DIGEST, DIGEST);
            slots[slot] = size++;
        }
        segments[slots[slot]] = segment;
        rows[slots[slot]] = row;
        checksums[slots[slot]] = checksum;
    }

    private void grow() {
        if (size < rows.length) {
            return;
        }
        digests = Arrays.copyOf(digests, Math.multiplyExact(2, digests.length));
        segments = Arrays.copyOf(segments, 2 * size);
        rows = Arrays.copyOf(rows, 2 * size);
        checksums = Arrays.copyOf(checksums, 2 * size);
        slots = emptySlots(4 * size);
        for (int place = 0; place < size; place++) {
            slots[slot(Arrays.copyOfRange(digests, place * DIGEST, (place + 1) * DIGEST))] = place;
        }
    }

    int segment(int place) {
        return segments[place];
    }

    int row(int place) {
        return rows[place];
    }

    int checksum(int place) {
        return checksums[place];
    }
}
