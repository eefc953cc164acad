package org.refers.training.predict;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.refers.model.explain.ExplanationSettings;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.Initializer;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.ParameterSpec;
import org.refers.model.network.RefersNetwork;
import org.refers.model.store.Safetensors;
import org.refers.model.text.ReportTokenizer;
import org.refers.training.compute.ComputeEngine;

/** Loads models that runs have written. */
public final class ModelLoader {

    private static final long LARGEST_SETTINGS = 10_000_000;
    /** Names under which a run folder keeps the report transformer's tokenizer. */
    private static final List<String> TOKENIZERS = List.of("tokenizer.json", "tokenizer.model");

    private final ComputeEngine engine;
    private final Consumer<String> notice;

    /**
     * Creates a loader.
     *
     * @param notice receives sentences on what the user should know, such as a damaged checkpoint that was passed over
     */
    public ModelLoader(ComputeEngine engine, Consumer<String> notice) {
        this.engine = engine;
        this.notice = notice;
    }

    /**
     * Loads a fine-tuned classifier.
     *
     * @param model run folder, checkpoint folder or safetensors file
     * @throws ModelException if there is none, it is damaged, or it is a pre-trained model without a classifier
     */
    public LoadedClassifier classifier(Path model) throws ModelException {
        ModelSource source = ModelSource.find(model, notice);
        NDManager manager = engine.newManager();
        try (Safetensors file = Safetensors.open(source.file())) {
            ClassifierFile described = ClassifierFile.read(file, model);
            NetworkConfig config = described.config();
            ParameterSet parameters = parameters(manager, ParameterLayout.classification(config), file);
            Optional<ExplanationSettings> settings = source.run().isPresent()
                    ? settings(source.run().get())
                    : Optional.empty();
            return new LoadedClassifier(manager, new FindingClassifier(config, parameters, engine.kernels()),
                    described.findings(), described.preprocessing(), settings);
        } catch (IOException | IllegalArgumentException broken) {
            manager.close();
            throw new ModelException("The model " + model + " cannot be used: " + broken.getMessage() + ".", broken);
        } catch (ModelException | RuntimeException failed) {
            manager.close();
            throw failed;
        }
    }

    /**
     * Loads a pre-trained network that writes reports.
     *
     * @param model run folder or checkpoint folder of a pre-training
     * @throws ModelException if there is none, it is damaged, or it is no pre-trained model
     */
    public LoadedPretraining pretraining(Path model) throws ModelException {
        ModelSource source = ModelSource.find(model, notice);
        NDManager manager = engine.newManager();
        try (Safetensors file = Safetensors.open(source.file())) {
            if (file.find(ParameterLayout.REPORT + ".output_bias").isEmpty()) {
                throw new ModelException(model + " has no report transformer; name the run of a pre-training.");
            }
            NetworkConfig config = ModelFile.config(file);
            ParameterSet parameters = parameters(manager, ParameterLayout.pretraining(config), file);
            return new LoadedPretraining(manager, new RefersNetwork(config, parameters, engine.kernels()),
                    tokenizer(source, model), preprocessing(file, config));
        } catch (IOException | IllegalArgumentException broken) {
            manager.close();
            throw new ModelException("The model " + model + " cannot be used: " + broken.getMessage() + ".", broken);
        } catch (ModelException | RuntimeException failed) {
            manager.close();
            throw failed;
        }
    }

    private static Optional<ExplanationSettings> settings(Path run) throws IOException {
        Path file = run.resolve(ExplanationSettings.FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > LARGEST_SETTINGS) {
            throw new IOException(ExplanationSettings.FILE + " is too large");
        }
        try {
            return Optional.of(ExplanationSettings.fromJson(Files.readString(file)));
        } catch (CharacterCodingException binary) {
            throw new IOException(ExplanationSettings.FILE + " cannot be read: it is no text", binary);
        } catch (IllegalArgumentException damaged) {
            throw new IOException(ExplanationSettings.FILE + " cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    private static ParameterSet parameters(NDManager manager, List<ParameterSpec> layout, Safetensors file)
            throws IOException {
        // Before memory is taken for what a few bytes of configuration claim.
        ParameterSet.compare(layout, file).requireComplete();
        ParameterSet parameters = ParameterSet.create(manager, layout, new Initializer(0));
        parameters.load(file).requireComplete();
        return parameters;
    }

    /** A file of other programs says nothing of its preprocessing: the full field then, as explanations want it. */
    static Preprocessing preprocessing(Safetensors file, NetworkConfig config) {
        String json = file.metadata().get(Preprocessing.KEY);
        return json == null
                ? new Preprocessing(config.radiograph().imageSize(), Preprocessing.EvaluationCrop.NONE)
                : Preprocessing.fromJson(json, config);
    }

    private static ReportTokenizer tokenizer(ModelSource source, Path model) throws ModelException, IOException {
        for (String name : TOKENIZERS) {
            Optional<Path> file = source.run().map(run -> run.resolve(name)).filter(Files::isRegularFile);
            if (file.isPresent()) {
                return ReportTokenizer.load(file.get());
            }
        }
        throw new ModelException("The model " + model
                + " lies in no run folder with a tokenizer.json, without which it can write no report.");
    }
}
