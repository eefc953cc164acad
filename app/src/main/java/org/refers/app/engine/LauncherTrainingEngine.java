package org.refers.app.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.refers.app.training.RunAdvisor;
import org.refers.app.training.RunBin;
import org.refers.app.training.RunEntry;
import org.refers.app.training.RunPlan;
import org.refers.app.training.TrainingEngine;
import org.refers.training.compute.Compute;
import org.refers.training.run.RecipeFiles;
import org.refers.training.run.RecipeKey;
import org.refers.training.run.RunHandle;
import org.refers.training.run.RunLauncher;
import org.refers.training.run.TrainingEvent;
import org.refers.training.store.RunFolder;

/** Trains through the launcher that the command line uses. */
public final class LauncherTrainingEngine implements TrainingEngine {

    private final RunLauncher launcher;
    private final RunFolders folders = new RunFolders();
    private final RunRequests requests;
    private final RunAdvisor advisor;
    private final RunBin bin = new FolderBin(SystemTrash::take);

    /** Creates an engine whose runs a launcher starts and that computes where it is told. */
    public LauncherTrainingEngine(RunLauncher launcher, Compute compute) {
        this.launcher = launcher;
        this.requests = new RunRequests(compute);
        this.advisor = new EngineRunAdvisor(requests, compute);
    }

    @Override
    public RunControl start(RunPlan plan, Consumer<TrainingEvent> events) {
        return new Handle(launcher.start(requests.of(plan), events));
    }

    @Override
    public RunControl follow(Path run, Consumer<TrainingEvent> events) {
        return new RunFollower(run, folders, events);
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
    public void requestStop(Path run) throws IOException {
        if (RunFolder.isRunning(run)) {
            RunFolder.requestStop(run);
        }
    }

    @Override
    public Copied copy(Path run) throws IOException {
        RunCopies copies = new RunCopies(folders);
        RunPlan plan = copies.copy(run);
        return new Copied(plan, copies.models(run) - plan.start().models().size());
    }

    @Override
    public RunBin bin() {
        return bin;
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

    @Override
    public RunAdvisor advisor() {
        return advisor;
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
