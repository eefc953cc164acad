package org.refers.training.run;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import org.refers.model.network.NetworkConfig;
import org.refers.training.data.Augmentation;
import org.refers.training.data.AugmentationSettings;
import org.refers.training.data.AugmentationSettings.Crop;
import org.refers.training.predict.Preprocessing;
import org.refers.training.predict.Preprocessing.EvaluationCrop;

/** What a recipe says of the network's configuration and of its input. */
final class NetworkChoice {

    private static final double[] IMAGENET_MEAN = {0.485, 0.456, 0.406};
    private static final double[] IMAGENET_DEVIATION = {0.229, 0.224, 0.225};
    /** Of the three colours together, for networks that read one grey channel. */
    private static final double[] GREY_MEAN = {0.449};
    private static final double[] GREY_DEVIATION = {0.226};

    /** Keys of a recipe and the fields of the network's configuration that they set. */
    static final Map<RecipeKey, String> STRUCTURE = Map.of(RecipeKey.POSITION, "position",
            RecipeKey.ACTIVATION, "activations.radiograph_transformer", RecipeKey.AGGREGATION, "aggregation",
            RecipeKey.VIEW_FEATURE, "view_feature", RecipeKey.FUSION, "fusion", RecipeKey.STUDY_VIEWS, "views",
            RecipeKey.STUDY_VECTOR, "study_vector", RecipeKey.CLASSIFIER_INPUT, "classifier_input");

    private NetworkChoice() {
    }

    /**
     * The network that pre-training begins with.
     *
     * @param reportWords size of the report transformer's vocabulary
     * @param textWords size of the text encoder's
     * @throws IllegalArgumentException if the recipe does not fit the network
     */
    static NetworkConfig pretraining(Architecture architecture, Recipe recipe, int reportWords, int textWords) {
        int tokens = recipe.count(RecipeKey.MAX_REPORT_TOKENS);
        NetworkConfig config = NetworkConfig.of(architecture.preset(), architecture.size(), reportWords, textWords)
                .with("report.max_length", Integer.toString(tokens));
        if (config.text().maxPositions() < tokens) {
            config = config.with("bert.max_position_embeddings", Integer.toString(tokens));
        }
        return withObjective(withPixels(withRegularization(withStructure(config, recipe), recipe), recipe), recipe);
    }

    /**
     * The network that fine-tuning from random weights begins with.
     *
     * @throws IllegalArgumentException if the recipe does not fit the network
     */
    static NetworkConfig classification(Architecture architecture, Recipe recipe, int findings) {
        // The text parts are not built; their vocabularies only fill their fields.
        NetworkConfig config = NetworkConfig.of(architecture.preset(), architecture.size(), 1000, 1000);
        return withPixels(withRegularization(withStructure(config, recipe), recipe), recipe).with("num_classes",
                Integer.toString(findings));
    }

    /** What acts in training only; a start from other weights keeps all else of its file. */
    static NetworkConfig withRegularization(NetworkConfig config, Recipe recipe) {
        String dropout = recipe.text(RecipeKey.DROPOUT);
        return config.with("dropout.radiograph", dropout).with("dropout.report", dropout)
                .with("dropout.text", dropout)
                .with("patch_keep", Double.toString(1 - recipe.number(RecipeKey.TOKEN_DROPPING)));
    }

    /** What a network that starts from random weights is made of, where the recipe departs from the preset. */
    static NetworkConfig withStructure(NetworkConfig config, Recipe recipe) {
        NetworkConfig changed = config;
        for (Map.Entry<RecipeKey, String> field : STRUCTURE.entrySet()) {
            String value = recipe.text(field.getKey());
            if (!value.equals("preset")) {
                changed = changed.with(field.getValue(), value);
            }
        }
        return changed;
    }

    /** The input's statistics, for a network that starts from random weights. */
    static NetworkConfig withPixels(NetworkConfig config, Recipe recipe) {
        NetworkConfig changed = config;
        String standardise = recipe.text(RecipeKey.STANDARDISE);
        if (!standardise.equals("preset")) {
            changed = changed.with("pixels.standardize", Boolean.toString(standardise.equals("picture")));
        }
        if (standardise.equals("imagenet")) {
            changed = withStatistics(changed);
        }
        String mean = recipe.text(RecipeKey.MEAN_IMAGE);
        return mean.equals("preset") ? changed : changed.with("pixels.mean_image", mean);
    }

    private static NetworkConfig withStatistics(NetworkConfig config) {
        boolean colours = config.radiograph().channels() == IMAGENET_MEAN.length;
        ObjectNode tree = config.toJson();
        ObjectNode pixels = tree.withObject("/pixels");
        ArrayNode mean = pixels.putArray("mean");
        ArrayNode deviation = pixels.putArray("std");
        for (double value : colours ? IMAGENET_MEAN : GREY_MEAN) {
            mean.add(value);
        }
        for (double value : colours ? IMAGENET_DEVIATION : GREY_DEVIATION) {
            deviation.add(value);
        }
        return NetworkConfig.fromJson(tree);
    }

    /** The losses of pre-training. */
    static NetworkConfig withObjective(NetworkConfig config, Recipe recipe) {
        NetworkConfig changed = config;
        if (recipe.numberUnlessPreset(RecipeKey.TEMPERATURE).isPresent()) {
            changed = changed.with("temperature", recipe.text(RecipeKey.TEMPERATURE));
        }
        if (recipe.numberUnlessPreset(RecipeKey.TEXT_TO_IMAGE).isPresent()) {
            double reverse = recipe.number(RecipeKey.TEXT_TO_IMAGE);
            changed = changed.with("contrast_text_to_image_weight", Double.toString(reverse))
                    .with("contrast_image_to_text_weight", Double.toString(1 - reverse))
                    .with("text_to_image_gradient", "true");
        }
        return changed.with("contrast_weight", recipe.text(RecipeKey.CONTRAST_WEIGHT)).with("language_weight",
                recipe.text(RecipeKey.LANGUAGE_WEIGHT));
    }

    static Preprocessing preprocessing(NetworkConfig config, Recipe recipe) {
        int input = config.radiograph().imageSize();
        int asked = recipe.count(RecipeKey.RESIZE);
        boolean cropped = !recipe.text(RecipeKey.CROP).equals("none");
        int side = asked > 0 ? Math.max(asked, input) : cropped ? input * 8 / 7 : input;
        return new Preprocessing(side, recipe.text(RecipeKey.EVALUATION_CROP).equals("center")
                ? EvaluationCrop.CENTER
                : EvaluationCrop.NONE);
    }

    static Augmentation augmentation(NetworkConfig config, Preprocessing preprocessing, Recipe recipe) {
        return new Augmentation(new AugmentationSettings(config.radiograph().imageSize(), preprocessing.pictureSize(),
                Crop.valueOf(recipe.text(RecipeKey.CROP).toUpperCase(Locale.ROOT)),
                recipe.number(RecipeKey.CROP_AREA), recipe.number(RecipeKey.FLIP), recipe.number(RecipeKey.ROTATION),
                recipe.number(RecipeKey.JITTER), recipe.number(RecipeKey.JITTER_CHANCE)));
    }
}
