package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.Optional;

/**
 * Joins the aggregation token with the patches of each view, weighs the views of a study against each other and lays
 * their patches in one row. {@link Fusion} names the ways of weighing.
 */
public final class ViewFusion {

    private final NetworkConfig config;
    private final StudyConfig study;
    private final Layers layers;

    /** Creates the fusion over parameters that hold {@code view_fusion.*}. */
    public ViewFusion(NetworkConfig config, ParameterSet parameters, Kernels kernels) {
        this.config = config;
        this.study = config.study();
        this.layers = new Layers(parameters, kernels);
    }

    /**
     * Fuses encoded views.
     *
     * @param tokens (B, V, 1+N, D)
     */
    public StudyEncoding fuse(NDArray tokens) {
        NDArray patches = aggregate(study.aggregation(), tokens);
        NDArray feature = viewFeature(study.viewFeature(), tokens, patches);
        Optional<NDArray> weights = weights(patches, feature);
        Shape shape = patches.getShape();
        NDArray weighted = weights.map(w -> patches.mul(perPatch(w))).orElse(patches);
        NDArray memory = weighted.reshape(shape.get(0), shape.get(1) * shape.get(2), shape.get(3));
        return new StudyEncoding(tokens, patches, weights, studyVector(tokens, feature, weights, weighted), memory);
    }

    /** u: the patches joined with the aggregation token, (..., 1+N, D) to (..., N, U). */
    static NDArray aggregate(Aggregation aggregation, NDArray tokens) {
        int axis = tokens.getShape().dimension() - 2;
        NDList parts = tokens.split(new long[]{1}, axis);
        NDArray patches = parts.get(1);
        return switch (aggregation) {
            case CONCAT -> patches.concat(parts.get(0).broadcast(patches.getShape()), -1);
            case ADD -> patches.add(parts.get(0));
            case NONE -> patches;
        };
    }

    /** r: one vector a view, (..., R). */
    private static NDArray viewFeature(ViewFeature choice, NDArray tokens, NDArray patches) {
        int axis = tokens.getShape().dimension() - 2;
        return switch (choice) {
            case MEAN -> patches.mean(new int[]{axis});
            case TOKEN -> aggregationToken(tokens);
        };
    }

    /** g: (..., 1+N, D) to (..., D). */
    static NDArray aggregationToken(NDArray tokens) {
        int axis = tokens.getShape().dimension() - 2;
        return tokens.split(new long[]{1}, axis).get(0).squeeze(axis);
    }

    private Optional<NDArray> weights(NDArray patches, NDArray feature) {
        return switch (study.fusion()) {
            case SOFTMAX_MLP -> Optional.of(perceptron(feature).softmax(-1));
            case SIGMOID_GATES -> Optional.of(gates(patches));
            case SHARED_GATE -> {
                NDArray gates = gates(patches);
                yield Optional.of(gates.split(new long[]{1}, 2).get(0).broadcast(gates.getShape()));
            }
            case NONE -> Optional.empty();
        };
    }

    /** Attention values from the view features side by side, (B, V). */
    private NDArray perceptron(NDArray feature) {
        NDArray sideBySide = feature.reshape(feature.getShape().get(0), -1);
        NDArray hidden = study.fusionActivation().apply(layers.linear(ParameterLayout.FUSION + ".fc1", sideBySide));
        return layers.linear(ParameterLayout.FUSION + ".fc2", hidden);
    }

    /** One gate a patch and view from that patch in all views, (B, N, V); not a softmax, so several views may count. */
    private NDArray gates(NDArray patches) {
        Shape shape = patches.getShape();
        NDArray sideBySide = patches.transpose(0, 2, 1, 3).reshape(shape.get(0), shape.get(2), -1);
        return Activation.sigmoid(layers.linear(ParameterLayout.FUSION + ".gate", sideBySide));
    }

    /** Weights in the form that multiplies (B, V, N, U). */
    private NDArray perPatch(NDArray weights) {
        return study.fusion().isPerPatch()
                ? weights.transpose(0, 2, 1).expandDims(3)
                : weights.expandDims(2).expandDims(3);
    }

    private NDArray studyVector(NDArray tokens, NDArray feature, Optional<NDArray> weights, NDArray weighted) {
        long studies = tokens.getShape().get(0);
        NDArray vector = switch (study.vector()) {
            case TOKEN -> aggregationToken(tokens);
            case WEIGHTED -> weights.map(w -> weightedFeature(feature, w, weighted)).orElse(feature);
        };
        return vector.reshape(studies, config.studyWidth());
    }

    /** With a gate a patch, the mean of the gated patches, or the token times the mean gate, takes the weight's place. */
    private NDArray weightedFeature(NDArray feature, NDArray weights, NDArray weighted) {
        if (!study.fusion().isPerPatch()) {
            return feature.mul(weights.expandDims(2));
        }
        return study.viewFeature() == ViewFeature.MEAN
                ? weighted.mean(new int[]{2})
                : feature.mul(weights.mean(new int[]{1}).expandDims(2));
    }
}
