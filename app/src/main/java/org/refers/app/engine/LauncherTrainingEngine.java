package org.refers.app.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.refers.app.training.RunEntry;
import org.refers.app.training.RunPlan;
import org.refers.app.training.RunPlan.Kind;
import org.refers.app.training.TrainingEngine;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.training.compute.Compute;
import org.refers.training.run.Architecture;
import org.refers.training.run.Choice;
import org.refers.training.run.FinetuneRequest;
import org.refers.training.run.PretrainRequest;
import org.refers.training.run.Recipe;
import org.refers.training.run.RecipeFiles;
import org.refers.training.run.RecipeKey;
import org.refers.training.run.RunHandle;
import org.refers.training.run.RunLauncher;
import org.refers.training.run.RunRequest;
import org.refers.training.run.TrainingEvent;

/** Trains through the launcher that the command line uses. */
public final class LauncherTrainingEngine implements TrainingEngine {

    private final RunLauncher launcher;
    private final RecipeFiles recipes = new RecipeFiles();
    private final RunFolders folders = new RunFolders();
    private final Compute compute;

    /** Creates an engine whose runs a launcher starts and that computes where it is told. */
    public LauncherTrainingEngine(RunLauncher launcher, Compute compute) {
        this.launcher = launcher;
        this.compute = compute;
    }

    @Override
    public RunControl start(RunPlan plan, Consumer<TrainingEvent> events) {
        return new Handle(launcher.start(request(plan), events));
    }

    @Override
    public RunControl follow(Path run, Consumer<TrainingEvent> events) {
        return new RunFollower(run, folders, events);
    }

    private RunRequest request(RunPlan plan) {
        boolean pretrain = plan.kind() == Kind.PRETRAIN;
        Recipe recipe = recipes.find(plan.recipe(), pretrain ? Recipe.Purpose.PRETRAIN : Recipe.Purpose.FINETUNE);
        for (Map.Entry<String, String> setting : plan.settings().entrySet()) {
            recipe = recipe.with(RecipeKey.of(setting.getKey()), setting.getValue());
        }
        recipe = recipe.asked(List.of(Choice.values()));
        Architecture architecture = new Architecture(Preset.valueOf(plan.preset().toUpperCase(Locale.ROOT)),
                Size.valueOf(plan.size().toUpperCase(Locale.ROOT)));
        return pretrain
                ? new PretrainRequest(plan.workspace(), plan.run(), architecture, recipe, List.of(), plan.resume(),
                        compute)
                : new FinetuneRequest(plan.workspace(), plan.run(), plan.finetuning().task(),
                        plan.finetuning().init(), plan.finetuning().labelRatio(), architecture, recipe, plan.resume(),
                        compute);
    }

    @Override
    public List<RunEntry> runs(Path folder) throws IOException {
        return folders.list(folder);
    }

    @Override
    public List<TrainingEvent> history(Path run) throws IOException {
        return folders.history(run);
    }

    @Override
    public List<String> recipes() {
        // The short one first: it is what a first run on a machine without a graphics card should take.
        return RecipeFiles.NAMES.stream().sorted((a, b) -> Boolean.compare(b.equals("demo"), a.equals("demo")))
                .toList();
    }

    @Override
    public String reason(String key) {
        RecipeKey known = RecipeKey.of(key);
        return "Default " + known.defaultValue() + ": " + known.reason() + ".";
    }

    private record Handle(RunHandle handle) implements RunControl {

        @Override
        public void stop() {
            handle.stop();
        }

        @Override
        public void await() throws Exception {
            handle.await();
        }
    }
}
