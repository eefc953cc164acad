package org.refers.model.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.refers.model.network.ReportConfig.SpecialTokens;

/** The JSON form of {@link NetworkConfig}. */
final class NetworkConfigJson {

    /** Rises when a reader of today could misread a file of then. */
    private static final int FORMAT = 1;

    private NetworkConfigJson() {
    }

    static NetworkConfig read(JsonNode tree) {
        ConfigNode given = new ConfigNode("", tree);
        given.requireFormat(FORMAT);
        Preset preset = given.choice("preset", Preset.class, Preset.PAPER);
        return build(given, NetworkConfig.of(preset, Size.BASE, 10_000, 28_996));
    }

    static NetworkConfig with(NetworkConfig config, String key, String value) {
        ObjectNode tree = write(config);
        ConfigNode.put(tree, key, value);
        return read(tree);
    }

    private static NetworkConfig build(ConfigNode node, NetworkConfig base) {
        ConfigNode eps = node.child("layer_norm_eps");
        ConfigNode activations = node.child("activations");
        RadiographConfig radiograph = radiograph(node, activations, eps, base.radiograph());
        StudyConfig study = study(node, activations, base.study());
        ClassifierConfig classifier = new ClassifierConfig(node.integer("num_classes", base.classifier().classes()),
                node.choice("classifier_input", ClassifierInput.class, base.classifier().input()));
        ReportConfig report = report(node.child("report"), activations, eps, base.report());
        TextConfig text = text(node.child("bert"), activations, eps, base.text());
        NetworkConfig config = new NetworkConfig(base.preset(), radiograph, study, classifier, report, text,
                objective(node, base.objective()), regularization(node, base.regularization()),
                pixels(node.child("pixels"), base.pixels(), radiograph.channels()));
        node.refuseUnread();
        return config;
    }

    private static RadiographConfig radiograph(ConfigNode node, ConfigNode activations, ConfigNode eps,
            RadiographConfig base) {
        BlockForm form = new BlockForm(
                activations.choice("radiograph_transformer", Activation.class, base.form().activation()),
                eps.number("radiograph_transformer", base.form().layerNormEps()));
        return new RadiographConfig(node.integer("image_size", base.imageSize()),
                node.integer("patch_size", base.patchSize()), node.integer("channels", base.channels()),
                node.integer("width", base.width()), node.integer("depth", base.depth()),
                node.integer("heads", base.heads()), node.integer("mlp_width", base.mlpWidth()),
                node.choice("position", PositionMode.class, base.position()), form);
    }

    private static StudyConfig study(ConfigNode node, ConfigNode activations, StudyConfig base) {
        return new StudyConfig(node.integer("views", base.views()),
                node.choice("aggregation", Aggregation.class, base.aggregation()),
                node.choice("view_feature", ViewFeature.class, base.viewFeature()),
                node.choice("fusion", Fusion.class, base.fusion()),
                activations.choice("view_fusion", Activation.class, base.fusionActivation()),
                node.choice("study_vector", StudyVector.class, base.vector()));
    }

    private static ReportConfig report(ConfigNode node, ConfigNode activations, ConfigNode eps, ReportConfig base) {
        BlockForm form = new BlockForm(
                activations.choice("report_transformer", Activation.class, base.form().activation()),
                eps.number("report_layers", base.form().layerNormEps()));
        SpecialTokens tokens = new SpecialTokens(node.integer("pad_id", base.tokens().pad()),
                node.integer("sos_id", base.tokens().sos()), node.integer("eos_id", base.tokens().eos()));
        return new ReportConfig(node.integer("width", base.width()), node.integer("layers", base.layers()),
                node.integer("heads", base.heads()), node.integer("mlp_width", base.mlpWidth()),
                node.integer("vocab_size", base.vocabSize()), node.integer("max_length", base.maxLength()), tokens,
                form, eps.number("report_embed", base.embedNormEps()));
    }

    /** Hugging Face's keys stand beside the common tables; where both are given they must say the same. */
    private static TextConfig text(ConfigNode node, ConfigNode activations, ConfigNode eps, TextConfig base) {
        Activation own = node.choice("hidden_act", Activation.class,
                activations.choice("bert", Activation.class, base.form().activation()));
        double ownEps = node.number("layer_norm_eps", eps.number("bert", base.form().layerNormEps()));
        if (own != activations.choice("bert", Activation.class, own) || ownEps != eps.number("bert", ownEps)) {
            throw new IllegalArgumentException("bert.hidden_act or bert.layer_norm_eps contradicts the common table");
        }
        return new TextConfig(node.integer("vocab_size", base.vocabSize()),
                node.integer("hidden_size", base.hiddenSize()), node.integer("num_hidden_layers", base.layers()),
                node.integer("num_attention_heads", base.heads()),
                node.integer("intermediate_size", base.intermediateSize()),
                node.integer("max_position_embeddings", base.maxPositions()),
                node.integer("type_vocab_size", base.typeVocabSize()), new BlockForm(own, ownEps));
    }

    private static ObjectiveConfig objective(ConfigNode node, ObjectiveConfig base) {
        return new ObjectiveConfig(node.number("temperature", base.temperature()),
                node.number("contrast_image_to_text_weight", base.imageToText()),
                node.number("contrast_text_to_image_weight", base.textToImage()),
                node.bool("text_to_image_gradient", base.textToImageGradient()),
                node.number("contrast_weight", base.contrastWeight()),
                node.number("language_weight", base.languageWeight()));
    }

    private static RegularizationConfig regularization(ConfigNode node, RegularizationConfig base) {
        ConfigNode dropout = node.child("dropout");
        return new RegularizationConfig(dropout.number("radiograph", base.radiograph()),
                dropout.number("report", base.report()), dropout.number("text", base.text()),
                node.number("patch_keep", base.patchKeep()));
    }

    private static PixelConfig pixels(ConfigNode node, PixelConfig base, int channels) {
        List<Double> mean = node.numbers("mean", fitted(base.mean(), channels));
        List<Double> deviation = node.numbers("std", fitted(base.deviation(), channels));
        return new PixelConfig(node.bool("standardize", base.standardize()), mean, deviation,
                node.bool("mean_image", base.meanImage()));
    }

    /** Default statistics for a number of channels that the base does not have. */
    private static List<Double> fitted(List<Double> values, int channels) {
        List<Double> fitted = new ArrayList<>();
        for (int channel = 0; channel < channels; channel++) {
            fitted.add(values.get(channel % values.size()));
        }
        return fitted;
    }

    static ObjectNode write(NetworkConfig config) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.put("format", FORMAT).put("preset", ConfigNode.name(config.preset()));
        writeRadiograph(tree, config.radiograph());
        StudyConfig study = config.study();
        tree.put("views", study.views()).put("position", ConfigNode.name(config.radiograph().position()))
                .put("aggregation", ConfigNode.name(study.aggregation()))
                .put("view_feature", ConfigNode.name(study.viewFeature()))
                .put("fusion", ConfigNode.name(study.fusion())).put("study_vector", ConfigNode.name(study.vector()))
                .put("classifier_input", ConfigNode.name(config.classifier().input()))
                .put("num_classes", config.classifier().classes());
        writeReport(tree.putObject("report"), config.report());
        writeText(tree.putObject("bert"), config.text());
        writeObjective(tree, config.objective());
        RegularizationConfig regularization = config.regularization();
        tree.putObject("dropout").put("radiograph", regularization.radiograph()).put("report", regularization.report())
                .put("text", regularization.text());
        tree.put("patch_keep", regularization.patchKeep());
        writePixels(tree.putObject("pixels"), config.pixels());
        tree.putObject("layer_norm_eps").put("radiograph_transformer", config.radiograph().form().layerNormEps())
                .put("report_embed", config.report().embedNormEps())
                .put("report_layers", config.report().form().layerNormEps())
                .put("bert", config.text().form().layerNormEps());
        tree.putObject("activations")
                .put("radiograph_transformer", ConfigNode.name(config.radiograph().form().activation()))
                .put("report_transformer", ConfigNode.name(config.report().form().activation()))
                .put("view_fusion", ConfigNode.name(study.fusionActivation()))
                .put("bert", ConfigNode.name(config.text().form().activation()));
        return tree;
    }

    private static void writeRadiograph(ObjectNode tree, RadiographConfig radiograph) {
        tree.put("image_size", radiograph.imageSize()).put("patch_size", radiograph.patchSize())
                .put("channels", radiograph.channels()).put("width", radiograph.width())
                .put("depth", radiograph.depth()).put("heads", radiograph.heads())
                .put("mlp_width", radiograph.mlpWidth());
    }

    private static void writeReport(ObjectNode node, ReportConfig report) {
        node.put("width", report.width()).put("layers", report.layers()).put("heads", report.heads())
                .put("mlp_width", report.mlpWidth()).put("vocab_size", report.vocabSize())
                .put("max_length", report.maxLength()).put("pad_id", report.tokens().pad())
                .put("sos_id", report.tokens().sos()).put("eos_id", report.tokens().eos());
    }

    private static void writeText(ObjectNode node, TextConfig text) {
        node.put("vocab_size", text.vocabSize()).put("hidden_size", text.hiddenSize())
                .put("num_hidden_layers", text.layers()).put("num_attention_heads", text.heads())
                .put("intermediate_size", text.intermediateSize()).put("max_position_embeddings", text.maxPositions())
                .put("type_vocab_size", text.typeVocabSize());
    }

    private static void writeObjective(ObjectNode tree, ObjectiveConfig objective) {
        tree.put("temperature", objective.temperature())
                .put("contrast_image_to_text_weight", objective.imageToText())
                .put("contrast_text_to_image_weight", objective.textToImage())
                .put("text_to_image_gradient", objective.textToImageGradient())
                .put("contrast_weight", objective.contrastWeight()).put("language_weight", objective.languageWeight());
    }

    private static void writePixels(ObjectNode node, PixelConfig pixels) {
        node.put("standardize", pixels.standardize());
        ArrayNode mean = node.putArray("mean");
        pixels.mean().forEach(mean::add);
        ArrayNode deviation = node.putArray("std");
        pixels.deviation().forEach(deviation::add);
        node.put("mean_image", pixels.meanImage());
    }
}
