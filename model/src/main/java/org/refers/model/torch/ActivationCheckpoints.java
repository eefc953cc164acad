package org.refers.model.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * Rows of blocks that keep only the input of each block. {@link #run} computes them without recording; the output is
 * where the recorded part of the loss begins. After its backward pass {@link #backward} takes the row from its end: each
 * block is computed again, recorded this time, and passes its gradient on to the one before.
 *
 * <p>What a block drops at random follows from a seed of its own, so that the second time drops the same.
 */
final class ActivationCheckpoints {

    private final ToLongFunction<NDArray> draw;
    private final Deque<Row> rows = new ArrayDeque<>();

    /** Creates the store; {@code draw} gives a number from the engine's random stream. */
    ActivationCheckpoints(ToLongFunction<NDArray> draw) {
        this.draw = draw;
    }

    /** One block of a row. */
    interface Block {

        /** Computes block {@code index} of (B, T, D). */
        NDArray apply(NDArray tokens, int index);
    }

    /**
     * A row of blocks.
     *
     * @param start what came in, with the graph behind it
     * @param inputs what each block was given, without a graph
     * @param seeds each block's seed, none where nothing is drawn
     * @param end what came out
     */
    private record Row(NDArray start, List<NDArray> inputs, List<Integer> seeds, NDArray end, Block block) {
    }

    /**
     * Computes blocks, one after the other.
     *
     * @param tokens (B, T, D)
     * @param count blocks
     * @param draws whether a block draws random numbers
     * @return (B, T, D)
     */
    NDArray run(NDArray tokens, int count, boolean draws, Block block) {
        List<NDArray> inputs = new ArrayList<>();
        List<Integer> seeds = new ArrayList<>();
        NDArray end = InputGradient.without(() -> {
            NDArray x = tokens.duplicate();
            for (int i = 0; i < count; i++) {
                inputs.add(x);
                if (draws) {
                    seeds.add((int) draw.applyAsLong(tokens));
                    Engine.getInstance().setRandomSeed(seeds.getLast());
                }
                x = block.apply(x, i);
            }
            return x;
        });
        end.setRequiresGradient(true);
        rows.push(new Row(tokens, inputs, seeds, end, block));
        return end;
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    /** Takes gradients from the ends of all rows through their blocks into the parameters and what came before. */
    void backward() {
        while (!rows.isEmpty()) {
            backward(rows.pop());
        }
    }

    private void backward(Row row) {
        int after = row.seeds.isEmpty() ? 0 : (int) draw.applyAsLong(row.start);
        NDArray gradient = row.end.getGradient();
        for (int i = row.inputs.size() - 1; i >= 0; i--) {
            gradient = throughBlock(row, i, gradient);
        }
        // Without a graph nothing before the blocks learns. The engine's own question is of leaves alone.
        if (!JniUtils.getGradientFunctionNames((PtNDArray) row.start).isEmpty()) {
            JniUtils.backward((PtNDArray) row.start, (PtNDArray) gradient, false, false);
        }
        gradient.close();
        if (!row.seeds.isEmpty()) {
            // The stream goes on: the next micro batch must not drop what this one's second block dropped.
            Engine.getInstance().setRandomSeed(after);
        }
    }

    private static NDArray throughBlock(Row row, int index, NDArray gradient) {
        NDArray input = row.inputs.get(index);
        NDArray passed;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            if (!row.seeds.isEmpty()) {
                Engine.getInstance().setRandomSeed(row.seeds.get(index));
            }
            input.setRequiresGradient(true);
            NDArray output = row.block.apply(input, index);
            JniUtils.backward((PtNDArray) output, (PtNDArray) gradient, false, false);
            passed = input.getGradient();
            NDScope.unregister(passed);
        }
        gradient.close();
        input.close();
        return passed;
    }

    /** Drops all rows; their tensors belong to the scope of the step. */
    void clear() {
        rows.clear();
    }
}
