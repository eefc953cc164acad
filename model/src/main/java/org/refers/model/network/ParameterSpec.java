package org.refers.model.network;

import java.util.List;

/**
 * Name, shape and starting values of one parameter.
 *
 * @param name as timm, Hugging Face or torch call it
 * @param shape extents, outermost first
 * @param start how it is filled before training
 */
public record ParameterSpec(String name, List<Long> shape, Start start) {

    /** How a parameter is filled before training; {@link Initializer} gives the reasons. */
    public enum Start {
        ZERO,
        ONE,
        /** Uniform within +-sqrt(6 / (inputs + outputs)). */
        XAVIER,
        /** The same for three square matrices that lie on top of each other: query, key, value. */
        XAVIER_THIRDS,
        /** Sines and cosines of a patch's row and column, (1, N, D) on a square grid. */
        SINE_GRID,
        /** Normal with deviation 0.02. */
        NORMAL,
        /** The same, and row 0, the padding token, zero. */
        NORMAL_PADDED,
        /** No parameter but a fixed tensor that is stored with the network; starts at zero. */
        BUFFER
    }

    /** Creates an entry; the shape is copied. */
    public ParameterSpec {
        shape = List.copyOf(shape);
    }

    /**
     * How many linear maps between features lie on top of each other in this parameter: 3 where query, key and value are
     * packed, 1 for other matrices and for the patch projection, 0 for vectors, for tables that are read by row, for the
     * classifier, whose rows are findings, and for the fusion, whose rows are views. Optimizers of matrices act on each map.
     */
    public int linearMaps() {
        boolean weight = name.endsWith("weight") && shape.size() > 1;
        if (!weight || isIn(ParameterLayout.CLASSIFIER) || isIn(ParameterLayout.FUSION) || isTable()) {
            return 0;
        }
        return name.contains(".qkv.") || name.endsWith("in_proj_weight") ? 3 : 1;
    }

    private boolean isIn(String part) {
        return name.startsWith(part + ".");
    }

    private boolean isTable() {
        return name.contains(".embeddings.") || name.endsWith("word_embed.weight") || name.endsWith("pos_embed.weight");
    }

    /** Number of elements. */
    public long elements() {
        long elements = 1;
        for (long extent : shape) {
            elements = Math.multiplyExact(elements, extent);
        }
        return elements;
    }

    /** The extents as an array. */
    public long[] dimensions() {
        return shape.stream().mapToLong(Long::longValue).toArray();
    }
}
