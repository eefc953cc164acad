package org.refers.app.experiment;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.refers.training.run.Architecture;
import org.refers.training.run.Recipe;

/**
 * A grid as its file describes it.
 *
 * @param workspace the studies of every run
 * @param folder where its runs are
 * @param methods how fine-tuning begins, by name
 * @param grid what every method is fine-tuned on
 * @param finetuning how
 * @param comparison how methods are held against each other
 */
public record ExperimentPlan(Path workspace, Path folder, SequencedMap<String, Start> methods, Grid grid,
        Finetuning finetuning, Comparison comparison) {

    /** Creates the plan; the methods are copied in their order. */
    public ExperimentPlan {
        methods = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(methods));
    }

    /** Where the weights of a method come from. */
    public sealed interface Start {

        /** From chance. */
        record Random() implements Start {
        }

        /** From a model that is there already. */
        record Model(Path model) implements Start {
        }

        /** From a pre-training that is part of the experiment. */
        record Pretraining(Architecture architecture, Recipe recipe) implements Start {
        }
    }

    /**
     * What every method is fine-tuned on.
     *
     * @param tasks which findings
     * @param labelRatios shares of the labelled training radiographs
     * @param seeds of the share, the order and new weights
     */
    public record Grid(List<String> tasks, List<Double> labelRatios, List<Long> seeds) {

        /** Copies the lists. */
        public Grid {
            tasks = List.copyOf(tasks);
            labelRatios = List.copyOf(labelRatios);
            seeds = List.copyOf(seeds);
        }
    }

    /**
     * How all fine-tuning is done.
     *
     * @param architecture of a network that begins from chance
     * @param recipe with the file's values; each run has its own seed
     */
    public record Finetuning(Architecture architecture, Recipe recipe) {
    }

    /**
     * How methods are held against each other.
     *
     * @param baseline the method that the others are held against; empty: the best of the others
     * @param welch whether variances may differ; Student's test takes them as equal
     */
    public record Comparison(Optional<String> baseline, boolean welch) {
    }
}
