package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;

/**
 * BERT as Hugging Face's BertModel computes it: embeddings of word, position and segment, post-norm layers, and the
 * pooler, a tanh layer on the first token. Parameters are {@code text_encoder.*}.
 */
public final class TextEncoder {

    private static final String PART = ParameterLayout.TEXT + ".";

    /** What a masked key adds to its score: the lowest float, so that a row without any key stays finite. */
    private static final float MASKED = -Float.MAX_VALUE;

    private final TextConfig config;
    private final double dropout;
    private final double eps;
    private final Layers layers;

    /** Creates the encoder. */
    public TextEncoder(NetworkConfig config, ParameterSet parameters, Kernels kernels) {
        this.config = config.text();
        this.dropout = config.regularization().text();
        this.eps = this.config.form().layerNormEps();
        this.layers = new Layers(parameters, kernels);
    }

    /**
     * Encodes texts.
     *
     * @param ids tokens, int64 (B, L)
     * @param mask 1 at tokens, 0 at padding, int64 (B, L)
     * @return the last hidden state, (B, L, hidden)
     */
    public NDArray encode(NDArray ids, NDArray mask, Mode mode) {
        Shape shape = ids.getShape();
        if (shape.dimension() != 2 || !shape.equals(mask.getShape()) || shape.get(1) > config.maxPositions()) {
            throw new IllegalArgumentException("text ids " + shape + " and mask " + mask.getShape()
                    + " must be equal (B, L) with L at most " + config.maxPositions());
        }
        NDArray x = embed(ids, mode);
        NDArray bias = mask.toType(DataType.FLOAT32, false).mul(-1).add(1).mul(MASKED).expandDims(1).expandDims(1);
        Optional<NDArray> inOneGo = layers.kernels().postNormLayers(x, bias, unit(mode));
        if (inOneGo.isPresent()) {
            return inOneGo.get();
        }
        for (int i = 0; i < config.layers(); i++) {
            x = layer(PART + "encoder.layer." + i + ".", x, bias, mode);
        }
        return x;
    }

    private BlockUnit unit(Mode mode) {
        NDList weights = new NDList();
        for (int i = 0; i < config.layers(); i++) {
            for (String part : List.of("attention.self.query", "attention.self.key", "attention.self.value",
                    "attention.output.dense", "attention.output.LayerNorm", "intermediate.dense", "output.dense",
                    "output.LayerNorm")) {
                layers.addTo(weights, PART + "encoder.layer." + i + "." + part);
            }
        }
        return new BlockUnit(weights, config.heads(), config.form(), dropout, mode);
    }

    /** The pooled output of encoded texts, (B, L, hidden) to (B, hidden). */
    public NDArray pool(NDArray hidden) {
        NDArray first = hidden.split(new long[]{1}, 1).get(0).squeeze(1);
        return layers.linear(PART + "pooler.dense", first).tanh();
    }

    private NDArray embed(NDArray ids, Mode mode) {
        String embeddings = PART + "embeddings.";
        long length = ids.getShape().get(1);
        NDArray words = Layers.rows(layers.get(embeddings + "word_embeddings.weight"), ids);
        NDArray positions = firstRows(layers.get(embeddings + "position_embeddings.weight"), length);
        NDArray segment = firstRows(layers.get(embeddings + "token_type_embeddings.weight"), 1);
        NDArray normed = layers.norm(embeddings + "LayerNorm", words.add(segment).add(positions), eps);
        return Layers.dropout(normed, dropout, mode);
    }

    private static NDArray firstRows(NDArray table, long rows) {
        return table.getShape().get(0) == rows ? table : table.split(new long[]{rows}, 0).get(0);
    }

    private NDArray layer(String name, NDArray x, NDArray mask, Mode mode) {
        NDArray attended = layers.linear(name + "attention.output.dense", attention(name + "attention.self.", x, mask,
                mode));
        NDArray middle = layers.norm(name + "attention.output.LayerNorm",
                Layers.dropout(attended, dropout, mode).add(x), eps);
        NDArray hidden = config.form().activation().apply(layers.linear(name + "intermediate.dense", middle));
        NDArray out = Layers.dropout(layers.linear(name + "output.dense", hidden), dropout, mode);
        return layers.norm(name + "output.LayerNorm", out.add(middle), eps);
    }

    private NDArray attention(String name, NDArray x, NDArray mask, Mode mode) {
        NDArray query = heads(name + "query", x);
        NDArray key = heads(name + "key", x);
        NDArray value = heads(name + "value", x);
        double rate = mode == Mode.TRAINING ? dropout : 0;
        return layers.kernels().mergeHeads(layers.kernels().attention(query, key, value, mask, rate));
    }

    private NDArray heads(String name, NDArray x) {
        return layers.heads(x, layers.get(name + ".weight"), layers.get(name + ".bias"), config.heads());
    }
}
