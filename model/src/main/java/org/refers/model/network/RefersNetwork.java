package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/**
 * The pre-training network: radiograph transformer, view fusion, report transformer, text encoder and the projection of
 * texts to the width of the study vector. The losses are in {@code training.loss}.
 */
public final class RefersNetwork {

    private final NetworkConfig config;
    private final ParameterSet parameters;
    private final RadiographTransformer radiograph;
    private final ViewFusion fusion;
    private final ReportTransformer report;
    private final TextEncoder text;
    private final Layers layers;

    /** Creates the network over parameters of {@link ParameterLayout#pretraining}. */
    public RefersNetwork(NetworkConfig config, ParameterSet parameters, Kernels kernels) {
        this.config = config;
        this.parameters = parameters;
        this.radiograph = new RadiographTransformer(config, parameters, kernels);
        this.fusion = new ViewFusion(config, parameters, kernels);
        this.report = new ReportTransformer(config, parameters, kernels);
        this.text = new TextEncoder(config, parameters, kernels);
        this.layers = new Layers(parameters, kernels);
    }

    /** The configuration. */
    public NetworkConfig config() {
        return config;
    }

    /** The parameters, shared with the parts. */
    public ParameterSet parameters() {
        return parameters;
    }

    /** The radiograph transformer. */
    public RadiographTransformer radiograph() {
        return radiograph;
    }

    /** The report transformer. */
    public ReportTransformer report() {
        return report;
    }

    /** The text encoder. */
    public TextEncoder text() {
        return text;
    }

    /**
     * Encodes the radiographs of studies.
     *
     * @throws IllegalArgumentException if the number of views does not fit
     */
    public StudyEncoding encodeStudies(StudyBatch batch, Mode mode) {
        int views = config.study().views();
        if (batch.views().length == 0 || batch.views().length % views != 0) {
            throw new IllegalArgumentException(batch.views().length + " views do not make studies of " + views);
        }
        NDArray tokens = batch.keptPatches().isPresent()
                ? radiograph.encodeKept(batch.images(), batch.keptPatches().get(), mode)
                : radiograph.encode(batch.images(), mode);
        long studies = batch.views().length / views;
        long count = tokens.getShape().get(1);
        long width = tokens.getShape().get(2);
        if (!batch.isInOrder()) {
            NDArray index = batch.images().getManager().create(batch.views(), new Shape(batch.views().length));
            tokens = Layers.rows(tokens.reshape(tokens.getShape().get(0), count * width), index);
        }
        return fusion.fuse(tokens.reshape(studies, views, count, width));
    }

    /**
     * The text vectors, in the space of the study vectors.
     *
     * @param ids WordPiece tokens, int64 (B, L)
     * @param mask 1 at tokens, 0 at padding, int64 (B, L)
     * @return (B, study width)
     */
    public NDArray encodeText(NDArray ids, NDArray mask, Mode mode) {
        return layers.linear(ParameterLayout.TEXT_PROJECTION, text.pool(text.encode(ids, mask, mode)));
    }

    /** Scores next tokens; see {@link ReportTransformer#decode}. */
    public NDArray decode(StudyEncoding studies, NDArray tokens, long[] lengths, Mode mode) {
        return report.decode(studies.memory(), tokens, lengths, mode);
    }

    /** Scores next tokens for a loss; see {@link ReportTransformer#score}. */
    public WordScores score(StudyEncoding studies, NDArray tokens, long[] lengths, Mode mode) {
        return report.score(studies.memory(), tokens, lengths, mode);
    }
}
