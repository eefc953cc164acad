package org.refers.training.weights;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refers.model.network.ClassifierInput;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSpec;
import org.refers.model.weights.WeightImport;
import org.refers.model.weights.WeightReport;
import org.refers.training.predict.ModelException;

/** The classifier's head of a foreign file. Its weights do not tell what its outputs are; the user does. */
final class FoundHead {

    /** Missing names told; the first ones say what kind of file it is. */
    private static final int SHOWN = 5;
    private static final String WEIGHT = ParameterLayout.CLASSIFIER + ".weight";

    private final Optional<Integer> outputs;
    private final WeightImporter.Request request;

    FoundHead(WeightImport names, WeightImporter.Request request) {
        this.outputs = names.shape(WEIGHT).map(List::getFirst).map(Math::toIntExact);
        this.request = request;
    }

    /** Whether the file is to become a classifier. */
    boolean isWanted() {
        return !request.findings().isEmpty();
    }

    /** Outputs of a head that stays behind, if there is one. */
    Optional<Integer> unused() {
        return isWanted() ? Optional.empty() : outputs;
    }

    /**
     * The configuration with the head's number of outputs.
     *
     * @throws ModelException if the file has no head, one of another number of outputs, or the preset has another place for it
     */
    NetworkConfig on(NetworkConfig config) throws ModelException {
        if (!isWanted()) {
            return config;
        }
        int named = request.findings().size();
        String what = "The weights " + request.file() + " ";
        if (outputs.isEmpty()) {
            throw new ModelException(what + "have no head (head.weight) that findings could be the outputs of;"
                    + " leave --findings out and fine-tune.");
        }
        if (outputs.get() != named) {
            throw new ModelException(
                    what + "have a head of %d outputs, and --findings names %d; name all, in their order."
                            .formatted(outputs.get(), named));
        }
        if (new HashSet<>(request.findings()).size() != named
                || request.findings().stream().anyMatch(String::isBlank)) {
            throw new ModelException("--findings must name each output once; two are alike or one has no name.");
        }
        if (config.classifier().input() != ClassifierInput.TOKEN) {
            throw new ModelException(what + "have a head that reads the class token, and the preset "
                    + config.preset().name().toLowerCase(Locale.ROOT)
                    + " reads the mean of the patches; say --preset released.");
        }
        return config.with("num_classes", Integer.toString(named));
    }

    /**
     * Demands all tensors: a classifier of which a part starts anew scores at random.
     *
     * @throws ModelException naming the first few that are missing
     */
    void requireWhole(List<ParameterSpec> layout, WeightReport report) throws ModelException {
        if (!isWanted()) {
            return;
        }
        List<String> missing = layout.stream().map(ParameterSpec::name).filter(name -> !report.matched().contains(name))
                .toList();
        if (!missing.isEmpty()) {
            throw new ModelException("The weights " + request.file() + " make no whole classifier: they lack "
                    + String.join(", ", missing.stream().limit(SHOWN).toList())
                    + "; leave --findings out and fine-tune.");
        }
    }
}
