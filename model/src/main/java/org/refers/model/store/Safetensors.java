package org.refers.model.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * An open safetensors file: names, shapes and metadata are in memory, values are read when asked for.
 *
 * <p>The file is taken as hostile. Every length is checked against the bytes that are there, sizes are multiplied
 * exactly, the tensors must tile the data without a gap or an overlap, and an unknown number format is refused by name
 * when it is read. See {@link SafetensorsWriter} for the other direction.
 *
 * @see <a href="https://huggingface.co/docs/safetensors">the format</a>
 */
public final class Safetensors implements AutoCloseable {

    private static final int CHUNK = 1 << 20;

    private final Path file;
    private final FileChannel channel;
    private final SafetensorsHeader header;

    private Safetensors(Path file, FileChannel channel, SafetensorsHeader header) {
        this.file = file;
        this.channel = channel;
        this.header = header;
    }

    /**
     * Opens a file and checks its header.
     *
     * @throws SafetensorsException if the file is no sound safetensors file
     * @throws IOException if it cannot be read
     */
    public static Safetensors open(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        try {
            return new Safetensors(file, channel, SafetensorsHeader.read(file, channel));
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    /** Starts a new file. */
    public static SafetensorsWriter writer() {
        return new SafetensorsWriter();
    }

    /** All tensors by name, in the order of their bytes. */
    public SequencedMap<String, TensorInfo> tensors() {
        return header.tensors();
    }

    /** The header's free text entries. */
    public Map<String, String> metadata() {
        return header.metadata();
    }

    /** What the header says of a tensor, if it has one of that name. */
    public Optional<TensorInfo> find(String name) {
        return Optional.ofNullable(header.tensors().get(name));
    }

    /**
     * What the header says of a tensor.
     *
     * @throws SafetensorsException if there is none of that name
     */
    public TensorInfo info(String name) throws SafetensorsException {
        return find(name).orElseThrow(() -> new SafetensorsException(file + " has no tensor " + name));
    }

    /** The values of a tensor of real numbers, row-major, as 32-bit floats (F64 is rounded). */
    public float[] floats(String name) throws IOException {
        TensorInfo info = info(name);
        float[] values = new float[length(info)];
        ElementType type = info.type();
        switch (type) {
            case F32 -> readChunks(info, (bytes, at) -> bytes.asFloatBuffer().get(values, at, bytes.remaining() / 4));
            case F64 -> readEach(info, (bytes, i) -> values[i] = (float) bytes.getDouble());
            case F16 -> readEach(info, (bytes, i) -> values[i] = Float.float16ToFloat(bytes.getShort()));
            case BF16 -> readEach(info, (bytes, i) -> values[i] = Float.intBitsToFloat(bytes.getShort() << 16));
            case I64, I32 -> throw new SafetensorsException(name + " holds " + type + ", not real numbers");
        }
        return values;
    }

    /** The values of a tensor of whole numbers, row-major. */
    public long[] longs(String name) throws IOException {
        TensorInfo info = info(name);
        long[] values = new long[length(info)];
        switch (info.type()) {
            case I64 -> readChunks(info, (bytes, at) -> bytes.asLongBuffer().get(values, at, bytes.remaining() / 8));
            case I32 -> readEach(info, (bytes, i) -> values[i] = bytes.getInt());
            default -> throw new SafetensorsException(name + " holds " + info.type() + ", not whole numbers");
        }
        return values;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private int length(TensorInfo info) throws SafetensorsException {
        if (info.elements() > Integer.MAX_VALUE - 8) {
            throw new SafetensorsException(info.name() + " has " + info.elements()
                    + " values, more than an array takes");
        }
        return (int) info.elements();
    }

    private interface ChunkReader {

        void read(ByteBuffer bytes, int firstElement);
    }

    private void readEach(TensorInfo info, ChunkReader one) throws IOException {
        readChunks(info, (bytes, first) -> {
            for (int i = first; bytes.hasRemaining(); i++) {
                one.read(bytes, i);
            }
        });
    }

    private void readChunks(TensorInfo info, ChunkReader reader) throws IOException {
        int width = info.type().bytes();
        long left = Math.multiplyExact(info.elements(), width);
        ByteBuffer buffer = ByteBuffer.allocateDirect((int) Math.min(left, CHUNK)).order(ByteOrder.LITTLE_ENDIAN);
        long position = info.offset();
        int element = 0;
        while (left > 0) {
            buffer.clear().limit((int) Math.min(left, buffer.capacity()));
            readFully(buffer, position);
            int size = buffer.flip().remaining();
            reader.read(buffer, element);
            position += size;
            left -= size;
            element += size / width;
        }
    }

    private void readFully(ByteBuffer buffer, long start) throws IOException {
        long position = start;
        while (buffer.hasRemaining()) {
            int read = channel.read(buffer, position);
            if (read < 0) {
                throw new SafetensorsException(file + " became shorter while it was read");
            }
            position += read;
        }
    }

    static List<Long> shapeOf(long[] dimensions) {
        return Arrays.stream(dimensions).boxed().toList();
    }
}
