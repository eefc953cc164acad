package org.refers.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.Size;
import org.refers.training.run.RunRecord.Identity;

/**
 * Who decided each field of a run's network: {@code network_origins} of {@code config.yaml}. A field is the size's or the
 * preset's unless a key of the recipe, the data or a model that was begun from say otherwise.
 */
final class NetworkOrigins {

    /** What a field is when a model file brought it. */
    private static final Decided OF_MODEL = new Decided("model", "init");
    private static final Decided OF_VERSION = new Decided("program", "format");
    private static final String UNKNOWN = "unknown";

    /** Fields that act in training only, which no model brings. */
    private static final Map<String, RecipeKey> IN_TRAINING = Map.of("dropout.radiograph", RecipeKey.DROPOUT,
            "dropout.report", RecipeKey.DROPOUT, "dropout.text", RecipeKey.DROPOUT, "patch_keep",
            RecipeKey.TOKEN_DROPPING);

    /** Fields of the input; a size has its own statistics. */
    private static final Map<String, RecipeKey> PIXELS = Map.of("pixels.standardize", RecipeKey.STANDARDISE,
            "pixels.mean", RecipeKey.STANDARDISE, "pixels.std", RecipeKey.STANDARDISE, "pixels.mean_image",
            RecipeKey.MEAN_IMAGE);

    /** Fields of the losses and lengths of pre-training. */
    private static final Map<String, RecipeKey> PRETRAINING = Map.of("temperature", RecipeKey.TEMPERATURE,
            "contrast_image_to_text_weight", RecipeKey.TEXT_TO_IMAGE, "contrast_text_to_image_weight",
            RecipeKey.TEXT_TO_IMAGE, "text_to_image_gradient", RecipeKey.TEXT_TO_IMAGE, "contrast_weight",
            RecipeKey.CONTRAST_WEIGHT, "language_weight", RecipeKey.LANGUAGE_WEIGHT, "report.max_length",
            RecipeKey.MAX_REPORT_TOKENS, "bert.max_position_embeddings", RecipeKey.MAX_REPORT_TOKENS);

    private final NetworkConfig network;
    private final Identity identity;
    private final Map<String, Decided> data;
    private final Map<String, RecipeKey> keys = new HashMap<>(PIXELS);
    private final boolean ofModel;

    /**
     * Who decided.
     *
     * @param origin {@code default}, {@code file} or {@code command}, as the choice or key that decided came about; {@code derived}:
     *     follows from the data; {@code model}: brought by the model that was begun from; {@code program}: fixed in this
     *     version; {@code unknown}: of a run from before choices were recorded
     * @param by the choice or the recipe's key
     */
    record Decided(String origin, String by) {
    }

    private NetworkOrigins(NetworkConfig network, Identity identity, Map<String, Decided> data) {
        this.network = network;
        this.identity = identity;
        this.data = data;
        boolean pretraining = identity.kind().equals("pretrain");
        NetworkChoice.STRUCTURE.forEach((key, path) -> keys.put(path, key));
        if (pretraining) {
            keys.putAll(PRETRAINING);
        }
        this.ofModel = !pretraining && !FinetuneRequest.RANDOM.equals(identity.facts().get("init"));
    }

    /**
     * The deciders of all fields, by their paths such as {@code report.width}.
     *
     * @param data fields that follow from the data
     */
    static SequencedMap<String, Decided> of(NetworkConfig network, Identity identity, Map<String, Decided> data) {
        NetworkOrigins origins = new NetworkOrigins(network, identity, data);
        SequencedMap<String, Decided> all = new LinkedHashMap<>();
        origins.addLeaves("", network.toJson(), all);
        return all;
    }

    private void addLeaves(String path, JsonNode node, Map<String, Decided> all) {
        if (!node.isObject()) {
            all.put(path, ofField(path));
            return;
        }
        node.properties().forEach(child -> addLeaves(path.isEmpty() ? child.getKey() : path + "." + child.getKey(),
                child.getValue(), all));
    }

    private Decided ofField(String path) {
        if (path.equals("format")) {
            return OF_VERSION;
        }
        if (data.containsKey(path)) {
            return data.get(path);
        }
        if (IN_TRAINING.containsKey(path)) {
            return ofKey(IN_TRAINING.get(path));
        }
        if (ofModel) {
            return OF_MODEL;
        }
        if (keys.containsKey(path) && decides(keys.get(path), path)) {
            return ofKey(keys.get(path));
        }
        return ofChoice(isOfPreset(path) ? Choice.PRESET : Choice.SIZE);
    }

    /** Whether a key says something else than what preset and size have. */
    private boolean decides(RecipeKey key, String path) {
        return switch (path) {
            case "pixels.mean", "pixels.std" -> identity.recipe().text(key).equals("imagenet");
            case "bert.max_position_embeddings" -> network.text().maxPositions() != usualPositions();
            default -> !identity.recipe().text(key).equals("preset");
        };
    }

    private int usualPositions() {
        Size size = identity.architecture().size();
        return NetworkConfig.of(network.preset(), size, network.report().vocabSize(), network.text().vocabSize())
                .text().maxPositions();
    }

    /** Structure, losses and non-linearities are the preset's; numbers of layers, widths and pixels the size's. */
    private static boolean isOfPreset(String path) {
        return path.equals("preset") || path.equals("num_classes") || NetworkChoice.STRUCTURE.containsValue(path)
                || PRETRAINING.containsKey(path) && !path.contains(".") || path.startsWith("activations.")
                || path.startsWith("layer_norm_eps.");
    }

    private Decided ofKey(RecipeKey key) {
        return new Decided(identity.recipe().origin(key).name().toLowerCase(Locale.ROOT), key.key());
    }

    private Decided ofChoice(Choice choice) {
        return new Decided(identity.origins().getOrDefault(choice.key(), UNKNOWN), choice.key());
    }
}
