package org.refers.training.run;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refers.training.metric.Evaluation;

/**
 * What became of a run.
 *
 * @param run its folder
 * @param steps steps done, over all its starts
 * @param firstLoss training loss of the first step of this start; empty if there was none
 * @param loss training loss of the last step; empty if there was none
 * @param validationLoss of the last validation; empty without one
 * @param imagesPerSecond radiographs per second over this start's steps
 * @param stopped whether it was ended before its last step by the user
 * @param test what fine-tuning reached on the held-out radiographs; empty for pre-training and for a stopped run
 */
public record RunSummary(Path run, long steps, OptionalDouble firstLoss, OptionalDouble loss,
        OptionalDouble validationLoss, double imagesPerSecond, boolean stopped, Optional<TestResult> test) {

    /** The user ended the run before it began. */
    static RunSummary notBegun(Path run) {
        return new RunSummary(run, 0, OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty(), 0, true,
                Optional.empty());
    }

    /**
     * The result of fine-tuning.
     *
     * @param task name of the task
     * @param evaluation metrics on the test radiographs
     * @param trained labelled radiographs trained on
     * @param tested labelled radiographs tested on
     */
    public record TestResult(String task, Evaluation evaluation, int trained, int tested) {
    }
}
