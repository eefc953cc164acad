package org.refers.training.run;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.refers.model.network.Initializer;
import org.refers.model.network.LoadReport;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.store.Safetensors;
import org.refers.model.text.Counted;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelSource;
import org.refers.training.predict.Preprocessing;
import org.refers.training.store.Checkpoint;
import org.refers.training.store.CheckpointStore;
import org.refers.training.store.FileDigest;
import org.refers.training.store.RunFolder;
import org.refers.training.weights.WeightOrigin;

/**
 * The network that fine-tuning begins with.
 *
 * @param config its configuration, with the task's number of findings
 * @param preprocessing how radiographs become its input
 * @param parameters its parameters
 * @param needsMean whether the mean training picture is still to be computed
 * @param model the model file the weights came from, if they did
 */
record StartingPoint(NetworkConfig config, Preprocessing preprocessing, ParameterSet parameters, boolean needsMean,
        Optional<Model> model) implements AutoCloseable {

    /**
     * A model file that a run begins with.
     *
     * @param sha256 of the file
     * @param origin where its own weights come from
     */
    record Model(String sha256, WeightOrigin origin) {
    }

    /** New weights, from the recipe's seed. */
    static StartingPoint random(NDManager manager, Architecture architecture, Recipe recipe, int findings)
            throws TrainingException {
        try {
            NetworkConfig config = NetworkChoice.classification(architecture, recipe, findings);
            return new StartingPoint(config, NetworkChoice.preprocessing(config, recipe),
                    parameters(manager, config, recipe), config.pixels().meanImage(), Optional.empty());
        } catch (IllegalArgumentException impossible) {
            throw TrainingException.input("The recipe does not fit the network: " + impossible.getMessage() + ".",
                    impossible);
        }
    }

    /**
     * The weights of a model. The radiograph transformer must be whole; a classifier is taken if it fits, else it is
     * new. Everything else of the file, such as the report transformer, is not needed.
     */
    static StartingPoint ofModel(NDManager manager, Path model, Recipe recipe, int findings, RunJournal journal)
            throws TrainingException {
        try {
            ModelSource source = ModelSource.find(model, damage -> journal.notice(RunContext.capital(damage) + "."));
            try (Safetensors file = Safetensors.open(source.file())) {
                NetworkConfig config = NetworkChoice.withRegularization(ModelFile.config(file), recipe)
                        .with("num_classes", Integer.toString(findings));
                ParameterSet parameters = parameters(manager, config, recipe);
                LoadReport report = parameters.load(file).requireAny();
                requireTransformer(report, model);
                journal.notice("Of the starting weights %s taken and %s new.".formatted(
                        Counted.of(report.matched().size(), "tensor was", "tensors were"),
                        Counted.of(report.missing().size() + report.misshapen().size(), "is", "are")));
                return new StartingPoint(config, preprocessing(file, config, recipe), parameters, false,
                        Optional.of(new Model(FileDigest.sha256(source.file()), WeightOrigin.of(source, file))));
            }
        } catch (ModelException unusable) {
            throw TrainingException.input(unusable.sentence(), unusable);
        } catch (IOException | IllegalArgumentException unfit) {
            throw TrainingException.input("The model " + model + " cannot be the start of fine-tuning: "
                    + unfit.getMessage() + ".", unfit);
        }
    }

    private static void requireTransformer(LoadReport report, Path model) throws TrainingException {
        long absent = report.missing().stream().filter(name -> name.startsWith(ParameterLayout.RADIOGRAPH)).count();
        long other = report.misshapen().stream().filter(name -> name.startsWith(ParameterLayout.RADIOGRAPH)).count();
        if (absent + other > 0) {
            throw TrainingException.input("The model " + model + " has no whole radiograph transformer: "
                    + Counted.of(absent, "tensor is", "tensors are") + " missing, "
                    + Counted.of(other, "has", "have") + " another shape.");
        }
    }

    /** The geometry of the model's training stays, except for the crop of evaluation, which is the recipe's. */
    private static Preprocessing preprocessing(Safetensors file, NetworkConfig config, Recipe recipe) {
        Preprocessing asked = NetworkChoice.preprocessing(config, recipe);
        String json = file.metadata().get(Preprocessing.KEY);
        return json == null || recipe.count(RecipeKey.RESIZE) > 0
                ? asked
                : new Preprocessing(Preprocessing.fromJson(json, config).pictureSize(), asked.evaluationCrop());
    }

    /** The network that a run's folder tells of; its weights come from the checkpoint. */
    static StartingPoint ofRun(NDManager manager, RunContext context, Recipe recipe) throws TrainingException {
        Path file = context.folder().file(RunFolder.CONFIG);
        try {
            JsonNode network = new YAMLMapper().readTree(Files.readString(file)).path("network");
            NetworkConfig config = NetworkConfig.fromJson(network);
            return new StartingPoint(config, preprocessing(context, config, recipe),
                    parameters(manager, config, recipe), false, Optional.empty());
        } catch (IOException | IllegalArgumentException damaged) {
            throw TrainingException.input("The run's " + RunFolder.CONFIG + " is damaged: " + damaged.getMessage()
                    + ".", damaged);
        }
    }

    private static Preprocessing preprocessing(RunContext context, NetworkConfig config, Recipe recipe)
            throws IOException, TrainingException {
        Optional<Checkpoint> newest = new CheckpointStore(context.folder().path()).newest(damage -> {
            // Told when the weights are loaded.
        });
        if (newest.isEmpty()) {
            return NetworkChoice.preprocessing(config, recipe);
        }
        try (Safetensors file = Safetensors.open(newest.get().model())) {
            return preprocessing(file, config, recipe);
        } catch (IllegalArgumentException unknown) {
            throw TrainingException.input("The run in " + context.folder().path() + " cannot go on: "
                    + unknown.getMessage() + ".", unknown);
        }
    }

    private static ParameterSet parameters(NDManager manager, NetworkConfig config, Recipe recipe) {
        return ParameterSet.create(manager, ParameterLayout.classification(config),
                new Initializer(recipe.whole(RecipeKey.SEED)));
    }

    @Override
    public void close() {
        parameters.close();
    }
}
