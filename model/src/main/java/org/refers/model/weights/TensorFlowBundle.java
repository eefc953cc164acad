package org.refers.model.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.CRC32C;
import org.refers.model.store.ProtoReader;

/**
 * The variables of a TensorFlow checkpoint or SavedModel: an index of names, shapes and places, and one file or more of
 * numbers, each array with its checksum.
 */
final class TensorFlowBundle implements WeightFile {

    static final String INDEX = ".index";

    private static final int CHUNK = 1 << 20;
    private static final long LARGEST_INDEX = 64L << 20;

    /** TensorFlow's numbers of the types. */
    private static final Map<Long, NumberFormat> FORMATS = Map.of(1L, NumberFormat.F32, 2L, NumberFormat.F64, 14L,
            NumberFormat.BF16, 19L, NumberFormat.F16);

    private final String path;
    private int shards;
    private final SequencedMap<String, Entry> entries = new LinkedHashMap<>();

    private TensorFlowBundle(String path) {
        this.path = path;
    }

    /** Where an array lies: {@code shard} counts the files of numbers. */
    private record Entry(NumberFormat format, List<Long> shape, int shard, long offset, long size, int checksum) {
    }

    /** Opens the checkpoint that an index file, {@code NAME.index}, belongs to. */
    static TensorFlowBundle open(Path index) throws IOException {
        if (Files.size(index) > LARGEST_INDEX) {
            throw new WeightException("the index of the TensorFlow checkpoint has " + Files.size(index) + " bytes");
        }
        String name = index.toString();
        TensorFlowBundle bundle = new TensorFlowBundle(name.substring(0, name.length() - INDEX.length()));
        for (Map.Entry<String, ByteBuffer> entry : SortedTable.read(Files.readAllBytes(index)).entrySet()) {
            try {
                bundle.add(entry.getKey(), entry.getValue());
            } catch (IllegalArgumentException damaged) {
                throw new WeightException("the entry " + entry.getKey() + " of the checkpoint's index is damaged",
                        damaged);
            }
        }
        return bundle;
    }

    private void add(String name, ByteBuffer value) throws WeightException {
        if (name.isEmpty()) {
            readHead(new ProtoReader(value));
            return;
        }
        long type = 0;
        List<Long> shape = List.of();
        long shard = 0;
        long offset = 0;
        long size = 0;
        int checksum = 0;
        for (ProtoReader in = new ProtoReader(value); in.next();) {
            switch (in.field()) {
                case 1 -> type = in.number();
                case 2 -> shape = shape(in.message());
                case 3 -> shard = in.number();
                case 4 -> offset = in.number();
                case 5 -> size = in.number();
                case 6 -> checksum = in.bits();
                case 7 -> throw new WeightException(name + " is stored in slices, which are not read");
                default -> in.skip();
            }
        }
        NumberFormat format = FORMATS.get(type);
        if (format != null) {
            entries.put(name, new Entry(format, shape, Math.toIntExact(shard), offset, size, checksum));
        }
    }

    private void readHead(ProtoReader in) throws WeightException {
        while (in.next()) {
            switch (in.field()) {
                case 1 -> shards = Math.toIntExact(in.number());
                case 2 -> {
                    if (in.number() != 0) {
                        throw new WeightException(
                                "the checkpoint was written on a big-endian machine, which is not read");
                    }
                }
                default -> in.skip();
            }
        }
    }

    private static List<Long> shape(ByteBuffer message) {
        List<Long> shape = new ArrayList<>();
        for (ProtoReader in = new ProtoReader(message); in.next();) {
            if (in.field() != 2) {
                in.skip();
                continue;
            }
            // An extent of 0 is not written.
            long extent = 0;
            for (ProtoReader dimension = new ProtoReader(in.message()); dimension.next();) {
                if (dimension.field() == 1) {
                    extent = dimension.number();
                } else {
                    dimension.skip();
                }
            }
            shape.add(extent);
        }
        return shape;
    }

    @Override
    public String format() {
        return "TensorFlow checkpoint";
    }

    @Override
    public SequencedMap<String, List<Long>> shapes() {
        SequencedMap<String, List<Long>> shapes = new LinkedHashMap<>();
        entries.forEach((name, entry) -> shapes.put(name, entry.shape()));
        return shapes;
    }

    @Override
    public float[] floats(String name) throws IOException {
        Entry entry = entries.get(name);
        if (entry == null) {
            throw new WeightException("the checkpoint has no variable " + name);
        }
        int elements = Shapes.elements(name, entry.shape());
        Path file = Path.of("%s.data-%05d-of-%05d".formatted(path, entry.shard(), shards));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (entry.size() != (long) elements * entry.format().bytes() || entry.offset() < 0
                    || entry.offset() > channel.size() - entry.size()) {
                throw new WeightException(name + " reaches beyond its file");
            }
            return read(channel, entry, name);
        }
    }

    private static float[] read(FileChannel channel, Entry entry, String name) throws IOException {
        float[] values = new float[(int) (entry.size() / entry.format().bytes())];
        CRC32C sum = new CRC32C();
        ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
        int done = 0;
        for (long at = entry.offset(); at < entry.offset() + entry.size();) {
            buffer.clear().limit((int) Math.min(CHUNK, entry.offset() + entry.size() - at));
            while (buffer.hasRemaining()) {
                int count = channel.read(buffer, at);
                if (count < 0) {
                    throw new WeightException(name + " ends early");
                }
                at += count;
            }
            sum.update(buffer.flip());
            for (buffer.rewind(); buffer.hasRemaining();) {
                values[done++] = entry.format().read(buffer);
            }
        }
        if (SortedTable.mask((int) sum.getValue()) != entry.checksum()) {
            throw new WeightException("the checksum of " + name + " is wrong: the file is damaged");
        }
        return values;
    }

    @Override
    public void close() {
        // Files are open only while they are read.
    }
}
