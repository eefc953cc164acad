package org.refers.model.network;

import ai.djl.ndarray.NDArray;

/**
 * The finding classifier of fine-tuning: radiograph transformer and one linear layer, one radiograph at a time, no
 * fusion. Parameters are {@code radiograph_transformer.*} and {@code classifier.*}.
 */
public final class FindingClassifier {

    private final NetworkConfig config;
    private final RadiographTransformer radiograph;
    private final ParameterSet parameters;
    private final Kernels kernels;

    /** Creates the classifier over parameters of {@link ParameterLayout#classification}. */
    public FindingClassifier(NetworkConfig config, ParameterSet parameters, Kernels kernels) {
        this.config = config;
        this.parameters = parameters;
        this.kernels = kernels;
        this.radiograph = new RadiographTransformer(config, parameters, kernels);
    }

    /** The configuration. */
    public NetworkConfig config() {
        return config;
    }

    /** The radiograph transformer, for explanations. */
    public RadiographTransformer radiograph() {
        return radiograph;
    }

    /** The parameters. */
    public ParameterSet parameters() {
        return parameters;
    }

    /** Logits of radiographs, (I, C, S, S) to (I, K). */
    public NDArray logits(NDArray images, Mode mode) {
        return head(radiograph.encode(images, mode));
    }

    /** Logits from encoded tokens, (I, 1+N, D) to (I, K). */
    public NDArray head(NDArray tokens) {
        NDArray bias = parameters.get(ParameterLayout.CLASSIFIER + ".bias");
        ClassifierInput input = config.classifier().input();
        Aggregation aggregation = config.study().aggregation();
        return kernels.findingScores(tokens, weight(), bias, input, aggregation)
                .orElseGet(() -> Layers.linear(read(input, aggregation, tokens), weight(), bias));
    }

    private static NDArray read(ClassifierInput input, Aggregation aggregation, NDArray tokens) {
        return switch (input) {
            case MEAN -> ViewFusion.aggregate(aggregation, tokens).mean(new int[]{1});
            case TOKEN -> ViewFusion.aggregationToken(tokens);
        };
    }

    /**
     * Class activation M_c(p) = w_c . u_p, without bias, before any scaling. Where the classifier reads the token and the
     * aggregation is not {@link Aggregation#ADD} or none, u_p has another width than w_c: then x_p takes its place.
     *
     * @param tokens (I, 1+N, D)
     * @return (I, K, n, n), n patches a side
     */
    public NDArray classActivation(NDArray tokens) {
        NDArray weight = weight();
        NDArray patches = ViewFusion.aggregate(config.study().aggregation(), tokens);
        if (patches.getShape().get(2) != weight.getShape().get(1)) {
            patches = ViewFusion.aggregate(Aggregation.NONE, tokens);
        }
        long grid = config.radiograph().grid();
        NDArray maps = patches.matMul(weight.transpose()).transpose(0, 2, 1);
        return maps.reshape(maps.getShape().get(0), weight.getShape().get(0), grid, grid);
    }

    private NDArray weight() {
        return parameters.get(ParameterLayout.CLASSIFIER + ".weight");
    }
}
