package org.refers.training.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.training.compute.Compute;
import org.refers.training.run.Architecture;
import org.refers.training.run.PretrainRequest;
import org.refers.training.run.Recipe;
import org.refers.training.run.Recipe.Purpose;
import org.refers.training.run.RecipeFiles;
import org.refers.training.run.RunHandle;
import org.refers.training.run.RunLauncher;
import org.refers.training.run.TrainingEvent;
import org.refers.training.run.TrainingEvent.StepFinished;
import org.refers.training.run.TrainingException;
import org.refers.training.store.RunFolder;

/**
 * Whether anything is left behind in the long run: many small steps of a real run with its validations and checkpoints, and many
 * starts and stops of its process.
 */
public final class SoakBench {

    /** A network and a batch as small as they can be: what leaks does so by the step, not by the size. */
    private static final List<String> SMALL = List.of("batch_size=2", "report_words=200", "text_words=200",
            "max_report_tokens=16", "validate_every=200", "checkpoint_every=100", "checkpoint_minutes=0",
            "validation_studies=4");
    private static final long LONGEST_END_SECONDS = 20;

    private final Plan plan;
    private final RunLauncher launcher;
    private final Consumer<String> progress;

    /**
     * What is done.
     *
     * @param workspace a few studies
     * @param folder empty; takes the runs
     * @param temporary the folder for temporary files that the runs' processes were given
     * @param compute where to compute, with a cache folder of its own
     */
    public record Plan(Path workspace, Path folder, Path temporary, Compute compute, int steps, int starts) {
    }

    /**
     * What came out. Shares are of the median; memory is empty where the system does not tell.
     *
     * @param stepDrift of the time between two steps
     * @param processorDrift of the processor time of a step, which others on the machine disturb less
     */
    public record Result( // checkstyle: RecordComponentNumber, because a measurement is a row of figures
            int steps, OptionalDouble memoryFirstMb, OptionalDouble memoryLastMb, OptionalDouble memoryGrowth,
            double stepMilliseconds, double stepDrift, double processorMilliseconds, double processorDrift, int starts,
            double secondsPerStart, int processesLeft, List<String> filesLeft) {

        private static final double MOST_GROWTH = 0.02;
        private static final double MOST_DRIFT = 0.05;

        /**
         * Whether nothing leaks: memory within 2 %, steps within 5 %, no process and no file left. A program that becomes slower
         * takes longer by both clocks; a machine that others use, by one of them mostly.
         */
        public boolean isWithinLimits() {
            return memoryGrowth.orElse(0) < MOST_GROWTH && Math.min(stepDrift, processorDrift) < MOST_DRIFT
                    && processesLeft == 0 && filesLeft.isEmpty();
        }
    }

    /** Creates a measurement; the launcher starts a process a run. */
    public SoakBench(Plan plan, RunLauncher launcher, Consumer<String> progress) {
        this.plan = plan;
        this.launcher = launcher;
        this.progress = progress;
    }

    /** Does it all. */
    public Result run() throws TrainingException, IOException {
        List<ProcessHandle> processes = new ArrayList<>();
        StepSamples samples = manySteps(processes);
        long begun = System.nanoTime();
        manyStarts(processes);
        double seconds = (System.nanoTime() - begun) / 1e9;
        int left = (int) processes.stream().filter(process -> !hasEnded(process)).count();
        return new Result(plan.steps, samples.memoryFirst(), samples.memoryLast(), samples.memoryGrowth(),
                samples.milliseconds(), samples.stepDrift(), samples.processorMilliseconds(), samples.processorDrift(),
                plan.starts, seconds / Math.max(1, plan.starts), left, filesLeft());
    }

    private StepSamples manySteps(List<ProcessHandle> processes) throws TrainingException {
        List<StepSamples> samples = new CopyOnWriteArrayList<>();
        Path run = plan.folder.resolve("steps");
        launcher.start(request(run, plan.steps, false), event -> {
            if (event instanceof TrainingEvent.RunStarted) {
                ProcessHandle process = owner(run);
                processes.add(process);
                samples.add(new StepSamples(process, plan.steps));
            } else if (event instanceof StepFinished step) {
                samples.getFirst().step();
                if (step.step() % Math.max(1, plan.steps / 10) == 0) {
                    progress.accept("step " + step.step() + " of " + plan.steps);
                }
            }
        }).await();
        return samples.getFirst();
    }

    /** The first start begins a run, each other one goes on with it; a step and a stop each. */
    private void manyStarts(List<ProcessHandle> processes) throws TrainingException {
        Path run = plan.folder.resolve("starts");
        for (int start = 0; start < plan.starts; start++) {
            CountDownLatch stepped = new CountDownLatch(1);
            RunHandle handle = launcher.start(request(run, 1_000_000, start > 0), event -> {
                if (event instanceof TrainingEvent.RunStarted) {
                    processes.add(owner(run));
                } else if (event instanceof StepFinished) {
                    stepped.countDown();
                }
            });
            while (!handle.isDone() && !await(stepped)) {
                // A run that fails before its first step ends the waiting too.
            }
            handle.stop();
            handle.await();
            if ((start + 1) % Math.max(1, plan.starts / 5) == 0) {
                progress.accept("start " + (start + 1) + " of " + plan.starts);
            }
        }
    }

    private static boolean await(CountDownLatch latch) throws TrainingException {
        try {
            return latch.await(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw TrainingException.fault("The measurement was interrupted.", interrupted);
        }
    }

    private static ProcessHandle owner(Path run) {
        try {
            return RunFolder.owner(run).orElseThrow(() -> new IllegalStateException("the run belongs to nobody"));
        } catch (IOException unreadable) {
            throw new IllegalStateException("the run's owner cannot be read", unreadable);
        }
    }

    /** A process that has told its summary needs a moment to end. */
    private static boolean hasEnded(ProcessHandle process) {
        try {
            process.onExit().orTimeout(LONGEST_END_SECONDS, TimeUnit.SECONDS).join();
            return true;
        } catch (RuntimeException stays) {
            return false;
        }
    }

    private PretrainRequest request(Path run, int steps, boolean resume) {
        Recipe recipe = new RecipeFiles().find("demo", Purpose.PRETRAIN).withAssignment("max_steps=" + steps);
        for (String assignment : SMALL) {
            recipe = recipe.withAssignment(assignment);
        }
        return new PretrainRequest(plan.workspace, run, new Architecture(Preset.PAPER, Size.TINY), recipe, List.of(),
                resume,
                plan.compute);
    }

    /** Files that should be gone: temporary ones, marks of running runs, places in the queue, half written checkpoints. */
    private List<String> filesLeft() throws IOException {
        List<String> left = new ArrayList<>();
        names(plan.temporary, left, "");
        names(plan.compute.cache().resolve("queue"), left, "door");
        for (String run : List.of("steps", "starts")) {
            RunFolder.marks(plan.folder.resolve(run)).stream().filter(Files::exists)
                    .forEach(mark -> left.add(run + "/" + mark.getFileName()));
            List<String> inside = new ArrayList<>();
            names(plan.folder.resolve(run), inside, "");
            inside.stream().filter(name -> name.endsWith(".tmp") || name.endsWith(".old")).forEach(left::add);
        }
        return left;
    }

    private static void names(Path folder, List<String> into, String allowed) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(file -> !Files.isDirectory(file) && !file.getFileName().toString().equals(allowed))
                    .forEach(file -> into.add(folder.getFileName() + "/" + folder.relativize(file)));
        }
    }
}
