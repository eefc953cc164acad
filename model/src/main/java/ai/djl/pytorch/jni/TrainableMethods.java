package ai.djl.pytorch.jni;

import ai.djl.pytorch.engine.PtSymbolBlock;
import java.util.Arrays;

/**
 * Runs a method of a TorchScript module so that gradients can flow through it. DJL's own {@link IValueUtils#runMethod}
 * takes any arguments but always switches to inference mode, whose results can never be part of a gradient.
 */
public final class TrainableMethods {

    private TrainableMethods() {
    }

    /** Runs a method; the caller closes the arguments and the result. */
    public static IValue run(PtSymbolBlock module, String method, IValue... arguments) {
        long[] handles = Arrays.stream(arguments).mapToLong(IValue::getHandle).toArray();
        return new IValue(PyTorchLibrary.LIB.moduleRunMethod(module.getHandle(), method, handles, true, false));
    }

    /** Turns the rewriting of graphs on the present thread on or off; it costs more than it saves on short methods. */
    public static void setGraphOptimizer(boolean enabled) {
        JniUtils.setGraphExecutorOptimize(enabled);
    }
}
