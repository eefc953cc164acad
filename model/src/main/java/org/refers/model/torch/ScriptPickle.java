package org.refers.model.torch;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Writes the pickle of a TorchScript module, protocol 2: instances of script classes, tensors as views on numbered
 * storages, and plain attributes. The storages themselves are files of the archive; {@link #tensors()} lists them.
 */
final class ScriptPickle {

    private static final char MARK = '(';
    private static final char TUPLE = 't';
    private static final char REDUCE = 'R';

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final List<ScriptTensor> tensors = new ArrayList<>();

    private ScriptPickle() {
    }

    /** The pickle that makes one module. */
    static ScriptPickle of(ScriptModule root) {
        ScriptPickle pickle = new ScriptPickle();
        pickle.bytes.write(0x80);
        pickle.bytes.write(2);
        pickle.module(root);
        pickle.op('.');
        return pickle;
    }

    /** The pickle of an empty tuple: an archive's table of constants. */
    static byte[] emptyTuple() {
        return new byte[]{(byte) 0x80, 2, ')', '.'};
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** The tensors in the order of their storages' numbers. */
    List<ScriptTensor> tensors() {
        return List.copyOf(tensors);
    }

    void module(ScriptModule module) {
        global("__torch__", module.type());
        op(')');
        bytes.write(0x81);
        op('}');
        op(MARK);
        module.attributes().forEach((name, value) -> {
            text(name);
            value.writeTo(this);
        });
        op('u');
        op('b');
    }

    /** A view that covers its storage: row-major, for reading; who wants to train on asks for gradients. */
    void tensor(ScriptTensor tensor) {
        global("torch._utils", "_rebuild_tensor_v2");
        op(MARK);
        op(MARK);
        text("storage");
        global("torch", "FloatStorage");
        text(Integer.toString(tensors.size()));
        text("cpu");
        whole(tensor.elements());
        op(TUPLE);
        op('Q');
        whole(0);
        extents(tensor.shape());
        extents(strides(tensor.shape()));
        truth(false);
        global("collections", "OrderedDict");
        op(')');
        op(REDUCE);
        op(TUPLE);
        op(REDUCE);
        tensors.add(tensor);
    }

    private void extents(List<Long> extents) {
        op(MARK);
        extents.forEach(this::whole);
        op(TUPLE);
    }

    private static List<Long> strides(List<Long> shape) {
        Long[] strides = new Long[shape.size()];
        long stride = 1;
        for (int axis = strides.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride = Math.multiplyExact(stride, shape.get(axis));
        }
        return Arrays.asList(strides);
    }

    void truth(boolean value) {
        bytes.write(value ? 0x88 : 0x89);
    }

    void whole(long value) {
        op('J');
        bytes.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(Math.toIntExact(value)).array());
    }

    void real(double value) {
        op('G');
        bytes.writeBytes(ByteBuffer.allocate(8).putDouble(value).array());
    }

    void text(String value) {
        byte[] encoded = value.getBytes(StandardCharsets.UTF_8);
        op('X');
        bytes.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(encoded.length).array());
        bytes.writeBytes(encoded);
    }

    void texts(List<String> values) {
        global("torch.jit._pickle", "restore_type_tag");
        op(MARK);
        list(() -> values.forEach(this::text));
        text("List[str]");
        op(TUPLE);
        op(REDUCE);
    }

    void reals(List<Double> values) {
        global("torch.jit._pickle", "build_doublelist");
        op(MARK);
        list(() -> values.forEach(this::real));
        op(TUPLE);
        op(REDUCE);
    }

    private void list(Runnable content) {
        op(']');
        op(MARK);
        content.run();
        op('e');
    }

    private void global(String module, String name) {
        op('c');
        bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private void op(char opcode) {
        bytes.write(opcode);
    }
}
