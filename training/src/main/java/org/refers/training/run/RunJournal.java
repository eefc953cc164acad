package org.refers.training.run;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.refers.training.run.TrainingEvent.CheckpointWritten;
import org.refers.training.run.TrainingEvent.Notice;
import org.refers.training.run.TrainingEvent.RunFailed;
import org.refers.training.run.TrainingEvent.RunFinished;
import org.refers.training.run.TrainingEvent.RunStarted;
import org.refers.training.run.TrainingEvent.StepFinished;
import org.refers.training.run.TrainingEvent.ValidationFinished;
import org.refers.training.store.RunFolder;

/**
 * One stream of events to three readers: {@code metrics.jsonl}, the log, and whoever watches. A disk that cannot take a
 * line ends the run, since a run without its record is of no use.
 */
final class RunJournal implements Consumer<TrainingEvent> {

    private final RunFolder folder;
    private final Consumer<TrainingEvent> watcher;
    private final ObjectMapper json = new ObjectMapper();
    private Optional<EventScalars> scalars = Optional.empty();

    RunJournal(RunFolder folder, Consumer<TrainingEvent> watcher) {
        this.folder = folder;
        this.watcher = watcher;
    }

    @Override
    public void accept(TrainingEvent event) {
        try {
            write(event);
        } catch (IOException full) {
            throw new UncheckedIOException("the run folder cannot be written", full);
        }
        scalars.ifPresent(file -> file.accept(event));
        watcher.accept(event);
    }

    /** Writes scalars for TensorBoard too, from now on, where there is a file for them. */
    void alsoTo(Optional<EventScalars> file) {
        scalars = file;
    }

    /** The run's folder. */
    Path folder() {
        return folder.path();
    }

    /** Tells whoever watches, also where the folder can no longer be written. */
    void acceptIfPossible(TrainingEvent event) {
        try {
            write(event);
        } catch (IOException unwritable) {
            // The run ends for this very reason, and says so.
        }
        watcher.accept(event);
    }

    /** A line of the log that nobody waits for. */
    void note(String sentence) {
        try {
            folder.log(sentence);
        } catch (IOException full) {
            throw new UncheckedIOException("the run folder cannot be written", full);
        }
    }

    void notice(String sentence) {
        accept(new Notice(sentence));
    }

    private void write(TrainingEvent event) throws IOException {
        switch (event) {
            case StepFinished step -> folder.metric(line(step));
            case ValidationFinished(long step, double loss, Map<String, Double> metrics) -> {
                ObjectNode node = node("validation", step).put("loss", loss);
                folder.metric(put(node, "metrics", metrics).toString());
                folder.log("step %d: validation loss %.5f %s".formatted(step, loss, metrics));
            }
            case CheckpointWritten(long step, String name, boolean best) ->
                folder.log("step " + step + ": checkpoint " + name + (best ? ", the best so far" : ""));
            case RunStarted(String run, String kind, String device, long first, long total) ->
                folder.log("%s on %s, from step %d to %d".formatted(kind, device, first, total));
            case Notice(String message) -> folder.log(message);
            case RunFinished(long step, boolean stopped, Map<String, Double> metrics) -> {
                folder.metric(
                        put(node("finished", step).put("stopped", stopped), "metrics", metrics).toString());
                folder.log((stopped ? "stopped at step " : "finished at step ") + step + " " + metrics);
            }
            case RunFailed(long step, String message) -> folder.log("failed at step " + step + ": " + message);
        }
    }

    private String line(StepFinished step) {
        ObjectNode node = node("step", step.step()).put("loss", step.loss());
        put(node, "terms", step.terms());
        node.put("learning_rate", step.learningRate()).put("gradient_norm", step.gradientNorm())
                .put("micro_batch_size", step.microBatch()).put("images_per_second", round(step.imagesPerSecond()))
                .put("waiting", Math.round(step.waiting() * 1e4) / 1e4)
                .put("seconds_left", round(step.secondsLeft()));
        step.memory().bytes().ifPresent(bytes -> node.put("memory_bytes", bytes));
        step.memory().peak().ifPresent(bytes -> node.put("memory_peak_bytes", bytes));
        return node.toString();
    }

    private ObjectNode node(String event, long step) {
        return json.createObjectNode().put("event", event).put("step", step);
    }

    private static ObjectNode put(ObjectNode node, String name, Map<String, Double> values) {
        ObjectNode inner = node.putObject(name);
        values.forEach(inner::put);
        return node;
    }

    private static double round(double value) {
        return Math.round(value * 100) / 100.0;
    }
}
