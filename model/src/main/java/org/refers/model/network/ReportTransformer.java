package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The report transformer: predicts each next token of a report from the tokens before it and the patches of the study.
 * Post-norm layers as torch's TransformerDecoderLayer, an embedding that is normalised and masked at padding, and an
 * output layer that shares the word table. Parameters are {@code report_transformer.*}.
 */
public final class ReportTransformer {

    private static final String PART = ParameterLayout.REPORT + ".";

    private final ReportConfig config;
    private final double dropout;
    private final double eps;
    private final Layers layers;

    /** Creates the decoder. */
    public ReportTransformer(NetworkConfig config, ParameterSet parameters, Kernels kernels) {
        this.config = config.report();
        this.dropout = config.regularization().report();
        this.eps = this.config.form().layerNormEps();
        this.layers = new Layers(parameters, kernels);
    }

    /**
     * Scores every next token of given reports (teacher forcing).
     *
     * @param memory patches of the studies, (B, S, U)
     * @param tokens report tokens, padded at the end, int64 (B, T)
     * @param lengths number of tokens of each report before its padding; later ones are not attended to
     * @return logits of token t+1 at t, (B, T, vocabulary)
     */
    public NDArray decode(NDArray memory, NDArray tokens, long[] lengths, Mode mode) {
        return score(memory, tokens, lengths, mode).logits();
    }

    /** Scores every next token of given reports as {@link #decode}, without multiplying the scores out. */
    public WordScores score(NDArray memory, NDArray tokens, long[] lengths, Mode mode) {
        Shape shape = tokens.getShape();
        if (shape.dimension() != 2 || shape.get(0) != lengths.length || shape.get(1) > config.maxLength()) {
            throw new IllegalArgumentException("report tokens must be (" + lengths.length + ", up to "
                    + config.maxLength() + "), not " + shape);
        }
        NDArray mask = mask(tokens.getManager(), lengths, (int) shape.get(1));
        return scores(layers.kernels().reportStates(memory, tokens, surroundings(mask), unit(mode))
                .orElseGet(() -> statesByParts(memory, tokens, mask, mode, null)));
    }

    /**
     * Where the network looks while it reads given reports: the weights of every layer's attention to the patches. The row
     * of token t belongs to the scores of token t+1.
     *
     * @param memory patches of the studies, (B, S, U)
     * @param tokens report tokens, padded at the end, int64 (B, T)
     * @param lengths number of tokens of each report before its padding; what stands in later rows means nothing
     * @return for each layer (B, H, T, S), each row summing to 1
     */
    public List<NDArray> patchAttention(NDArray memory, NDArray tokens, long[] lengths) {
        AttentionTrace trace = new AttentionTrace();
        NDArray mask = mask(tokens.getManager(), lengths, (int) tokens.getShape().get(1));
        statesByParts(memory, tokens, mask, Mode.EVALUATION, trace);
        return trace.weights();
    }

    private ReportUnit surroundings(NDArray mask) {
        NDList weights = new NDList(layers.get(PART + "word_embed.weight"), layers.get(PART + "pos_embed.weight"));
        layers.addTo(weights, PART + "embed_norm");
        layers.addTo(weights, PART + "visual_projection");
        return new ReportUnit(mask, weights, config.tokens().pad(), config.embedNormEps());
    }

    private BlockUnit unit(Mode mode) {
        NDList weights = new NDList();
        for (int i = 0; i < config.layers(); i++) {
            addAttention(weights, layer(i) + "self_attn");
            layers.addTo(weights, layer(i) + "norm1");
            addAttention(weights, layer(i) + "multihead_attn");
            for (String part : List.of("norm2", "linear1", "linear2", "norm3")) {
                layers.addTo(weights, layer(i) + part);
            }
        }
        return new BlockUnit(weights, config.heads(), config.form(), dropout, mode);
    }

    private void addAttention(NDList weights, String name) {
        weights.add(layers.get(name + ".in_proj_weight"));
        weights.add(layers.get(name + ".in_proj_bias"));
        layers.addTo(weights, name + ".out_proj");
    }

    private NDArray statesByParts(NDArray memory, NDArray tokens, NDArray mask, Mode mode,
            @Nullable AttentionTrace trace) {
        NDArray x = embed(tokens, 0, mode);
        NDArray projected = project(memory);
        for (int i = 0; i < config.layers(); i++) {
            String layer = layer(i);
            NDArray attended = selfAttention(layer, x, mask, mode);
            x = rest(layer, x, attended, memoryHeads(layer, projected), mode, trace);
        }
        return x;
    }

    /** Keys and values that the next step of a beam search needs of the steps before it. */
    static final class Cache {

        private final List<NDList> memory = new ArrayList<>();
        private final List<@Nullable NDList> past = new ArrayList<>();

        /** Keeps the given rows, in the given order: the beams that live on. */
        void select(NDArray rows) {
            past.replaceAll(pair -> pair == null ? null : pick(pair, rows));
        }

        private static NDList pick(NDList pair, NDArray rows) {
            NDList picked = new NDList(2);
            for (NDArray array : pair) {
                Shape shape = array.getShape();
                NDArray flat = array.reshape(shape.get(0), -1);
                picked.add(Layers.rows(flat, rows).reshape(rows.getShape().get(0), shape.get(1), shape.get(2),
                        shape.get(3)));
            }
            return picked;
        }
    }

    /** Prepares step by step decoding; the memory (B, S, U) is projected once, each row repeated for its beams. */
    Cache cache(NDArray memory, int beams) {
        Cache cache = new Cache();
        NDArray projected = project(memory);
        for (int i = 0; i < config.layers(); i++) {
            NDList heads = new NDList(2);
            for (NDArray array : memoryHeads(layer(i), projected)) {
                heads.add(array.repeat(0, beams));
            }
            cache.memory.add(heads);
            cache.past.add(null);
        }
        return cache;
    }

    /**
     * Scores the token after the one at {@code position}.
     *
     * @param tokens the tokens at that position, int64 (rows, 1)
     * @return logits, (rows, vocabulary)
     */
    NDArray step(Cache cache, NDArray tokens, int position) {
        NDArray x = embed(tokens, position, Mode.EVALUATION);
        for (int i = 0; i < config.layers(); i++) {
            String layer = layer(i);
            NDList heads = selfHeads(layer, x);
            NDList past = cache.past.get(i);
            NDArray keys = past == null ? heads.get(1) : past.get(0).concat(heads.get(1), 2);
            NDArray values = past == null ? heads.get(2) : past.get(1).concat(heads.get(2), 2);
            cache.past.set(i, new NDList(keys, values));
            NDArray attended = attend(layer + "self_attn", heads.get(0), keys, values, null, Mode.EVALUATION);
            x = rest(layer, x, attended, cache.memory.get(i), Mode.EVALUATION, null);
        }
        return scores(x).logits().squeeze(1);
    }

    private static String layer(int index) {
        return PART + "layers." + index + ".";
    }

    private NDArray project(NDArray memory) {
        return layers.linear(PART + "visual_projection", memory);
    }

    private NDArray embed(NDArray tokens, int firstPosition, Mode mode) {
        long length = tokens.getShape().get(1);
        NDArray words = Layers.rows(layers.get(PART + "word_embed.weight"), tokens);
        NDArray positions = tokens.getManager().arange(firstPosition, firstPosition + (float) length)
                .toType(tokens.getDataType(), false);
        NDArray sum = words.add(Layers.rows(layers.get(PART + "pos_embed.weight"), positions));
        NDArray normed = layers.norm(PART + "embed_norm", sum, config.embedNormEps());
        NDArray real = tokens.neq(config.tokens().pad()).toType(normed.getDataType(), false).expandDims(2);
        return Layers.dropout(normed, dropout, mode).mul(real);
    }

    /** 0 where token t may look at token s, minus infinity where s comes later or lies behind the report's end. */
    private static NDArray mask(NDManager manager, long[] lengths, int length) {
        float[] values = new float[Math.multiplyExact(lengths.length, length * length)];
        for (int row = 0; row < lengths.length; row++) {
            for (int t = 0; t < length; t++) {
                int from = row * length * length + t * length;
                int allowed = (int) Math.min(t + 1L, Math.max(lengths[row], 1));
                Arrays.fill(values, from + allowed, from + length, Float.NEGATIVE_INFINITY);
            }
        }
        return manager.create(values, new Shape(lengths.length, 1, length, length));
    }

    private NDList selfHeads(String layer, NDArray x) {
        return layers.packedHeads(x, layer + "self_attn.in_proj_weight", layer + "self_attn.in_proj_bias",
                config.heads());
    }

    private NDArray selfAttention(String layer, NDArray x, NDArray mask, Mode mode) {
        NDList heads = selfHeads(layer, x);
        return attend(layer + "self_attn", heads.get(0), heads.get(1), heads.get(2), mask, mode);
    }

    private NDArray attend(String name, NDArray query, NDArray key, NDArray value, @Nullable NDArray mask, Mode mode) {
        double rate = mode == Mode.TRAINING ? dropout : 0;
        NDArray mixed = layers.kernels().attention(query, key, value, mask, rate);
        return layers.linear(name + ".out_proj", layers.kernels().mergeHeads(mixed));
    }

    /** Keys and values of the memory for a layer's cross attention. */
    private NDList memoryHeads(String layer, NDArray projected) {
        String name = layer + "multihead_attn.";
        long width = config.width();
        NDArray weight = layers.get(name + "in_proj_weight").split(new long[]{width}, 0).get(1);
        NDArray bias = layers.get(name + "in_proj_bias").split(new long[]{width}, 0).get(1);
        return layers.kernels().splitHeads(Layers.linear(projected, weight, bias), 2, config.heads());
    }

    /** A layer after its self attention: h = LN(h + SA); h = LN(h + CA(h, memory)); h = LN(h + FF(h)). */
    private NDArray rest(String layer, NDArray x, NDArray attended, NDList memory, Mode mode,
            @Nullable AttentionTrace trace) {
        NDArray h = layers.norm(layer + "norm1", x.add(Layers.dropout(attended, dropout, mode)), eps);
        String cross = layer + "multihead_attn";
        long width = config.width();
        NDArray query = layers.heads(h, layers.get(cross + ".in_proj_weight").split(new long[]{width}, 0).get(0),
                layers.get(cross + ".in_proj_bias").split(new long[]{width}, 0).get(0), config.heads());
        if (trace != null) {
            trace.add(EagerKernels.weights(query, memory.get(0), null));
        }
        NDArray seen = attend(cross, query, memory.get(0), memory.get(1), null, mode);
        h = layers.norm(layer + "norm2", h.add(Layers.dropout(seen, dropout, mode)), eps);
        NDArray hidden = config.form().activation().apply(layers.linear(layer + "linear1", h));
        NDArray out = layers.linear(layer + "linear2", Layers.dropout(hidden, dropout, mode));
        return layers.norm(layer + "norm3", h.add(Layers.dropout(out, dropout, mode)), eps);
    }

    private WordScores scores(NDArray states) {
        return new WordScores(states, layers.get(PART + "word_embed.weight"), layers.get(PART + "output_bias"));
    }
}
