package org.refers.training.run;

import java.util.Map;
import org.refers.training.device.MemoryUse;

/**
 * What a run tells while it goes on. The same stream feeds {@code metrics.jsonl}, the terminal and the window. Events
 * hold no tensors, no paths and no patient names.
 */
public sealed interface TrainingEvent {

    /** The run has begun, or goes on from a checkpoint at {@code firstStep}. */
    record RunStarted(String run, String kind, String device, long firstStep, long totalSteps)
            implements
                TrainingEvent {
    }

    /**
     * One optimizer step is done.
     *
     * @param step number of steps done, from 1
     * @param totalSteps steps the run will take
     * @param loss total training loss of the step
     * @param terms loss by task: {@code language}, {@code contrast} in pre-training, {@code findings} in fine-tuning
     * @param learningRate rate of the radiograph transformer at this step
     * @param gradientNorm global norm before clipping
     * @param imagesPerSecond radiographs read by the network per second, averaged over the last second or so
     * @param waiting share of that time in which the step waited for its batch, 0 to 1
     * @param secondsLeft estimate, negative while unknown
     * @param microBatch most items computed at once
     * @param memory in use where it computes, asked for at most four times a second
     */
    record StepFinished( // checkstyle: RecordComponentNumber, because a step is a row of figures
            long step, long totalSteps, double loss, Map<String, Double> terms, double learningRate,
            double gradientNorm, double imagesPerSecond, double waiting, double secondsLeft,
            int microBatch, MemoryUse memory) implements TrainingEvent {
    }

    /** A pass over the validation split: {@code metrics} by name, such as {@code auroc} or {@code language}. */
    record ValidationFinished(long step, double loss, Map<String, Double> metrics) implements TrainingEvent {
    }

    /** A checkpoint is safely on disk under {@code checkpoints/name} of the run folder. */
    record CheckpointWritten(long step, String name, boolean best) implements TrainingEvent {
    }

    /** Something the user should know, in one sentence; the run goes on. */
    record Notice(String message) implements TrainingEvent {
    }

    /** The run ended as asked: all steps done, early stop, or stopped by the user. */
    record RunFinished(long step, boolean stopped, Map<String, Double> metrics) implements TrainingEvent {
    }

    /** The run ended by a fault: one sentence; details are in the run's log. */
    record RunFailed(long step, String message) implements TrainingEvent {
    }
}
