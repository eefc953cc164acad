package org.refers.training.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.refers.model.network.Initializer;
import org.refers.model.network.Mode;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.TextEncoder;
import org.refers.model.store.Safetensors;
import org.refers.model.text.WordPieceTokenizer;
import org.refers.model.torch.InputGradient;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelSource;
import org.refers.training.store.RunFolder;

/** A text encoder with its vocabulary, out of an imported model or a pre-training's run. One thread at a time. */
public final class TextModel implements AutoCloseable {

    private final NDManager manager;
    private final ParameterSet parameters;
    private final TextEncoder encoder;
    private final WordPieceTokenizer vocabulary;
    private final int longest;

    private TextModel(NDManager manager, ParameterSet parameters, TextEncoder encoder, WordPieceTokenizer vocabulary,
            int longest) {
        this.manager = manager;
        this.parameters = parameters;
        this.encoder = encoder;
        this.vocabulary = vocabulary;
        this.longest = longest;
    }

    /**
     * A text as the encoder gives it.
     *
     * @param ids its tokens
     * @param pooled the pooled output, one value a feature
     */
    public record Encoded(List<Integer> ids, float[] pooled) {

        /** Creates a result; the list is copied. */
        public Encoded {
            ids = List.copyOf(ids);
        }
    }

    /**
     * Loads a text encoder.
     *
     * @param model model file, folder with one, run folder or checkpoint folder
     * @throws ModelException if there is none, or it comes without a vocabulary
     */
    public static TextModel open(Path model, ComputeEngine engine) throws ModelException {
        Path file = file(model);
        NDManager manager = engine.newManager();
        try (Safetensors weights = Safetensors.open(file)) {
            NetworkConfig config = ModelFile.config(weights);
            if (weights.tensors().keySet().stream().noneMatch(name -> name.startsWith(ParameterLayout.TEXT + "."))) {
                throw new ModelException(
                        model + " has no text encoder; name a pre-training run, or imported weights of a"
                                + " BERT.");
            }
            ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.text(config), new Initializer(0));
            parameters.load(weights).requireComplete();
            return new TextModel(manager, parameters, new TextEncoder(config, parameters, engine.kernels()),
                    WeightImporter.vocabulary(weights, file), config.text().maxPositions());
        } catch (IOException | IllegalArgumentException unusable) {
            manager.close();
            throw new ModelException("The text encoder of " + model + " cannot be used: " + unusable.getMessage()
                    + ".", unusable);
        } catch (ModelException | RuntimeException failed) {
            manager.close();
            throw failed;
        }
    }

    private static Path file(Path model) throws ModelException {
        if (Files.isDirectory(model) && !RunFolder.isRun(model)) {
            try (Stream<Path> files = Files.list(model)) {
                List<Path> models = files.filter(file -> file.toString().endsWith(".safetensors")).sorted().toList();
                if (models.size() == 1) {
                    return models.getFirst();
                }
            } catch (IOException unreadable) {
                throw new ModelException("The folder " + model + " cannot be read.", unreadable);
            }
        }
        return ModelSource.find(model, damage -> {
            // A damaged checkpoint is passed over for an older one, whose text encoder serves as well.
        }).file();
    }

    /** Encodes a text; what is longer than the encoder's positions is cut at the right. */
    public Encoded encode(String text) {
        int[] ids = vocabulary.encode(text, longest);
        long[] tokens = Arrays.stream(ids).asLongStream().toArray();
        long[] mask = new long[ids.length];
        Arrays.fill(mask, 1);
        float[] pooled = InputGradient.without(() -> {
            try (NDManager own = manager.newSubManager(); NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                Shape shape = new Shape(1, ids.length);
                NDArray hidden = encoder.encode(own.create(tokens, shape), own.create(mask, shape), Mode.EVALUATION);
                return encoder.pool(hidden).toFloatArray();
            }
        });
        return new Encoded(Arrays.stream(ids).boxed().toList(), pooled);
    }

    @Override
    public void close() {
        parameters.close();
        manager.close();
    }
}
