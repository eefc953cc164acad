package org.refers.model.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.pytorch.jni.TrainableMethods;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A way to operators of PyTorch that DJL does not offer: a small TorchScript module, written when it is opened and
 * loaded into the engine, whose methods are called by name. It lives as long as the manager it was opened with.
 */
final class TorchBridge {

    /** Parts of the module's source, in the order in which they are put together. */
    private static final List<String> PARTS = List.of("module", "attention", "radiograph", "text", "report", "losses",
            "pictures", "updates");

    private final PtNDManager manager;
    private final PtSymbolBlock module;

    private TorchBridge(PtNDManager manager, PtSymbolBlock module) {
        this.manager = manager;
        this.module = module;
    }

    /**
     * Loads the module.
     *
     * @param linear how its linear layers are computed on a processor
     * @throws IOException if the engine does not take it
     */
    static TorchBridge open(NDManager manager, LinearLayers linear) throws IOException {
        if (!(manager instanceof PtNDManager torch)) {
            throw new IOException("the engine is not PyTorch");
        }
        try {
            byte[] archive = new ScriptArchive("bridge", source(linear), new ScriptModule("Bridge")).toBytes();
            return new TorchBridge(torch, JniUtils.loadModule(torch, new ByteArrayInputStream(archive), false, false));
        } catch (RuntimeException | UnsatisfiedLinkError refused) {
            throw new IOException("the engine does not take the bridge module: " + refused.getMessage(), refused);
        }
    }

    private static String source(LinearLayers linear) throws IOException {
        StringBuilder source = new StringBuilder();
        for (String part : PARTS) {
            String file = "bridge/" + part + ".py";
            try (InputStream stream = TorchBridge.class.getResourceAsStream(file)) {
                if (stream == null) {
                    throw new IOException(file + " is missing in the program");
                }
                source.append(new String(stream.readAllBytes(), StandardCharsets.US_ASCII));
            }
        }
        return source.toString().replace("CONVOLVED_FROM", Long.toString(linear.convolvedFrom()));
    }

    /** What the module lives in. */
    PtNDManager manager() {
        return manager;
    }

    /**
     * Calls a method that gives a tensor.
     *
     * @param owner the tensor whose manager the result goes to
     */
    NDArray call(String method, NDArray owner, IValue... arguments) {
        return callFor(owner.getManager(), method, arguments);
    }

    /** Calls a method that gives a tensor, which goes to a manager. */
    NDArray callFor(NDManager owner, String method, IValue... arguments) {
        try (IValue result = run(method, null, arguments)) {
            return result.toTensor((PtNDManager) owner);
        }
    }

    /**
     * Calls a method.
     *
     * @param kept an argument that is not closed, if there is one; all others are
     * @return what the caller closes
     */
    IValue run(String method, @Nullable IValue kept, IValue... arguments) {
        try {
            return TrainableMethods.run(module, method, arguments);
        } finally {
            for (IValue argument : arguments) {
                if (argument != kept) {
                    argument.close();
                }
            }
        }
    }

    /** Calls a method that changes its arguments in place; what it returns is not wanted. */
    void update(String method, IValue... arguments) {
        try (IValue result = run(method, null, arguments)) {
            assert result.isTensor();
        }
    }

    static IValue tensor(NDArray array) {
        return IValue.from((PtNDArray) array);
    }

    static IValue tensors(NDList list) {
        PtNDArray[] arrays = new PtNDArray[list.size()];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = (PtNDArray) list.get(i);
        }
        return IValue.listFrom(arrays);
    }
}
