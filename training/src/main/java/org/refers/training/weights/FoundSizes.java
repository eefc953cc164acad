package org.refers.training.weights;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.weights.WeightImport;

/**
 * The sizes of a network, read off the shapes of its weights. The number of heads is not to be seen there: 64 values a head, as
 * all published transformers of this kind have it, unless the user says otherwise.
 */
final class FoundSizes {

    private static final int HEAD_WIDTH = 64;
    /** Fills the field of a vocabulary that the file says nothing of; the part is then not in the model. */
    private static final int ANY_VOCABULARY = 1000;

    private static final String VISION = ParameterLayout.RADIOGRAPH + ".";
    private static final String TEXT = ParameterLayout.TEXT + ".";
    private static final String REPORT = ParameterLayout.REPORT + ".";
    static final String WORDS = TEXT + "embeddings.word_embeddings.weight";

    private final WeightImport names;
    private final OptionalInt heads;

    FoundSizes(WeightImport names, OptionalInt heads) {
        this.names = names;
        this.heads = heads;
    }

    /** The configuration of a named size, with the file's vocabularies. */
    NetworkConfig named(Preset preset, Size size) {
        int reportWords = extent(REPORT + "word_embed.weight", 0).orElse(ANY_VOCABULARY);
        NetworkConfig config = NetworkConfig.of(preset, size, reportWords, extent(WORDS, 0).orElse(ANY_VOCABULARY));
        OptionalInt positions = extent(REPORT + "pos_embed.weight", 0);
        return positions.isPresent()
                ? config.with("report.max_length", Integer.toString(positions.getAsInt()))
                : config;
    }

    /**
     * The configuration that the file's own shapes make.
     *
     * @throws IllegalArgumentException if they contradict each other, or the number of heads has to be told
     */
    NetworkConfig own(Preset preset) {
        ObjectNode tree = named(preset, Size.BASE).toJson();
        putVision(tree);
        putText(tree.withObject("/bert"));
        putReport(tree.withObject("/report"));
        return NetworkConfig.fromJson(tree);
    }

    private void putVision(ObjectNode tree) {
        Optional<List<Long>> patches = names.shape(VISION + "patch_embed.proj.weight");
        OptionalInt rows = extent(VISION + "pos_embed", 1);
        if (patches.isEmpty() || patches.get().size() != 4 || rows.isEmpty()) {
            return;
        }
        int width = Math.toIntExact(patches.get().get(0));
        int channels = Math.toIntExact(patches.get().get(1));
        int patch = Math.toIntExact(patches.get().get(3));
        // With the class token's row or without: the number below is the side of the grid either way.
        int grid = (int) Math.sqrt(rows.getAsInt());
        tree.put("width", width).put("channels", channels).put("patch_size", patch);
        tree.put("image_size", Math.multiplyExact(grid, patch)).put("heads", heads(width));
        tree.put("depth", names.count(VISION + "blocks."));
        extent(VISION + "blocks.0.mlp.fc1.weight", 0).ifPresent(hidden -> tree.put("mlp_width", hidden));
        if (channels == 1) {
            // Colours' statistics would be three; those of grey stand with the small sizes.
            tree.set("pixels", NetworkConfig.of(Preset.RELEASED, Size.SMALL, ANY_VOCABULARY, ANY_VOCABULARY).toJson()
                    .get("pixels"));
            tree.withObject("/pixels").put("standardize", false).put("mean_image", false);
        }
    }

    private void putText(ObjectNode text) {
        OptionalInt width = extent(WORDS, 1);
        if (width.isEmpty()) {
            return;
        }
        text.put("hidden_size", width.getAsInt()).put("num_attention_heads", heads(width.getAsInt()));
        text.put("num_hidden_layers", names.count(TEXT + "encoder.layer."));
        extent(TEXT + "encoder.layer.0.intermediate.dense.weight", 0)
                .ifPresent(hidden -> text.put("intermediate_size", hidden));
        extent(TEXT + "embeddings.position_embeddings.weight", 0)
                .ifPresent(rows -> text.put("max_position_embeddings", rows));
        extent(TEXT + "embeddings.token_type_embeddings.weight", 0)
                .ifPresent(rows -> text.put("type_vocab_size", rows));
    }

    private void putReport(ObjectNode report) {
        OptionalInt width = extent(REPORT + "word_embed.weight", 1);
        if (width.isEmpty()) {
            return;
        }
        report.put("width", width.getAsInt()).put("heads", heads(width.getAsInt()));
        report.put("layers", names.count(REPORT + "layers."));
        extent(REPORT + "layers.0.linear1.weight", 0).ifPresent(hidden -> report.put("mlp_width", hidden));
    }

    private int heads(int width) {
        if (heads.isPresent()) {
            return heads.getAsInt();
        }
        if (width % HEAD_WIDTH != 0) {
            throw new IllegalArgumentException("a width of " + width + " does not tell the number of attention heads;"
                    + " say it by --heads");
        }
        return width / HEAD_WIDTH;
    }

    private OptionalInt extent(String ours, int axis) {
        Optional<List<Long>> shape = names.shape(ours).filter(found -> found.size() > axis);
        return shape.isPresent() ? OptionalInt.of(Math.toIntExact(shape.get().get(axis))) : OptionalInt.empty();
    }
}
