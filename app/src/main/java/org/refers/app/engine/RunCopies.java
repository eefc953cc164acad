package org.refers.app.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refers.app.training.RunPlan;
import org.refers.app.training.RunPlan.Start;
import org.refers.training.run.Recipe;
import org.refers.training.run.RecipeFiles;
import org.refers.training.run.RecipeKey;
import org.refers.training.store.RunFolder;

/** Reads out of a run's folder what is needed to start another run like it. */
final class RunCopies {

    /** Of a name, or of a checkpoint's state. */
    private static final long LARGEST = 100_000;

    private final ObjectMapper json = new ObjectMapper();
    private final ObjectMapper yaml = new YAMLMapper();
    private final RecipeFiles recipes = new RecipeFiles();
    private final RunFolders folders;

    RunCopies(RunFolders folders) {
        this.folders = folders;
    }

    /** A run's plan with everything it was started with. */
    RunPlan copy(Path run) throws IOException {
        JsonNode config = yaml.readTree(Files.readString(run.resolve(RunFolder.CONFIG)));
        RunPlan plan = RunFolders.plan(run, config);
        Recipe base = recipes.find(plan.recipe(), RunRequests.purpose(plan.kind()));
        Map<String, String> settings = new LinkedHashMap<>();
        config.path("recipe").properties().forEach(entry -> {
            String value = entry.getValue().path("value").asText();
            if (!base.text(RecipeKey.of(entry.getKey())).equals(value)) {
                settings.put(entry.getKey(), value);
            }
        });
        JsonNode device = config.path("used").path("device");
        String asked = device.path("origin").asText().equals("command") ? device.path("value").asText() : Start.AUTO;
        return new RunPlan(plan.kind(), plan.workspace(), run, plan.preset(), plan.size(), plan.recipe(), settings,
                plan.finetuning(), new Start(models(run, config.path("init_sha256").asText()), asked, false));
    }

    /** A run keeps the digests of the models it began with, not their places: those among its neighbours are found again. */
    private List<Path> models(Path run, String digests) throws IOException {
        List<Path> found = new ArrayList<>();
        Path folder = run.toAbsolutePath().getParent();
        for (String digest : digests.split(", ")) {
            for (Path neighbour : digest.isBlank() || folder == null ? List.<Path>of() : folders.folders(folder)) {
                if (hasModel(neighbour, digest)) {
                    found.add(neighbour);
                    break;
                }
            }
        }
        return found;
    }

    /** Whether a run's best checkpoint, which is what one begins with, holds a model. */
    private boolean hasModel(Path run, String digest) throws IOException {
        Path best = run.resolve("best");
        String name = Files.isRegularFile(best) && Files.size(best) < LARGEST ? Files.readString(best).strip() : "";
        Path state = run.resolve("checkpoints").resolve(name.matches("step-\\d{6,12}") ? name : "none")
                .resolve("state.json");
        return Files.isRegularFile(state) && Files.size(state) < LARGEST
                && json.readTree(state.toFile()).at("/files/model.safetensors/sha256").asText().equals(digest);
    }

    /** How many models a run began with. */
    int models(Path run) throws IOException {
        String digests = yaml.readTree(Files.readString(run.resolve(RunFolder.CONFIG))).path("init_sha256").asText();
        return digests.isBlank() ? 0 : digests.split(", ").length;
    }
}
