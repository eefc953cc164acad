package org.refers.model.store;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/** The checked header of a safetensors file. */
final class SafetensorsHeader {

    static final String METADATA = "__metadata__";

    /** The format's own limit, so that a forged length cannot fill the memory. */
    private static final long MAX_HEADER_BYTES = 100_000_000;

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);

    private final SequencedMap<String, TensorInfo> tensors;
    private final Map<String, String> metadata;

    private SafetensorsHeader(SequencedMap<String, TensorInfo> tensors, Map<String, String> metadata) {
        this.tensors = tensors;
        this.metadata = metadata;
    }

    SequencedMap<String, TensorInfo> tensors() {
        return tensors;
    }

    Map<String, String> metadata() {
        return metadata;
    }

    static SafetensorsHeader read(Path file, FileChannel channel) throws IOException {
        long fileBytes = channel.size();
        if (fileBytes < 8) {
            throw new SafetensorsException(file + " is too short for a safetensors file");
        }
        long length = readBytes(file, channel, 0, 8).getLong();
        if (length < 2 || length > MAX_HEADER_BYTES || length > fileBytes - 8) {
            throw new SafetensorsException(file + " is no safetensors file: its header length " + length
                    + " does not fit " + fileBytes + " bytes");
        }
        byte[] text = readBytes(file, channel, 8, (int) length).array();
        return parse(file, text, 8 + length, fileBytes - 8 - length);
    }

    private static SafetensorsHeader parse(Path file, byte[] text, long dataStart, long dataBytes)
            throws SafetensorsException {
        JsonNode root = parseJson(file, text);
        Map<String, String> metadata = new LinkedHashMap<>();
        List<TensorInfo> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (field.getKey().equals(METADATA)) {
                readMetadata(file, field.getValue(), metadata);
            } else {
                entries.add(readEntry(field.getKey(), field.getValue(), dataStart, dataBytes));
            }
        }
        return new SafetensorsHeader(inOrderOfBytes(file, entries, dataStart, dataBytes),
                Collections.unmodifiableMap(metadata));
    }

    private static JsonNode parseJson(Path file, byte[] text) throws SafetensorsException {
        try {
            JsonNode root = JSON.readTree(text);
            if (root.isObject()) {
                return root;
            }
            throw new SafetensorsException(file + " is no safetensors file: its header is no JSON object");
        } catch (JsonProcessingException broken) {
            throw new SafetensorsException(file + " is no safetensors file: " + broken.getOriginalMessage(), broken);
        } catch (IOException broken) {
            throw new SafetensorsException(file + " is no safetensors file: its header is no text", broken);
        }
    }

    private static void readMetadata(Path file, JsonNode node, Map<String, String> into) throws SafetensorsException {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (!field.getValue().isTextual()) {
                throw new SafetensorsException(file + ": metadata " + field.getKey() + " is no text");
            }
            into.put(field.getKey(), field.getValue().textValue());
        }
    }

    private static TensorInfo readEntry(String name, JsonNode node, long dataStart, long dataBytes)
            throws SafetensorsException {
        String typeName = node.path("dtype").asText();
        ElementType type = ElementType.named(typeName).orElseThrow(() -> new SafetensorsException(
                "tensor " + name + " has the number format " + typeName + ", which is not supported"));
        List<Long> shape = longs(name, "shape", node);
        List<Long> offsets = longs(name, "data_offsets", node);
        if (offsets.size() != 2 || offsets.get(0) > offsets.get(1) || offsets.get(1) > dataBytes) {
            throw new SafetensorsException("tensor " + name + " lies outside the file");
        }
        try {
            long elements = 1;
            for (long extent : shape) {
                elements = Math.multiplyExact(elements, extent);
            }
            if (Math.multiplyExact(elements, type.bytes()) != offsets.get(1) - offsets.get(0)) {
                throw new SafetensorsException("tensor " + name + " has shape " + shape + " but "
                        + (offsets.get(1) - offsets.get(0)) + " bytes");
            }
            return new TensorInfo(name, type, shape, Math.addExact(dataStart, offsets.get(0)), elements);
        } catch (ArithmeticException overflow) {
            throw new SafetensorsException("tensor " + name + " has an impossible shape " + shape, overflow);
        }
    }

    private static List<Long> longs(String name, String key, JsonNode node) throws SafetensorsException {
        List<Long> values = new ArrayList<>();
        JsonNode array = node.path(key);
        for (JsonNode value : array) {
            if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
                throw new SafetensorsException("tensor " + name + " has a broken " + key);
            }
            values.add(value.longValue());
        }
        if (!array.isArray()) {
            throw new SafetensorsException("tensor " + name + " has no " + key);
        }
        return values;
    }

    private static SequencedMap<String, TensorInfo> inOrderOfBytes(Path file, List<TensorInfo> entries, long dataStart,
            long dataBytes) throws SafetensorsException {
        // An empty tensor starts where its neighbour does: it goes first.
        entries.sort(Comparator.comparingLong(TensorInfo::offset).thenComparingLong(TensorInfo::elements));
        SequencedMap<String, TensorInfo> ordered = new LinkedHashMap<>();
        long expected = dataStart;
        for (TensorInfo entry : entries) {
            if (entry.offset() != expected) {
                throw new SafetensorsException(file + ": tensor " + entry.name() + " overlaps another or leaves a gap");
            }
            expected = entry.offset() + entry.elements() * entry.type().bytes();
            ordered.put(entry.name(), entry);
        }
        if (expected != dataStart + dataBytes) {
            throw new SafetensorsException(file + " has bytes that belong to no tensor");
        }
        return Collections.unmodifiableSequencedMap(ordered);
    }

    private static ByteBuffer readBytes(Path file, FileChannel channel, long start, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        long position = start;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position);
            if (read < 0) {
                throw new SafetensorsException(file + " ends inside its header");
            }
            position += read;
        }
        return buffer.flip();
    }
}
