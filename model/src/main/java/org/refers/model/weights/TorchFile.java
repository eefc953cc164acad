package org.refers.model.weights;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.refers.model.weights.TorchUnpickler.Tensor;

/**
 * A checkpoint of PyTorch 1.6 or later: a stored zip with a pickle of names and views, and the numbers in files of their
 * own. Weights may stand at its top or under one of the usual names, beside an optimizer that is passed over.
 */
final class TorchFile implements WeightFile {

    /** Names and views of a few hundred tensors are some hundred kilobytes. */
    private static final long LARGEST_PICKLE = 64L << 20;

    /** Where training programs put the weights, in the order they are looked for. */
    private static final List<String> PLACES = List.of("state_dict", "model_state_dict", "model", "module", "net");

    private final ZipFile zip;
    private final String folder;
    private final ByteOrder order;
    private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();

    private TorchFile(ZipFile zip, String folder, ByteOrder order) {
        this.zip = zip;
        this.folder = folder;
        this.order = order;
    }

    static TorchFile open(Path path) throws IOException {
        ZipFile zip = new ZipFile(path.toFile());
        try {
            ZipEntry pickle = Collections.list(zip.entries()).stream()
                    .filter(entry -> entry.getName().endsWith("/data.pkl")).findFirst()
                    .orElseThrow(
                            () -> new WeightException("the zip holds no data.pkl, so it is no PyTorch checkpoint"));
            String folder = pickle.getName().substring(0, pickle.getName().length() - "data.pkl".length());
            if (pickle.getSize() > LARGEST_PICKLE) {
                throw new WeightException(
                        "its pickle has " + pickle.getSize() + " bytes, too many for names of weights");
            }
            TorchFile file = new TorchFile(zip, folder, order(zip, folder));
            try (InputStream in = zip.getInputStream(pickle)) {
                file.collect(weights(new TorchUnpickler().read(in.readNBytes((int) LARGEST_PICKLE))));
            }
            return file;
        } catch (IOException | RuntimeException failure) {
            zip.close();
            throw failure;
        }
    }

    private static ByteOrder order(ZipFile zip, String folder) throws IOException {
        ZipEntry entry = zip.getEntry(folder + "byteorder");
        if (entry == null) {
            return ByteOrder.LITTLE_ENDIAN;
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return new String(in.readNBytes(8), StandardCharsets.US_ASCII).equals("big")
                    ? ByteOrder.BIG_ENDIAN
                    : ByteOrder.LITTLE_ENDIAN;
        }
    }

    private static Map<?, ?> weights(Object root) throws WeightException {
        if (!(root instanceof Map<?, ?> top)) {
            throw new WeightException("the checkpoint holds no dictionary of weights");
        }
        for (String place : PLACES) {
            if (top.get(place) instanceof Map<?, ?> inner && hasTensors(inner)) {
                return inner;
            }
        }
        if (!hasTensors(top)) {
            throw new WeightException("the checkpoint holds no weights at its top or under " + PLACES);
        }
        return top;
    }

    private static boolean hasTensors(Map<?, ?> map) {
        return map.values().stream().anyMatch(Tensor.class::isInstance);
    }

    private void collect(Map<?, ?> weights) {
        weights.forEach((name, value) -> {
            if (value instanceof Tensor tensor && tensor.storage().format().isPresent()) {
                tensors.put(String.valueOf(name), tensor);
            }
        });
    }

    @Override
    public String format() {
        return "PyTorch checkpoint";
    }

    @Override
    public SequencedMap<String, List<Long>> shapes() {
        SequencedMap<String, List<Long>> shapes = new LinkedHashMap<>();
        tensors.forEach((name, tensor) -> shapes.put(name, tensor.shape()));
        return shapes;
    }

    @Override
    public float[] floats(String name) throws IOException {
        Tensor tensor = tensors.get(name);
        if (tensor == null) {
            throw new WeightException("the checkpoint has no tensor " + name);
        }
        NumberFormat format = tensor.storage().format().orElseThrow();
        ByteBuffer bytes = storage(tensor, name);
        return gather(tensor, bytes, format, name);
    }

    private ByteBuffer storage(Tensor tensor, String name) throws IOException {
        ZipEntry entry = zip.getEntry(folder + "data/" + tensor.storage().key());
        if (entry == null || entry.getSize() > Integer.MAX_VALUE - 8L) {
            throw new WeightException("the numbers of " + name + " are missing, or more than can be read");
        }
        try (InputStream in = zip.getInputStream(entry)) {
            return ByteBuffer.wrap(in.readNBytes((int) entry.getSize())).order(order);
        } catch (IOException failure) {
            throw WeightException.told(failure);
        }
    }

    /** Row-major values of a view whose strides may be anything. */
    private static float[] gather(Tensor tensor, ByteBuffer bytes, NumberFormat format, String name)
            throws WeightException {
        List<Long> shape = tensor.shape();
        float[] values = new float[requireWithin(tensor, bytes.remaining() / format.bytes(), name)];
        long[] at = new long[shape.size()];
        long index = tensor.offset();
        for (int i = 0; i < values.length; i++) {
            values[i] = format.read(bytes.position(Math.toIntExact(index * format.bytes())));
            for (int axis = shape.size() - 1; axis >= 0; axis--) {
                index += tensor.strides().get(axis);
                if (++at[axis] < shape.get(axis)) {
                    break;
                }
                index -= at[axis] * tensor.strides().get(axis);
                at[axis] = 0;
            }
        }
        return values;
    }

    /** Number of values of a view, once it is sure that the storage holds all of them. */
    private static int requireWithin(Tensor tensor, long there, String name) throws WeightException {
        int elements = Shapes.elements(name, tensor.shape());
        long last = tensor.offset();
        boolean sound = tensor.offset() >= 0 && tensor.strides().size() == tensor.shape().size();
        for (int axis = 0; sound && elements > 0 && axis < tensor.shape().size(); axis++) {
            long stride = tensor.strides().get(axis);
            sound = stride >= 0 && stride <= there;
            last = Math.addExact(last, Math.multiplyExact(sound ? stride : 0, tensor.shape().get(axis) - 1));
        }
        // A view may repeat numbers, but one of weights never needs more of them than there are.
        if (!sound || elements > there || elements > 0 && last >= there) {
            throw new WeightException(name + " reaches beyond its numbers");
        }
        return elements;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
