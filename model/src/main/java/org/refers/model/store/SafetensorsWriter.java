package org.refers.model.store;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Collects tensors and writes them as one safetensors file: widest number format first, then by name, so that every
 * tensor is aligned and the same content always gives the same bytes. Values may come from suppliers, which are asked
 * one after the other while the file is written: a model is then never twice in memory.
 */
public final class SafetensorsWriter {

    private static final int CHUNK_ELEMENTS = 1 << 17;
    private static final int ALIGNMENT = 8;

    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, String> metadata = new TreeMap<>();

    private sealed interface Values permits Floats, Longs {
    }

    private record Floats(Supplier<float[]> values) implements Values {
    }

    private record Longs(Supplier<long[]> values) implements Values {
    }

    private record Entry(String name, ElementType type, List<Long> shape, long elements, Values values) {

        long bytes() {
            return Math.multiplyExact(elements, type.bytes());
        }
    }

    SafetensorsWriter() {
    }

    /** Adds a free text entry to the header. */
    public SafetensorsWriter metadata(String key, String value) {
        metadata.put(key, value);
        return this;
    }

    /** Adds a tensor of 32-bit floats, row-major. */
    public SafetensorsWriter floats(String name, long[] shape, float[] values) {
        return floats(name, shape, () -> values);
    }

    /** Adds a tensor of 32-bit floats whose values are fetched at writing. */
    public SafetensorsWriter floats(String name, long[] shape, Supplier<float[]> values) {
        return add(name, ElementType.F32, shape, new Floats(values));
    }

    /** Adds a tensor of 64-bit whole numbers, row-major. */
    public SafetensorsWriter longs(String name, long[] shape, long[] values) {
        return add(name, ElementType.I64, shape, new Longs(() -> values));
    }

    /** Number of tensors added so far. */
    public int size() {
        return entries.size();
    }

    private SafetensorsWriter add(String name, ElementType type, long[] shape, Values values) {
        long elements = 1;
        for (long extent : shape) {
            elements = Math.multiplyExact(elements, extent);
        }
        if (elements < 0 || name.equals(SafetensorsHeader.METADATA)) {
            throw new IllegalArgumentException("tensor " + name + " cannot be stored");
        }
        if (entries.put(name, new Entry(name, type, Safetensors.shapeOf(shape), elements, values)) != null) {
            throw new IllegalArgumentException("tensor " + name + " is there already");
        }
        return this;
    }

    /** Writes the file, replacing an old one only when all is on the disk. */
    public void write(Path target) throws IOException {
        List<Entry> ordered = new ArrayList<>(entries.values());
        ordered.sort(Comparator.comparingInt((Entry entry) -> -entry.type().bytes()).thenComparing(Entry::name));
        byte[] header = header(ordered);
        AtomicFiles.write(target, channel -> {
            ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).flip();
            AtomicFiles.writeFully(channel, length);
            AtomicFiles.writeFully(channel, ByteBuffer.wrap(header));
            ByteBuffer buffer = buffer(ordered);
            for (Entry entry : ordered) {
                writeValues(channel, entry, buffer);
            }
        });
    }

    private byte[] header(List<Entry> ordered) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        if (!metadata.isEmpty()) {
            ObjectNode texts = root.putObject(SafetensorsHeader.METADATA);
            metadata.forEach(texts::put);
        }
        long offset = 0;
        for (Entry entry : ordered) {
            ObjectNode node = root.putObject(entry.name()).put("dtype", entry.type().name());
            ArrayNode shape = node.putArray("shape");
            entry.shape().forEach(shape::add);
            long end = Math.addExact(offset, entry.bytes());
            node.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        StringBuilder text = new StringBuilder(root.toString());
        int bytes = text.toString().getBytes(StandardCharsets.UTF_8).length;
        // Spaces up to a multiple of eight keep the data aligned for readers that map the file.
        text.append(" ".repeat(Math.floorMod(-bytes, ALIGNMENT)));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * One for all tensors, no longer than the longest needs, and on Java's heap: native ones are freed by the collector alone, which
     * a small heap calls so rarely that those of many checkpoints came to half a gigabyte.
     */
    private static ByteBuffer buffer(List<Entry> entries) {
        long longest = entries.stream()
                .mapToLong(entry -> Math.min(entry.elements(), CHUNK_ELEMENTS) * entry.type().bytes())
                .max().orElse(0);
        return ByteBuffer.allocate(Math.toIntExact(longest)).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void writeValues(FileChannel channel, Entry entry, ByteBuffer buffer) throws IOException {
        switch (entry.values()) {
            case Floats(Supplier<float[]> supplier) -> {
                float[] values = supplier.get();
                requireLength(entry, values.length);
                for (int at = 0; at < values.length; at += CHUNK_ELEMENTS) {
                    int count = Math.min(CHUNK_ELEMENTS, values.length - at);
                    buffer.clear().asFloatBuffer().put(values, at, count);
                    AtomicFiles.writeFully(channel, buffer.limit(count * 4));
                }
            }
            case Longs(Supplier<long[]> supplier) -> {
                long[] values = supplier.get();
                requireLength(entry, values.length);
                for (int at = 0; at < values.length; at += CHUNK_ELEMENTS) {
                    int count = Math.min(CHUNK_ELEMENTS, values.length - at);
                    buffer.clear().asLongBuffer().put(values, at, count);
                    AtomicFiles.writeFully(channel, buffer.limit(count * 8));
                }
            }
        }
    }

    private static void requireLength(Entry entry, int length) {
        if (length != entry.elements()) {
            throw new IllegalArgumentException(
                    "tensor " + entry.name() + " of shape " + entry.shape() + " got " + length + " values");
        }
    }
}
