package org.refers.model.torch;

/**
 * How linear layers are computed in single precision on a processor. PyTorch gives them to a library that takes its slower
 * way on processors of another maker than its own; the convolutions of PyTorch's second library have no such
 * preference, and a linear layer is a convolution whose kernel has one pixel.
 *
 * @param convolvedFrom products (rows times inputs times outputs) from which a layer is a convolution: what a
 *     convolution needs beside them is worth it for large layers alone
 */
public record LinearLayers(long convolvedFrom) {

    /** Every layer is a matrix product, as PyTorch's own linear layers are. */
    public static final LinearLayers PRODUCTS = new LinearLayers(Long.MAX_VALUE);

    /** Where both took equally long: eight million products, some 500 rows of 64 values to 256. */
    public static final LinearLayers CONVOLUTIONS = new LinearLayers(1L << 23);

    /** @throws IllegalArgumentException if the number is negative */
    public LinearLayers {
        if (convolvedFrom < 0) {
            throw new IllegalArgumentException("no layer has " + convolvedFrom + " products");
        }
    }

    /** As recipes and records name it: {@code product} or {@code convolution}. */
    public String word() {
        return equals(PRODUCTS) ? "product" : "convolution";
    }
}
