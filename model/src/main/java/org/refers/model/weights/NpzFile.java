package org.refers.model.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/** NumPy's archive of arrays, {@code .npz}, as JAX publishes vision transformers. */
final class NpzFile implements WeightFile {

    private static final String ENDING = ".npy";
    private static final int CHUNK = 1 << 16;

    private final ZipFile zip;
    private final long size;
    private final SequencedMap<String, List<Long>> shapes = new LinkedHashMap<>();

    private NpzFile(ZipFile zip, long size) {
        this.zip = zip;
        this.size = size;
    }

    static NpzFile open(Path path) throws IOException {
        NpzFile file = new NpzFile(new ZipFile(path.toFile()), Files.size(path));
        try {
            file.readShapes();
            return file;
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private void readShapes() throws IOException {
        for (ZipEntry entry : Collections.list(zip.entries())) {
            if (entry.getName().endsWith(ENDING)) {
                String name = entry.getName().substring(0, entry.getName().length() - ENDING.length());
                try (InputStream in = zip.getInputStream(entry)) {
                    NpyHeader header = NpyHeader.read(in, name);
                    if (header.format().isPresent()) {
                        shapes.put(name, header.shape());
                    }
                }
            }
        }
    }

    @Override
    public String format() {
        return "NumPy archive";
    }

    @Override
    public SequencedMap<String, List<Long>> shapes() {
        return Collections.unmodifiableSequencedMap(shapes);
    }

    @Override
    public float[] floats(String name) throws IOException {
        ZipEntry entry = zip.getEntry(name + ENDING);
        if (entry == null) {
            throw new WeightException("the archive has no array " + name);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            NpyHeader header = NpyHeader.read(in, name);
            NumberFormat format = header.format().orElseThrow(() -> new WeightException(name
                    + " holds no real numbers"));
            requireThere(entry, Math.multiplyExact((long) Shapes.elements(name, header.shape()), format.bytes()));
            float[] values = values(in, header, format, name);
            return header.columnsFirst() ? rowsFirst(values, header.shape()) : values;
        } catch (IOException failure) {
            throw WeightException.told(failure);
        }
    }

    /** Memory is asked for only where the archive says that there is as much to fill it with. */
    private void requireThere(ZipEntry entry, long bytes) throws WeightException {
        if (ZipSizes.sound(entry, size) < bytes) {
            throw new WeightException(entry.getName() + " ends early: " + bytes + " bytes wanted, " + entry.getSize()
                    + " there");
        }
    }

    private static float[] values(InputStream in, NpyHeader header, NumberFormat format, String name)
            throws IOException {
        float[] values = new float[Shapes.elements(name, header.shape())];
        int done = 0;
        while (done < values.length) {
            int count = Math.min(CHUNK, values.length - done);
            ByteBuffer bytes = ByteBuffer.wrap(in.readNBytes(count * format.bytes())).order(header.order());
            if (bytes.remaining() != count * format.bytes()) {
                throw new WeightException(name + " ends early");
            }
            for (int i = 0; i < count; i++) {
                values[done++] = format.read(bytes);
            }
        }
        return values;
    }

    private static float[] rowsFirst(float[] columns, List<Long> shape) {
        float[] rows = new float[columns.length];
        int[] at = new int[shape.size()];
        for (float value : columns) {
            long index = 0;
            for (int axis = 0; axis < at.length; axis++) {
                index = index * shape.get(axis) + at[axis];
            }
            rows[(int) index] = value;
            for (int axis = 0; axis < at.length && ++at[axis] == shape.get(axis); axis++) {
                at[axis] = 0;
            }
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
