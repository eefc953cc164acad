package org.refers.model.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.refers.model.network.ParameterSpec.Start;

/** The parameters that a configuration asks for, by name and shape, without any memory for them. */
public final class ParameterLayout {

    /** Prefixes of the parts, as they stand in model files. */
    public static final String RADIOGRAPH = "radiograph_transformer";
    public static final String FUSION = "view_fusion";
    public static final String TEXT_PROJECTION = "text_projection";
    public static final String REPORT = "report_transformer";
    public static final String TEXT = "text_encoder";
    public static final String CLASSIFIER = "classifier";

    /** The mean training picture, in the units of the normalised input; subtracted where the configuration says so. */
    public static final String MEAN_IMAGE = RADIOGRAPH + ".mean_image";

    private final NetworkConfig config;
    private final List<ParameterSpec> specs = new ArrayList<>();

    private ParameterLayout(NetworkConfig config) {
        this.config = config;
    }

    /** Everything that pre-training learns; without the classifier. */
    public static List<ParameterSpec> pretraining(NetworkConfig config) {
        ParameterLayout layout = new ParameterLayout(config);
        layout.radiographTransformer();
        layout.viewFusion();
        layout.textProjection();
        layout.reportTransformer();
        layout.textEncoder();
        return List.copyOf(layout.specs);
    }

    /** What fine-tuning learns: radiograph transformer and classifier. */
    public static List<ParameterSpec> classification(NetworkConfig config) {
        ParameterLayout layout = new ParameterLayout(config);
        layout.radiographTransformer();
        layout.classifier();
        return List.copyOf(layout.specs);
    }

    /** The text encoder alone. */
    public static List<ParameterSpec> text(NetworkConfig config) {
        ParameterLayout layout = new ParameterLayout(config);
        layout.textEncoder();
        return List.copyOf(layout.specs);
    }

    /** All parts. */
    public static List<ParameterSpec> all(NetworkConfig config) {
        ParameterLayout layout = new ParameterLayout(config);
        layout.specs.addAll(pretraining(config));
        layout.classifier();
        return List.copyOf(layout.specs);
    }

    /** The parts that learn at the text rate; the report transformer is one of them in the paper. */
    public static Set<String> textParts(boolean withReport) {
        return withReport ? Set.of(TEXT, TEXT_PROJECTION, REPORT) : Set.of(TEXT, TEXT_PROJECTION);
    }

    /** Number of learned values of a part; all parts for an empty prefix. Buffers do not count. */
    public static long count(List<ParameterSpec> specs, String part) {
        return specs.stream().filter(spec -> spec.start() != Start.BUFFER)
                .filter(spec -> part.isEmpty() || spec.name().startsWith(part + ".")).mapToLong(ParameterSpec::elements)
                .reduce(0, Math::addExact);
    }

    private void radiographTransformer() {
        RadiographConfig sizes = config.radiograph();
        String part = RADIOGRAPH + ".";
        long width = sizes.width();
        boolean concat = sizes.position() == PositionMode.CONCAT;
        if (config.pixels().meanImage()) {
            add(MEAN_IMAGE, Start.BUFFER, 1, sizes.channels(), sizes.imageSize(), sizes.imageSize());
        }
        add(part + "cls_token", Start.ZERO, 1, 1, width);
        add(part + "pos_embed", concat ? Start.SINE_GRID : Start.NORMAL, 1, sizes.patches() + (concat ? 0 : 1), width);
        add(part + "patch_embed.proj.weight", Start.XAVIER, width, sizes.channels(), sizes.patchSize(),
                sizes.patchSize());
        add(part + "patch_embed.proj.bias", Start.ZERO, width);
        if (concat) {
            linear(part + "pos_merge", 2 * width, width);
        }
        for (int i = 0; i < sizes.depth(); i++) {
            String block = part + "blocks." + i + ".";
            norm(block + "norm1", width);
            add(block + "attn.qkv.weight", Start.XAVIER_THIRDS, 3 * width, width);
            add(block + "attn.qkv.bias", Start.ZERO, 3 * width);
            linear(block + "attn.proj", width, width);
            norm(block + "norm2", width);
            linear(block + "mlp.fc1", width, sizes.mlpWidth());
            linear(block + "mlp.fc2", sizes.mlpWidth(), width);
        }
        norm(part + "norm", width);
    }

    private void viewFusion() {
        long views = config.study().views();
        switch (config.study().fusion()) {
            case SOFTMAX_MLP -> {
                linear(FUSION + ".fc1", views * config.viewWidth(), config.viewWidth());
                // Views weigh alike at the start: drawn weights may leave next to nothing of one, see decision 67.
                add(FUSION + ".fc2.weight", Start.ZERO, views, config.viewWidth());
                add(FUSION + ".fc2.bias", Start.ZERO, views);
            }
            case SIGMOID_GATES, SHARED_GATE -> linear(FUSION + ".gate", views * config.patchWidth(), views);
            case NONE -> {
                // No weights to learn.
            }
        }
    }

    private void textProjection() {
        linear(TEXT_PROJECTION, config.text().hiddenSize(), config.studyWidth());
    }

    private void reportTransformer() {
        ReportConfig sizes = config.report();
        long width = sizes.width();
        String part = REPORT + ".";
        textLinear(part + "visual_projection", config.patchWidth(), width);
        add(part + "word_embed.weight", Start.NORMAL_PADDED, sizes.vocabSize(), width);
        add(part + "pos_embed.weight", Start.NORMAL, sizes.maxLength(), width);
        norm(part + "embed_norm", width);
        for (int i = 0; i < sizes.layers(); i++) {
            String layer = part + "layers." + i + ".";
            packedAttention(layer + "self_attn", width);
            packedAttention(layer + "multihead_attn", width);
            textLinear(layer + "linear1", width, sizes.mlpWidth());
            textLinear(layer + "linear2", sizes.mlpWidth(), width);
            norm(layer + "norm1", width);
            norm(layer + "norm2", width);
            norm(layer + "norm3", width);
        }
        add(part + "output_bias", Start.ZERO, sizes.vocabSize());
    }

    private void textEncoder() {
        TextConfig sizes = config.text();
        long width = sizes.hiddenSize();
        String embeddings = TEXT + ".embeddings.";
        add(embeddings + "word_embeddings.weight", Start.NORMAL_PADDED, sizes.vocabSize(), width);
        add(embeddings + "position_embeddings.weight", Start.NORMAL, sizes.maxPositions(), width);
        add(embeddings + "token_type_embeddings.weight", Start.NORMAL, sizes.typeVocabSize(), width);
        norm(embeddings + "LayerNorm", width);
        for (int i = 0; i < sizes.layers(); i++) {
            String layer = TEXT + ".encoder.layer." + i + ".";
            textLinear(layer + "attention.self.query", width, width);
            textLinear(layer + "attention.self.key", width, width);
            textLinear(layer + "attention.self.value", width, width);
            textLinear(layer + "attention.output.dense", width, width);
            norm(layer + "attention.output.LayerNorm", width);
            textLinear(layer + "intermediate.dense", width, sizes.intermediateSize());
            textLinear(layer + "output.dense", sizes.intermediateSize(), width);
            norm(layer + "output.LayerNorm", width);
        }
        textLinear(TEXT + ".pooler.dense", width, width);
    }

    private void classifier() {
        linear(CLASSIFIER, config.classifierWidth(), config.classifier().classes());
    }

    private void packedAttention(String name, long width) {
        add(name + ".in_proj_weight", Start.NORMAL, 3 * width, width);
        add(name + ".in_proj_bias", Start.ZERO, 3 * width);
        textLinear(name + ".out_proj", width, width);
    }

    private void linear(String name, long inputs, long outputs) {
        add(name + ".weight", Start.XAVIER, outputs, inputs);
        add(name + ".bias", Start.ZERO, outputs);
    }

    /** A layer of the text encoder or the report transformer: both are published with normal weights. */
    private void textLinear(String name, long inputs, long outputs) {
        add(name + ".weight", Start.NORMAL, outputs, inputs);
        add(name + ".bias", Start.ZERO, outputs);
    }

    private void norm(String name, long width) {
        add(name + ".weight", Start.ONE, width);
        add(name + ".bias", Start.ZERO, width);
    }

    private void add(String name, Start start, long... shape) {
        specs.add(new ParameterSpec(name, Arrays.stream(shape).boxed().toList(), start));
    }
}
