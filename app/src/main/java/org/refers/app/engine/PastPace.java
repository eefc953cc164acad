package org.refers.app.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.refers.app.training.RunAdvisor.Pace;
import org.refers.app.training.RunPlan;
import org.refers.app.training.RunPlan.Kind;
import org.refers.training.run.Recipe;
import org.refers.training.run.RecipeKey;
import org.refers.training.store.CheckpointStore;
import org.refers.training.store.RunFolder;

/** Finds in the folders of earlier runs how long a step took that was like those of a new run. */
final class PastPace {

    /** The first steps are slow, and a run of few says little. */
    private static final int FEWEST_STEPS = 10;
    /** What a step's time depends on beside kind, architecture, device and batch. */
    private static final List<RecipeKey> ALIKE = List.of(RecipeKey.PRECISION, RecipeKey.LINEAR,
            RecipeKey.ACTIVATION_CHECKPOINTING,
            RecipeKey.TOKEN_DROPPING, RecipeKey.OPTIMIZER);

    private final ObjectMapper json = new ObjectMapper();
    private final ObjectMapper yaml = new YAMLMapper();

    /**
     * Looks for the run that was written last of those that are like a plan.
     *
     * @param runs folders of runs, the newest first
     * @param recipe of the plan
     * @param device that the plan comes to: {@code cpu} or {@code cuda:N}
     */
    Optional<Pace> find(List<Path> runs, RunPlan plan, Recipe recipe, String device) {
        for (Path run : runs) {
            try {
                Optional<Pace> pace = of(run, plan, recipe, device);
                if (pace.isPresent()) {
                    return pace;
                }
            } catch (IOException damaged) {
                // Another run may tell.
            }
        }
        return Optional.empty();
    }

    private Optional<Pace> of(Path run, RunPlan plan, Recipe recipe, String device) throws IOException {
        JsonNode config = yaml.readTree(Files.readString(run.resolve(RunFolder.CONFIG)));
        boolean alike = config.path("kind").asText().equals(plan.kind() == Kind.PRETRAIN ? "pretrain" : "finetune")
                && (plan.isFromModel() || config.path("preset").asText().equals(plan.preset())
                        && config.path("size").asText().equals(plan.size()))
                && ALIKE.stream().allMatch(key -> value(config, key).equals(recipe.text(key)));
        Path environment = run.resolve(RunFolder.ENVIRONMENT);
        if (!alike || !Files.isRegularFile(environment) || !isHere(json.readTree(environment.toFile()), device)) {
            return Optional.empty();
        }
        List<String> checkpoints = new CheckpointStore(run).names();
        if (checkpoints.isEmpty()) {
            return Optional.empty();
        }
        JsonNode state = json.readTree(run.resolve("checkpoints").resolve(checkpoints.getLast()).resolve("state.json")
                .toFile());
        long steps = state.path("step").asLong();
        double seconds = state.path("seconds").asDouble();
        double batch = config.at("/recipe/batch_size/value").asDouble();
        if (steps < FEWEST_STEPS || !(seconds > 0) || !(batch > 0)) {
            return Optional.empty();
        }
        int wanted = recipe.count(RecipeKey.BATCH_SIZE);
        return Optional.of(new Pace(String.valueOf(run.getFileName()), seconds / steps * wanted / batch,
                wanted == batch));
    }

    private static String value(JsonNode config, RecipeKey key) {
        return config.path("recipe").path(key.key()).path("value").asText(key.defaultValue());
    }

    /** A folder of runs may have come from elsewhere. */
    private static boolean isHere(JsonNode environment, String device) {
        return environment.path("device").asText().startsWith(device)
                && environment.path("processors").asInt() == Runtime.getRuntime().availableProcessors()
                && environment.path("arch").asText().equals(System.getProperty("os.arch"));
    }
}
