package org.refers.training.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.refers.model.network.Activation;
import org.refers.model.network.Aggregation;
import org.refers.model.network.ClassifierInput;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSpec;
import org.refers.model.network.PixelConfig;
import org.refers.model.network.PositionMode;
import org.refers.model.network.RadiographConfig;
import org.refers.model.store.Safetensors;
import org.refers.model.store.TensorInfo;
import org.refers.model.torch.ScriptArchive;
import org.refers.model.torch.ScriptModule;
import org.refers.model.torch.ScriptTensor;
import org.refers.training.data.PictureTransform;
import org.refers.training.predict.ClassifierFile;
import org.refers.training.store.ProgramVersion;

/**
 * A fine-tuned classifier as a TorchScript module that takes a displayed picture of any size: what {@code refers predict}
 * does from there on is in it. Parameters keep the names of the model file.
 */
final class ClassifierScript {

    /** Rises when {@code forward} takes or gives something else, or a member goes. */
    static final int FORMAT = 1;
    /** Name of the description among the extra files. */
    static final String DESCRIPTION = "refers.json";

    private static final String FOLDER = "refers";
    private static final String VISION = ParameterLayout.RADIOGRAPH + ".";
    private static final String NOTICE = "Research use only. Not for diagnosis or treatment.";

    private final Safetensors file;
    private final ClassifierFile described;
    private final NetworkConfig config;

    ClassifierScript(Safetensors file, ClassifierFile described) {
        this.file = file;
        this.described = described;
        this.config = described.config();
    }

    /** The archive; values are read from the model file, which must stay open, when it is written. */
    ScriptArchive archive() throws IOException {
        requireWhole();
        return new ScriptArchive(FOLDER, ScriptSource.of(truths(), config.radiograph().depth()), root())
                .extra(DESCRIPTION, description());
    }

    private void requireWhole() throws IOException {
        for (ParameterSpec spec : ParameterLayout.classification(config)) {
            TensorInfo found = file.info(spec.name());
            if (!found.shape().equals(spec.shape())) {
                throw new IOException("its " + spec.name() + " is " + found.shape() + " instead of " + spec.shape());
            }
        }
    }

    /** What is true of the model, in the words of {@code classifier.py}. */
    private Set<String> truths() {
        Set<String> truths = new HashSet<>();
        truths.add(config.radiograph().form().activation() == Activation.GELU ? "gelu" : "relu");
        truths.add(config.radiograph().position() == PositionMode.CONCAT ? "concat" : "add");
        truths.add(config.pixels().meanImage() ? "mean_image" : "no_mean_image");
        truths.add(config.pixels().standardize() ? "standardise" : "fixed");
        truths.add(config.classifier().input() == ClassifierInput.MEAN ? "reads_mean" : "reads_token");
        if (config.study().aggregation() != Aggregation.NONE) {
            truths.add(config.study().aggregation() == Aggregation.CONCAT ? "aggregate_concat" : "aggregate_add");
        }
        if (described.preprocessing().pictureSize() != config.radiograph().imageSize()) {
            truths.add("resampled");
        }
        return truths;
    }

    private ScriptModule root() {
        return new ScriptModule("FindingClassifier").put("format", FORMAT).put("program", ProgramVersion.get())
                .put("preset", word(config.preset())).put("size", ModelWords.size(config))
                .putTexts("findings", described.findings()).put("input_size", config.radiograph().imageSize())
                .put("preprocessing_description", ModelWords.preprocessing(described)).put("notice", NOTICE)
                .put("preprocessing", preprocessing()).put("radiograph_transformer", transformer())
                .put("classifier", linear(ParameterLayout.CLASSIFIER));
    }

    private ScriptModule preprocessing() {
        PictureTransform evaluation = described.preprocessing().input(config).evaluation();
        PixelConfig pixels = config.pixels();
        return new ScriptModule("Preprocessing").put("picture_size", described.preprocessing().pictureSize())
                .put("input_size", config.radiograph().imageSize()).put("step", evaluation.a())
                .put("margin", evaluation.c()).putReals("mean", pixels.mean())
                .putReals("deviation", pixels.deviation());
    }

    private ScriptModule transformer() {
        RadiographConfig sizes = config.radiograph();
        ScriptModule blocks = new ScriptModule("Blocks");
        for (int i = 0; i < sizes.depth(); i++) {
            blocks.put(Integer.toString(i), block(VISION + "blocks." + i + "."));
        }
        ScriptModule transformer = new ScriptModule("RadiographTransformer")
                .put("cls_token", tensor(VISION + "cls_token")).put("pos_embed", tensor(VISION + "pos_embed"))
                .put("patch_embed", new ScriptModule("PatchEmbed").put("proj", linear(VISION + "patch_embed.proj")))
                .put("blocks", blocks).put("norm", norm(VISION + "norm"));
        if (config.pixels().meanImage()) {
            transformer.put("mean_image", tensor(ParameterLayout.MEAN_IMAGE));
        }
        if (sizes.position() == PositionMode.CONCAT) {
            transformer.put("pos_merge", linear(VISION + "pos_merge"));
        }
        return transformer;
    }

    private ScriptModule block(String name) {
        ScriptModule attention = new ScriptModule("Attention").put("qkv", linear(name + "attn.qkv"))
                .put("proj", linear(name + "attn.proj")).put("heads", config.radiograph().heads());
        ScriptModule perceptron = new ScriptModule("Mlp").put("fc1", linear(name + "mlp.fc1"))
                .put("fc2", linear(name + "mlp.fc2"));
        return new ScriptModule("Block").put("norm1", norm(name + "norm1")).put("attn", attention)
                .put("norm2", norm(name + "norm2")).put("mlp", perceptron);
    }

    private ScriptModule linear(String name) {
        return new ScriptModule("Linear").put("weight", tensor(name + ".weight")).put("bias", tensor(name + ".bias"));
    }

    private ScriptModule norm(String name) {
        return new ScriptModule("LayerNorm").put("weight", tensor(name + ".weight"))
                .put("bias", tensor(name + ".bias")).put("eps", config.radiograph().form().layerNormEps());
    }

    private ScriptTensor tensor(String name) {
        return new ScriptTensor(file.find(name).map(TensorInfo::shape).orElse(List.of()), () -> {
            try {
                return file.floats(name);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        });
    }

    private String description() throws IOException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode root = json.createObjectNode().put("format", FORMAT).put("program", ProgramVersion.get())
                .put("preset", word(config.preset())).put("size", ModelWords.size(config))
                .put("input_size", config.radiograph().imageSize());
        described.findings().forEach(root.putArray("findings")::add);
        root.set("preprocessing", json.readTree(described.preprocessing().toJson(config)));
        root.put("preprocessing_description", ModelWords.preprocessing(described)).put("notice", NOTICE);
        root.set("network", config.toJson());
        return root.toPrettyString() + "\n";
    }

    private static String word(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }
}
