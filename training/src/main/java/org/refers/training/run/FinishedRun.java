package org.refers.training.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refers.training.metric.Bootstrap;
import org.refers.training.metric.Evaluation;
import org.refers.training.run.RunRecord.Identity;
import org.refers.training.run.RunSummary.TestResult;
import org.refers.training.store.Checkpoint;
import org.refers.training.store.CheckpointState;
import org.refers.training.store.CheckpointStore;
import org.refers.training.store.Predictions;
import org.refers.training.store.RunFolder;

/**
 * A run that has nothing left to do when it is started again: its last line says that it is finished, its newest checkpoint
 * is of that step, and neither more steps nor more patience are asked for. Nothing is written then.
 *
 * @param summary what it reached, from its folder
 * @param metrics what it told at its end
 */
record FinishedRun(RunSummary summary, Map<String, Double> metrics) {

    /** The finished run of a request; empty where there is something to do, or something is not as it should be. */
    static Optional<FinishedRun> of(RunRequest request) throws TrainingException, IOException {
        if (!request.resume() || !RunFolder.isRun(request.run())) {
            return Optional.empty();
        }
        Identity identity = RunRecord.read(request.run(), request.recipe());
        boolean asAsked = identity.kind().equals(request instanceof PretrainRequest ? "pretrain" : "finetune");
        Optional<JsonNode> last = lastLine(request.run().resolve(RunFolder.METRICS));
        if (!asAsked || last.isEmpty() || !last.get().path("event").asText().equals("finished")
                || last.get().path("stopped").asBoolean()) {
            return Optional.empty();
        }
        Optional<Checkpoint> newest = new CheckpointStore(request.run()).newest(damage -> {
            // The run itself tells of it.
        });
        return newest.map(Checkpoint::state).filter(state -> state.step() == last.get().path("step").asLong())
                .filter(state -> isDone(state, identity.recipe())).map(state -> of(request, identity, last.get()));
    }

    private static boolean isDone(CheckpointState state, Recipe recipe) {
        long patience = recipe.whole(RecipeKey.PATIENCE);
        return !state.validationDue() && (state.step() >= recipe.whole(RecipeKey.MAX_STEPS)
                || patience > 0 && state.sinceBest() >= patience);
    }

    private static FinishedRun of(RunRequest request, Identity identity, JsonNode last) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        last.path("metrics").properties().forEach(entry -> metrics.put(entry.getKey(), entry.getValue().asDouble()));
        RunSummary summary = new RunSummary(request.run(), last.path("step").asLong(), OptionalDouble.empty(),
                figure(metrics, "loss"), figure(metrics, "validation_loss"),
                metrics.getOrDefault("images_per_second", 0.0),
                false, test(request.run(), identity, metrics));
        return new FinishedRun(summary, metrics);
    }

    private static OptionalDouble figure(Map<String, Double> metrics, String name) {
        Double value = metrics.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /** The test's result from its scores, as it was at the end; empty for pre-training. */
    private static Optional<TestResult> test(Path run, Identity identity, Map<String, Double> metrics) {
        if (!identity.kind().equals("finetune")) {
            return Optional.empty();
        }
        try {
            Predictions scores = Predictions.read(run.resolve("predictions/test.csv"));
            return Optional.of(new TestResult(identity.facts().getOrDefault("task", ""),
                    Evaluation.of(scores.scored(), Bootstrap.standard()),
                    metrics.getOrDefault("n_train", 0.0).intValue(),
                    scores.rows().size()));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** The last line that is whole; empty without one. */
    private static Optional<JsonNode> lastLine(Path metrics) throws IOException {
        if (!Files.isRegularFile(metrics)) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(metrics);
        try {
            return lines.isEmpty() ? Optional.empty() : Optional.of(new ObjectMapper().readTree(lines.getLast()));
        } catch (JsonProcessingException cutOff) {
            return Optional.empty();
        }
    }
}
