package org.refers.model.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/** Where a tile's packets lie in the stream, and how they are coded. */
final class TileParts {

    private final Coding coding;
    private final List<Part> parts = new ArrayList<>();
    private boolean cutOff;

    /** Bytes from one place to before another. */
    private record Part(int from, int end) {
    }

    TileParts(Coding main) {
        this.coding = new Coding(main);
    }

    Coding coding() {
        return coding;
    }

    /**
     * Adds the packets of a tile part.
     *
     * @param end where the part says that it ends, which may be beyond the stream
     */
    void add(int from, long end, int streamEnd) {
        parts.add(new Part(from, (int) Math.min(end, streamEnd)));
        cutOff |= end > streamEnd;
    }

    /** Whether the stream ends before a part does. */
    boolean isCutOff() {
        return cutOff;
    }

    /** All packets, one after another. */
    Packets packets(byte[] stream) {
        if (parts.size() == 1) {
            return new Packets(stream, parts.getFirst().from, parts.getFirst().end);
        }
        int length = parts.stream().mapToInt(part -> part.end - part.from).sum();
        byte[] joined = new byte[length];
        int at = 0;
        for (Part part : parts) {
            System.arraycopy(stream, part.from, joined, at, part.end - part.from);
            at += part.end - part.from;
        }
        return new Packets(joined, 0, length);
    }

    /** A range of bytes. */
    record Packets(byte[] bytes, int from, int end) {
    }
}
