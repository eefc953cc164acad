package org.refers.model.weights;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.refers.model.weights.TorchUnpickler.Storage;
import org.refers.model.weights.TorchUnpickler.Tensor;

/**
 * The weights of a PyTorch checkpoint, whatever its form: names and views out of a pickle, and the numbers where
 * {@link Storages} finds them. Weights may stand at its top or under one of the usual names, beside an optimizer that is
 * passed over.
 */
final class TorchFile implements WeightFile {

    /** Where training programs put the weights, in the order they are looked for. */
    private static final List<String> PLACES = List.of("state_dict", "model_state_dict", "model", "module", "net");

    private final String format;
    private final Storages storages;
    private final SequencedMap<String, Tensor> tensors = new LinkedHashMap<>();

    private TorchFile(String format, Storages storages) {
        this.format = format;
        this.storages = storages;
    }

    /** The places where numbers lie. */
    interface Storages extends Closeable {

        /**
         * The bytes of a storage, in its byte order.
         *
         * @param name of the tensor they are wanted for, for sentences
         */
        ByteBuffer read(Storage storage, String name) throws IOException;
    }

    /** Looks through what a checkpoint's pickle made. */
    static TorchFile of(String format, Object root, Storages storages) throws WeightException {
        TorchFile file = new TorchFile(format, storages);
        file.collect(weights(root));
        return file;
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
        return format;
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
        NumberFormat numbers = tensor.storage().format().orElseThrow();
        return gather(tensor, storages.read(tensor.storage(), name), numbers, name);
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
        storages.close();
    }
}
