package org.refers.model.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Everything that decides the shape of the network and of its objective. A model file carries it, so that a network is
 * rebuilt from the file alone. The optimizer's recipe is not part of it.
 *
 * @param preset the form it started from; a label only, all differences are in the other fields
 * @param radiograph radiograph transformer
 * @param study coming together of the views
 * @param classifier finding classifier
 * @param report report transformer
 * @param text text encoder
 * @param objective weights of the losses
 * @param regularization dropout and token dropping
 * @param pixels input statistics
 */
public record NetworkConfig(Preset preset, RadiographConfig radiograph, StudyConfig study, ClassifierConfig classifier,
        ReportConfig report, TextConfig text, ObjectiveConfig objective, RegularizationConfig regularization,
        PixelConfig pixels) {

    /** Creates the configuration; parts are checked against each other. */
    public NetworkConfig {
        if (pixels.mean().size() != radiograph.channels()) {
            throw new IllegalArgumentException("pixels.mean has " + pixels.mean().size() + " values for "
                    + radiograph.channels() + " channels");
        }
    }

    /** The network of a preset at a size, with vocabularies of the given numbers of tokens. */
    public static NetworkConfig of(Preset preset, Size size, int reportVocabulary, int textVocabulary) {
        return size.config(preset, reportVocabulary, textVocabulary);
    }

    /**
     * Reads a configuration; what the tree does not say is as the preset has it at the base size.
     *
     * @throws IllegalArgumentException if a key is unknown (the nearest known one is named) or a value impossible
     */
    public static NetworkConfig fromJson(JsonNode tree) {
        return NetworkConfigJson.read(tree);
    }

    /** The configuration as a tree in which every field stands. */
    public ObjectNode toJson() {
        return NetworkConfigJson.write(this);
    }

    /**
     * The same configuration with one value changed, such as {@code with("aggregation", "none")} or
     * {@code with("report.layers", "2")}.
     *
     * @throws IllegalArgumentException if the key is unknown or the value impossible
     */
    public NetworkConfig with(String key, String value) {
        return NetworkConfigJson.with(this, key, value);
    }

    /** U, the width of an aggregated patch. */
    public int patchWidth() {
        return study.aggregation() == Aggregation.CONCAT ? 2 * radiograph.width() : radiograph.width();
    }

    /** R, the width of a view feature. */
    public int viewWidth() {
        return study.viewFeature() == ViewFeature.MEAN ? patchWidth() : radiograph.width();
    }

    /** Width of the study vector, which the text is projected to. */
    public int studyWidth() {
        return study.views() * (study.vector() == StudyVector.WEIGHTED ? viewWidth() : radiograph.width());
    }

    /** Width of what the classifier reads. */
    public int classifierWidth() {
        return classifier.input() == ClassifierInput.MEAN ? patchWidth() : radiograph.width();
    }
}
