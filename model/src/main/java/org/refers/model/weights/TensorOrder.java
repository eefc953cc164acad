package org.refers.model.weights;

import java.util.Arrays;
import java.util.List;
import org.refers.model.weights.NameRule.Order;

/** Foreign orders of values, and ours: outputs by inputs. */
final class TensorOrder {

    private TensorOrder() {
    }

    /**
     * The shape that a tensor has once its values lie as ours do; empty if its number of axes makes no sense.
     *
     * <p>JAX keeps the heads as an axis of their own, (D, heads, D/heads) or (heads, D/heads, D), which is the same values in
     * the same order as a matrix of D by D.
     *
     * @param axes number of axes of our tensor
     */
    static List<Long> shape(List<Long> found, Order order, int axes) {
        return switch (order) {
            case OURS -> axes == 1 && found.size() > 1 ? List.of(product(found)) : found;
            case HWIO -> found.size() == 4
                    ? List.of(found.get(3), found.get(2), found.get(0), found.get(1))
                    : List.of();
            case TRANSPOSED -> transposed(found);
        };
    }

    private static List<Long> transposed(List<Long> found) {
        if (found.size() == 2) {
            return found.reversed();
        }
        if (found.size() != 3) {
            return List.of();
        }
        // Which of the three is an outer axis alone is told by the square that the other two make with it.
        long first = found.get(0);
        long rest = Math.multiplyExact(found.get(1), found.get(2));
        return first == rest
                ? List.of(rest, first)
                : List.of(found.get(2), Math.multiplyExact(first, found.get(1)));
    }

    private static long product(List<Long> shape) {
        long product = 1;
        for (long extent : shape) {
            product = Math.multiplyExact(product, extent);
        }
        return product;
    }

    /** The values in our order. */
    static float[] ours(float[] values, List<Long> found, Order order) {
        return switch (order) {
            case OURS -> values;
            case TRANSPOSED -> transposed(values, Math.toIntExact(transposed(found).get(0)));
            // (height * width * inputs, outputs) is turned, then (height * width, inputs) within each output.
            case HWIO -> {
                int outputs = Math.toIntExact(found.get(3));
                int inputs = Math.toIntExact(found.get(2));
                float[] turned = transposed(values, outputs);
                int each = values.length / Math.max(1, outputs);
                for (int output = 0; output < outputs; output++) {
                    float[] one = Arrays.copyOfRange(turned, output * each, (output + 1) * each);
                    System.arraycopy(transposed(one, inputs), 0, turned, output * each, each);
                }
                yield turned;
            }
        };
    }

    /** A matrix of inputs by outputs as outputs by inputs. */
    private static float[] transposed(float[] values, int outputs) {
        float[] result = new float[values.length];
        int inputs = outputs == 0 ? 0 : values.length / outputs;
        for (int row = 0; row < inputs; row++) {
            for (int column = 0; column < outputs; column++) {
                result[column * inputs + row] = values[row * outputs + column];
            }
        }
        return result;
    }
}
