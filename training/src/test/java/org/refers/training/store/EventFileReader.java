package org.refers.training.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.refers.model.store.ProtoReader;

/**
 * Reads event files by the definitions of TFRecord and of TensorBoard's {@code event.proto} and {@code summary.proto}, with a
 * CRC-32C of its own, bit by bit. A start's mark takes back what was told of its step and of later ones.
 */
public final class EventFileReader {

    private EventFileReader() {
    }

    /** The scalars of a folder's event files, by tag and step. */
    public static Map<String, Map<Long, Float>> scalars(Path folder) throws IOException {
        Map<String, Map<Long, Float>> scalars = new TreeMap<>();
        List<Path> files;
        try (Stream<Path> inside = Files.list(folder)) {
            files = inside.filter(file -> file.getFileName().toString().contains("tfevents")).sorted().toList();
        }
        for (Path file : files) {
            ByteBuffer records = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            while (records.hasRemaining()) {
                take(record(records), scalars);
            }
        }
        return scalars;
    }

    private static byte[] record(ByteBuffer in) {
        byte[] length = new byte[8];
        in.get(length);
        check(length, in.getInt());
        byte[] data = new byte[Math.toIntExact(ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong())];
        in.get(data);
        check(data, in.getInt());
        return data;
    }

    private static void check(byte[] data, int masked) {
        int crc = crc32c(data);
        int expected = (crc >>> 15 | crc << 17) + 0xa282ead8;
        if (expected != masked) {
            throw new IllegalStateException("checksum %08x where %08x is due".formatted(masked, expected));
        }
    }

    /** Castagnoli's polynomial, reflected. */
    static int crc32c(byte[] data) {
        int crc = -1;
        for (byte value : data) {
            crc ^= value & 0xff;
            for (int bit = 0; bit < 8; bit++) {
                crc = crc >>> 1 ^ ((crc & 1) == 0 ? 0 : 0x82f63b78);
            }
        }
        return ~crc;
    }

    private static void take(byte[] event, Map<String, Map<Long, Float>> scalars) {
        ProtoReader in = new ProtoReader(ByteBuffer.wrap(event));
        long step = 0;
        boolean start = false;
        Map<String, Float> values = new TreeMap<>();
        while (in.next()) {
            switch (in.field()) {
                case 1 -> in.skip();
                case 2 -> step = in.number();
                case 3 -> {
                    if (!in.text().equals("brain.Event:2")) {
                        throw new IllegalStateException("another version");
                    }
                }
                case 5 -> summary(new ProtoReader(in.message()), values);
                case 7 -> {
                    in.skip();
                    start = true;
                }
                default -> throw new IllegalStateException("field " + in.field());
            }
        }
        long at = step;
        if (start) {
            scalars.values().forEach(points -> points.keySet().removeIf(later -> later >= at));
        }
        values.forEach((tag, value) -> scalars.computeIfAbsent(tag, any -> new TreeMap<>()).put(at, value));
    }

    private static void summary(ProtoReader in, Map<String, Float> values) {
        while (in.next()) {
            ProtoReader value = new ProtoReader(in.message());
            String tag = "";
            float scalar = Float.NaN;
            while (value.next()) {
                switch (value.field()) {
                    case 1 -> tag = value.text();
                    case 2 -> scalar = value.real();
                    default -> throw new IllegalStateException("field " + value.field());
                }
            }
            values.put(tag, scalar);
        }
    }
}
