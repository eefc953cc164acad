package org.refers.model.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Writes a TensorFlow checkpoint of 32-bit floats. */
final class TensorFlowFixture {

    private TensorFlowFixture() {
    }

    static Path write(Path folder, String name, Map<String, byte[]> numbers, Map<String, List<Long>> shapes)
            throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        entry(block, "", new byte[]{8, 1, 26, 2, 8, 1});
        for (Map.Entry<String, byte[]> one : new TreeMap<>(numbers).entrySet()) {
            ByteArrayOutputStream shape = new ByteArrayOutputStream();
            for (long extent : shapes.get(one.getKey())) {
                ByteArrayOutputStream size = new ByteArrayOutputStream();
                size.write(8);
                varint(size, extent);
                message(shape, 0x12, size.toByteArray());
            }
            ByteArrayOutputStream value = new ByteArrayOutputStream();
            value.writeBytes(new byte[]{8, 1});
            message(value, 0x12, shape.toByteArray());
            value.write(0x20);
            varint(value, data.size());
            value.write(0x28);
            varint(value, one.getValue().length);
            value.write(0x35);
            value.writeBytes(fixed(SortedTable.checksum(ByteBuffer.wrap(one.getValue()))));
            entry(block, one.getKey(), value.toByteArray());
            data.writeBytes(one.getValue());
        }
        Files.write(folder.resolve(name + ".data-00000-of-00001"), data.toByteArray());
        return Files.write(folder.resolve(name + ".index"), table(block));
    }

    private static byte[] table(ByteArrayOutputStream block) {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        byte[] first = close(block);
        table.writeBytes(first);
        ByteArrayOutputStream where = new ByteArrayOutputStream();
        varint(where, 0);
        varint(where, first.length - 5);
        ByteArrayOutputStream index = new ByteArrayOutputStream();
        entry(index, "z", where.toByteArray());
        byte[] second = close(index);
        table.writeBytes(second);
        ByteArrayOutputStream footer = new ByteArrayOutputStream();
        varint(footer, 0);
        varint(footer, 0);
        varint(footer, first.length);
        varint(footer, second.length - 5);
        footer.writeBytes(new byte[40 - footer.size()]);
        table.writeBytes(footer.toByteArray());
        table.writeBytes(ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0xdb4775248b80fb57L).array());
        return table.toByteArray();
    }

    /** Restarts (one, at 0), no compression, checksum. */
    private static byte[] close(ByteArrayOutputStream entries) {
        entries.writeBytes(fixed(0));
        entries.writeBytes(fixed(1));
        entries.write(0);
        int sum = SortedTable.checksum(ByteBuffer.wrap(entries.toByteArray()));
        entries.writeBytes(fixed(sum));
        return entries.toByteArray();
    }

    private static void entry(ByteArrayOutputStream out, String key, byte[] value) {
        byte[] own = key.getBytes(StandardCharsets.UTF_8);
        varint(out, 0);
        varint(out, own.length);
        varint(out, value.length);
        out.writeBytes(own);
        out.writeBytes(value);
    }

    private static void message(ByteArrayOutputStream out, int tag, byte[] content) {
        out.write(tag);
        varint(out, content.length);
        out.writeBytes(content);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long left = value;
        while (left > 0x7f) {
            out.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    private static byte[] fixed(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }
}
