package org.refers.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.refers.training.run.TrainingEvent.StepFinished;
import org.refers.training.run.TrainingEvent.ValidationFinished;
import org.refers.training.store.CheckpointState;
import org.refers.training.store.EventFile;

/** The figures of a run as scalars for TensorBoard, beside {@code metrics.jsonl}. */
final class EventScalars implements Consumer<TrainingEvent> {

    private static final double MILLISECONDS = 1000;

    private final EventFile file;

    private EventScalars(EventFile file) {
        this.file = file;
    }

    /** Begins a file where the recipe asks for one. */
    static Optional<EventScalars> of(RunContext context, Recipe recipe, CheckpointState from) throws IOException {
        return recipe.text(RecipeKey.TENSORBOARD).equals("true")
                ? Optional.of(new EventScalars(
                        EventFile.begin(context.folder().path(), from.step() + 1, now())))
                : Optional.empty();
    }

    private static double now() {
        return System.currentTimeMillis() / MILLISECONDS;
    }

    @Override
    public void accept(TrainingEvent event) {
        try {
            if (event instanceof StepFinished step) {
                file.add(step.step(), now(), scalars(step));
            } else if (event instanceof ValidationFinished validation) {
                Map<String, Double> values = new LinkedHashMap<>();
                values.put("validation/loss", validation.loss());
                validation.metrics().forEach((name, value) -> values.put("validation/" + name, value));
                file.add(validation.step(), now(), values);
            }
        } catch (IOException full) {
            throw new UncheckedIOException("the run folder cannot be written", full);
        }
    }

    private static Map<String, Double> scalars(StepFinished step) {
        Map<String, Double> values = new LinkedHashMap<>();
        values.put("loss/total", step.loss());
        step.terms().forEach((term, value) -> values.put("loss/" + term, value));
        values.put("learning_rate", step.learningRate());
        values.put("gradient_norm", step.gradientNorm());
        values.put("images_per_second", step.imagesPerSecond());
        values.put("waiting", step.waiting());
        values.put("micro_batch_size", (double) step.microBatch());
        step.memory().bytes().ifPresent(bytes -> values.put("memory/bytes", (double) bytes));
        step.memory().peak().ifPresent(bytes -> values.put("memory/peak_bytes", (double) bytes));
        return values;
    }
}
