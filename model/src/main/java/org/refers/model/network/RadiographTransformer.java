package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The radiograph transformer: patches and an aggregation token through pre-norm blocks,
 * {@code x = x + MSA(LN(x)); x = x + MLP(LN(x))}, and a final layer normalisation.
 *
 * <p>{@link #encode(NDArray, Mode)} does all of it. Explanations take it apart: {@link #embedPatches} gives the tensor
 * that gradient x input differentiates by, {@link #runBlocks} can stop before a block, {@link #normalizeFor} and
 * {@link #finishBlock} give the normalised tokens of a block as a tensor of their own.
 */
public final class RadiographTransformer {

    private static final String PART = ParameterLayout.RADIOGRAPH + ".";

    /** Layers of a block with a weight and a bias each, in the order of the unit. */
    private static final List<String> BLOCK = List.of("norm1", "attn.qkv", "attn.proj", "norm2", "mlp.fc1", "mlp.fc2");

    private final RadiographConfig config;
    private final double dropout;
    private final double eps;
    private final boolean meanImage;
    private final Layers layers;
    // Put together once: looking up each name in each step took a fiftieth of a small one.
    private final NDList blockWeights = new NDList();
    private final PatchUnit patches;

    /** Creates the transformer over parameters that hold {@code radiograph_transformer.*}. */
    public RadiographTransformer(NetworkConfig config, ParameterSet parameters, Kernels kernels) {
        this.config = config.radiograph();
        this.dropout = config.regularization().radiograph();
        this.eps = this.config.form().layerNormEps();
        this.layers = new Layers(parameters, kernels);
        this.meanImage = config.pixels().meanImage();
        for (int block = 0; block < this.config.depth(); block++) {
            for (String layer : BLOCK) {
                layers.addTo(blockWeights, block(block) + layer);
            }
        }
        this.patches = surroundings();
    }

    /** Sizes of the transformer. */
    public RadiographConfig config() {
        return config;
    }

    /**
     * Encodes radiographs.
     *
     * @param images normalised pixels, (I, C, S, S)
     * @return tokens after the final normalisation, aggregation token first, (I, 1+N, D)
     */
    public NDArray encode(NDArray images, Mode mode) {
        NDArray centred = centred(images);
        return layers.kernels().radiographTokens(centred, patches, unit(0, config.depth(), mode))
                .orElseGet(() -> encodePatches(project(patchPixels(centred)), mode));
    }

    private PatchUnit surroundings() {
        NDList weights = new NDList();
        layers.addTo(weights, PART + "patch_embed.proj");
        weights.add(layers.get(PART + "pos_embed"));
        weights.add(layers.get(PART + "cls_token"));
        layers.addTo(weights, PART + "norm");
        if (config.position() == PositionMode.CONCAT) {
            layers.addTo(weights, PART + "pos_merge");
        }
        return new PatchUnit(weights, config.grid());
    }

    /**
     * Encodes radiographs of which only some patches are seen; the positions of those stay theirs.
     *
     * @param images normalised pixels, (I, C, S, S)
     * @param kept indices of the kept patches, 0 to N-1, int64 (I, M)
     * @return tokens, (I, 1+M, D)
     */
    public NDArray encodeKept(NDArray images, NDArray kept, Mode mode) {
        long count = images.getShape().get(0);
        long keptPatches = kept.getShape().get(1);
        NDArray pixels = patchPixels(centred(images)).reshape(count * config.patches(), config.patchValues());
        NDArray offsets = images.getManager().arange(0f, count).mul(config.patches()).toType(kept.getDataType(), false)
                .reshape(count, 1);
        NDArray seen = Layers.rows(pixels, kept.add(offsets)).reshape(count, keptPatches, config.patchValues());
        return finish(runBlocks(withPositions(project(seen), kept, mode), 0, config.depth(), mode, null));
    }

    /**
     * Encodes patch embeddings; gradients reach them.
     *
     * @param embeddings as {@link #embedPatches} gives them, (I, N, D)
     * @return tokens after the final normalisation, (I, 1+N, D)
     */
    public NDArray encodePatches(NDArray embeddings, Mode mode) {
        return finish(runBlocks(addPositions(embeddings, mode), 0, config.depth(), mode, null));
    }

    /** Patch embeddings before their positions, (I, C, S, S) to (I, N, D). */
    public NDArray embedPatches(NDArray images) {
        return project(patchPixels(centred(images)));
    }

    /** Patch embeddings with positions, behind the aggregation token: (I, N, D) to (I, 1+N, D). */
    public NDArray addPositions(NDArray embeddings, Mode mode) {
        return withPositions(embeddings, null, mode);
    }

    /**
     * Runs some of the blocks.
     *
     * @param tokens (I, T, D)
     * @param from first block, from 0
     * @param to the block before which to stop
     * @param trace receives the attention weights, if given
     * @return (I, T, D)
     */
    public NDArray runBlocks(NDArray tokens, int from, int to, Mode mode, @Nullable AttentionTrace trace) {
        Optional<NDArray> inOneGo = trace == null && from < to
                ? layers.kernels().preNormBlocks(tokens, unit(from, to, mode))
                : Optional.empty();
        if (inOneGo.isPresent()) {
            return inOneGo.get();
        }
        NDArray x = tokens;
        for (int block = from; block < to; block++) {
            x = finishBlock(block, x, normalizeFor(block, x), mode, trace);
        }
        return x;
    }

    private BlockUnit unit(int from, int to, Mode mode) {
        BlockUnit whole = new BlockUnit(blockWeights, config.heads(), config.form(), dropout, mode);
        return from == 0 && to == config.depth() ? whole : whole.part(from, to, 2 * BLOCK.size());
    }

    /** The tokens as block {@code block} normalises them for its attention, (I, T, D). */
    public NDArray normalizeFor(int block, NDArray tokens) {
        return layers.norm(block(block) + "norm1", tokens, eps);
    }

    /**
     * A block from its normalised tokens on.
     *
     * @param tokens the block's input, for the residual branch
     * @param normalized what {@link #normalizeFor} made of it, or a copy that collects gradients
     */
    public NDArray finishBlock(int block, NDArray tokens, NDArray normalized, Mode mode,
            @Nullable AttentionTrace trace) {
        String name = block(block);
        NDArray x = tokens.add(attention(name, normalized, trace));
        return x.add(perceptron(name, layers.norm(name + "norm2", x, eps), mode));
    }

    /** The final layer normalisation. */
    public NDArray finish(NDArray tokens) {
        return layers.norm(PART + "norm", tokens, eps);
    }

    private static String block(int block) {
        return PART + "blocks." + block + ".";
    }

    private NDArray attention(String block, NDArray x, @Nullable AttentionTrace trace) {
        NDList heads = layers.packedHeads(x, block + "attn.qkv.weight", block + "attn.qkv.bias", config.heads());
        NDArray query = heads.get(0);
        NDArray key = heads.get(1);
        NDArray value = heads.get(2);
        NDArray mixed;
        if (trace == null) {
            mixed = layers.kernels().attention(query, key, value, null, 0);
        } else {
            NDArray weights = EagerKernels.weights(query, key, null);
            trace.add(weights);
            mixed = weights.matMul(value);
        }
        return layers.linear(block + "attn.proj", layers.kernels().mergeHeads(mixed));
    }

    private NDArray perceptron(String block, NDArray x, Mode mode) {
        NDArray hidden = config.form().activation().apply(layers.linear(block + "mlp.fc1", x));
        NDArray out = layers.linear(block + "mlp.fc2", Layers.dropout(hidden, dropout, mode));
        return Layers.dropout(out, dropout, mode);
    }

    /** Checks the shape and takes off the mean picture, (I, C, S, S). */
    private NDArray centred(NDArray images) {
        Shape shape = images.getShape();
        int side = config.imageSize();
        if (shape.dimension() != 4 || !shape.slice(1).equals(new Shape(config.channels(), side, side))) {
            throw new IllegalArgumentException(
                    "images must be (I, " + config.channels() + ", " + side + ", " + side + "), not " + shape);
        }
        return meanImage ? images.sub(layers.get(ParameterLayout.MEAN_IMAGE)) : images;
    }

    /** Cuts images into patches, row by row; a patch lists its pixels by channel, row and column: (I, N, C*p*p). */
    private NDArray patchPixels(NDArray centred) {
        Shape shape = centred.getShape();
        int patch = config.patchSize();
        return centred.reshape(shape.get(0), config.channels(), config.grid(), patch, config.grid(), patch)
                .transpose(0, 2, 4, 1, 3, 5).reshape(shape.get(0), config.patches(), config.patchValues());
    }

    /** The patch embedding: a convolution whose stride is its size is a linear layer on each patch. */
    private NDArray project(NDArray patchPixels) {
        NDArray weight = layers.get(PART + "patch_embed.proj.weight").reshape(config.width(), config.patchValues());
        return Layers.linear(patchPixels, weight, layers.get(PART + "patch_embed.proj.bias"));
    }

    private NDArray withPositions(NDArray embeddings, @Nullable NDArray kept, Mode mode) {
        NDArray table = layers.get(PART + "pos_embed").squeeze(0);
        NDArray token = layers.get(PART + "cls_token");
        NDArray patches = embeddings;
        if (config.position() == PositionMode.CONCAT) {
            // Linear([x ; p]) = x A + p B + c: the positions' half is the same for every image.
            NDList halves = layers.get(PART + "pos_merge.weight").split(new long[]{config.width()}, 1);
            table = table.matMul(halves.get(1).transpose());
            patches = Layers.linear(embeddings, halves.get(0), layers.get(PART + "pos_merge.bias"));
        } else {
            NDList parts = table.split(new long[]{1}, 0);
            token = token.add(parts.get(0));
            table = parts.get(1);
        }
        patches = patches.add(kept == null ? table : Layers.rows(table, kept));
        NDArray first = token.broadcast(new Shape(embeddings.getShape().get(0), 1, config.width()));
        return Layers.dropout(NDArrays.concat(new NDList(first, patches), 1), dropout, mode);
    }
}
