package org.refers.training.weights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsWriter;
import org.refers.model.store.TensorInfo;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelSource;
import org.refers.training.predict.Preprocessing;

/** Writes one part of a model under the names that other programs give it. */
public final class WeightExport {

    /** A part, and who reads it under which names. */
    public enum Part {
        /** timm's vision transformers. A position that is concatenated needs {@code pos_merge}, which timm does not know. */
        RADIOGRAPH_TRANSFORMER(ParameterLayout.RADIOGRAPH, Exported.Kind.RADIOGRAPH_TRANSFORMER),
        /** Hugging Face's {@code BertModel}. */
        TEXT_ENCODER(ParameterLayout.TEXT, Exported.Kind.TEXT_ENCODER);

        private final String prefix;
        private final Exported.Kind kind;

        Part(String prefix, Exported.Kind kind) {
            this.prefix = prefix + ".";
            this.kind = kind;
        }
    }

    private WeightExport() {
    }

    /**
     * Exports.
     *
     * @param model run folder, checkpoint folder or model file
     * @param out the file to be written; its card goes beside it
     * @param notice receives sentences the user should know
     * @throws ModelException with a sentence for people, if the model has no such part
     */
    public static Exported run(Path model, Part part, Path out, Consumer<String> notice) throws ModelException {
        ModelSource source = ModelSource.find(model, notice);
        try (Safetensors file = Safetensors.open(source.file())) {
            // What Hugging Face asks for before it takes a file as PyTorch's.
            SafetensorsWriter writer = Safetensors.writer().metadata("format", "pt");
            graph(file, part).ifPresent(graph -> writer.metadata(Preprocessing.KEY, graph));
            List<String> names = new ArrayList<>();
            for (TensorInfo tensor : file.tensors().values()) {
                if (tensor.name().startsWith(part.prefix)) {
                    String name = tensor.name().substring(part.prefix.length());
                    writer.floats(name, tensor.dimensions(), () -> values(file, tensor.name()));
                    names.add(name);
                }
            }
            if (names.isEmpty()) {
                throw new ModelException("The model " + model + " has no "
                        + part.prefix.substring(0, part.prefix.length() - 1).replace('_', ' ') + ".");
            }
            writer.write(out);
            return ModelCard.write(out, part.kind, source, file, names);
        } catch (IOException | UncheckedIOException failed) {
            throw new ModelException("The model " + model + " cannot be exported to " + out + ": "
                    + failed.getMessage() + ".", failed);
        }
    }

    /** How the exported weights' pictures were made, where they read pictures and the model tells. */
    private static Optional<String> graph(Safetensors file, Part part) throws IOException {
        String json = file.metadata().get(Preprocessing.KEY);
        if (json == null || part != Part.RADIOGRAPH_TRANSFORMER) {
            return Optional.empty();
        }
        NetworkConfig config = ModelFile.config(file);
        return Optional.of(Preprocessing.fromJson(json, config).toJson(config));
    }

    private static float[] values(Safetensors file, String name) {
        try {
            return file.floats(name);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
