package org.refers.training.run;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.refers.model.network.LoadReport;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.store.Safetensors;
import org.refers.model.text.Counted;
import org.refers.model.text.WordPieceTokenizer;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelSource;
import org.refers.training.store.FileDigest;
import org.refers.training.weights.WeightImporter;
import org.refers.training.weights.WeightOrigin;

/**
 * The models that pre-training begins with, if it does not begin with new weights alone: each gives the parts it has, such as
 * a radiograph transformer learnt on photographs and a BERT.
 *
 * @param models what was named, one a model
 * @param vocabulary of the text encoder that comes with them, if one does
 */
record PretrainStart(List<Model> models, Optional<WordPieceTokenizer> vocabulary) {

    /** Names shown of a longer list. */
    private static final int SHOWN = 5;

    /**
     * One model.
     *
     * @param named as the user named it
     * @param file its model file
     * @param sha256 of that file
     * @param origin where its weights come from
     */
    record Model(Path named, Path file, String sha256, WeightOrigin origin) {
    }

    /** Creates a start; the list is copied. */
    PretrainStart {
        models = List.copyOf(models);
    }

    /** Finds the models' files and the vocabulary. */
    static PretrainStart open(List<Path> named, RunJournal journal) throws TrainingException {
        List<Model> models = new ArrayList<>();
        Optional<WordPieceTokenizer> vocabulary = Optional.empty();
        for (Path model : named) {
            try {
                ModelSource source = ModelSource.find(model,
                        damage -> journal.notice(RunContext.capital(damage) + "."));
                Path file = source.file();
                try (Safetensors weights = Safetensors.open(file)) {
                    models.add(new Model(model, file, FileDigest.sha256(file), WeightOrigin.of(source, weights)));
                    Optional<WordPieceTokenizer> own = hasText(weights)
                            ? Optional.of(WeightImporter.vocabulary(weights, file))
                            : Optional.empty();
                    vocabulary = own.isPresent() ? own : vocabulary;
                }
            } catch (ModelException unusable) {
                throw TrainingException.input(unusable.sentence(), unusable);
            } catch (IOException | IllegalArgumentException unreadable) {
                throw unfit(model, String.valueOf(unreadable.getMessage()), unreadable);
            }
        }
        return new PretrainStart(models, vocabulary);
    }

    private static boolean hasText(Safetensors weights) {
        return weights.tensors().keySet().stream().anyMatch(name -> name.startsWith(ParameterLayout.TEXT + "."));
    }

    private static TrainingException unfit(Path model, String why, Exception cause) {
        return TrainingException.input("The model " + model + " cannot be the start of pre-training: " + why + ".",
                cause);
    }

    /** Digests of all models, as a run records them; a model's path is not kept, since it may hold a name. */
    String digests() {
        return String.join(", ", models.stream().map(Model::sha256).toList());
    }

    /**
     * Fills the parameters that the models have and says which start anew.
     *
     * @throws TrainingException if a model has nothing for this network, or its parts are of another size
     */
    void load(ParameterSet parameters, NetworkConfig config, RunJournal journal) throws TrainingException {
        List<String> fresh = new ArrayList<>(parameters.trainable());
        for (Model model : models) {
            try (Safetensors weights = Safetensors.open(model.file())) {
                requireSameHeads(ModelFile.config(weights), config, weights);
                LoadReport report = parameters.load(weights).requireAny();
                if (!report.misshapen().isEmpty()) {
                    throw new IllegalArgumentException(report.misshapen().getFirst() + "; take the size and preset"
                            + " that it was imported for");
                }
                fresh.removeAll(report.matched());
            } catch (IOException | IllegalArgumentException unusable) {
                throw unfit(model.named(), String.valueOf(unusable.getMessage()), unusable);
            }
        }
        int taken = parameters.trainable().size() - fresh.size();
        journal.notice("Of the starting weights %s taken; %s anew: %s%s.".formatted(
                Counted.of(taken, "tensor was", "tensors were"), Counted.of(fresh.size(), "starts", "start"),
                String.join(", ", fresh.subList(0, Math.min(SHOWN, fresh.size()))),
                fresh.size() > SHOWN ? " and more" : ""));
    }

    /** Weights of another number of heads have the same shapes, and mean something else. */
    private static void requireSameHeads(NetworkConfig theirs, NetworkConfig ours, Safetensors weights) {
        boolean vision = weights.tensors().keySet().stream()
                .anyMatch(name -> name.startsWith(ParameterLayout.RADIOGRAPH + "."));
        if (vision && theirs.radiograph().heads() != ours.radiograph().heads()) {
            throw new IllegalArgumentException("its radiograph transformer has " + theirs.radiograph().heads()
                    + " heads, this network " + ours.radiograph().heads());
        }
        if (hasText(weights) && theirs.text().heads() != ours.text().heads()) {
            throw new IllegalArgumentException("its text encoder has " + theirs.text().heads()
                    + " heads, this network " + ours.text().heads());
        }
    }
}
