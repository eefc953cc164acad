package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.importer.ImportException;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;
import org.refers.sampledata.SampleDataException;
import org.refers.sampledata.SampleRequest;
import org.refers.sampledata.SampleStudies;
import org.refers.training.bench.SoakBench;
import org.refers.training.compute.Compute;
import org.refers.training.run.ProcessLauncher;
import org.refers.training.run.RunLauncher;
import org.refers.training.run.TrainingException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers bench soak}: whether a long run, or many runs, leave anything behind. */
@Command(name = "soak", description = "Train many small steps and start many runs, and see whether memory grows, steps become slower, or a process or file is left. Exit code 1 if so.")
final class SoakCommand implements Callable<Integer> {

    /** Enough for two sides and a few batches. */
    private static final int STUDIES = 16;

    /**
     * The runs' Java heap begins as large as these runs need it, and all of it is in memory from the start. Else it grows for
     * thousands of steps, since nothing is short of memory, and hides what leaks. Pages that the C library has free between used
     * ones are given back every two seconds: they too became more over thousands of steps, while what was in use stood still.
     */
    private static final String HEAP = "-Xms96m -Xmn32m -XX:+AlwaysPreTouch -XX:TrimNativeHeapInterval=2000";

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Mixin
    private DeviceOptions device = new DeviceOptions();

    @Option(names = "--steps", paramLabel = "N", defaultValue = "10000", description = "Training steps of one run (default ${DEFAULT-VALUE}).")
    private int steps = 10_000;

    @Option(names = "--starts", paramLabel = "N", defaultValue = "50", description = "Starts and stops of a run's process (default ${DEFAULT-VALUE}).")
    private int starts = 50;

    private final Console console;
    private final RunLauncher launcher;

    SoakCommand(Console console, RunLauncher launcher) {
        this.console = console;
        this.launcher = launcher;
    }

    /** The printed object; shares are of the median, memory is null where the system does not tell. */
    record SoakResult( // checkstyle: RecordComponentNumber, because a measurement is a row of figures
            int steps, @Nullable Double memoryFirstMb, @Nullable Double memoryLastMb, @Nullable Double memoryGrowth,
            double millisecondsPerStep, double stepDrift, double processorMillisecondsPerStep, double processorDrift,
            int starts, double secondsPerStart, int processesLeft, List<String> filesLeft, boolean withinLimits) {
    }

    @Override
    public Integer call() throws IOException {
        if (steps < 100 || starts < 0) {
            throw CliException.badInput("--steps takes 100 or more, --starts 0 or more.");
        }
        if (!(launcher instanceof ProcessLauncher processes)) {
            throw CliException.badInput("refers bench soak needs runs that are processes of their own.");
        }
        Path folder = Files.createTempDirectory("refers-soak");
        try {
            SoakResult result = printed(measure(folder, processes));
            output.print(console, result, () -> words(result));
            return result.withinLimits() ? 0 : 1;
        } catch (TrainingException failed) {
            throw CliException.fault(failed.sentence(), failed);
        } finally {
            delete(folder);
        }
    }

    private SoakBench.Result measure(Path folder, ProcessLauncher processes) throws IOException, TrainingException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        Compute asked = device.compute();
        SoakBench.Plan plan = new SoakBench.Plan(workspace(folder), folder, temporary,
                new Compute(asked.device(), asked.threads(), folder.resolve("cache")), steps, starts);
        // A folder of their own for temporary files: in the common one nobody knows whose is whose.
        String options = HEAP + " -Djava.io.tmpdir=\"" + temporary + "\"";
        return new SoakBench(plan, processes.with(Map.of("JAVA_TOOL_OPTIONS", options)),
                words -> console.tell("soak: " + words)).run();
    }

    private static Path workspace(Path folder) throws IOException {
        Path samples = folder.resolve("samples");
        Path place = folder.resolve("workspace");
        try {
            SampleStudies.write(new SampleRequest(samples, STUDIES, SampleRequest.DEFAULT_SEED, 1), (done, total) -> {
                // A second or two.
            });
            try (Workspace workspace = Workspace.openOrCreate(place)) {
                Importers.run(ImportRequest.of(samples, ImportRequest.AUTO), workspace, ImportProgress.NONE);
            }
            return place;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw CliException.fault("The measurement was interrupted.", interrupted);
        } catch (SampleDataException | WorkspaceException | ImportException failed) {
            throw CliException.fault("The studies of the measurement could not be made.", failed);
        }
    }

    private static SoakResult printed(SoakBench.Result measured) {
        return new SoakResult(measured.steps(), orNull(measured.memoryFirstMb()), orNull(measured.memoryLastMb()),
                orNull(measured.memoryGrowth()), measured.stepMilliseconds(), measured.stepDrift(),
                measured.processorMilliseconds(), measured.processorDrift(), measured.starts(),
                measured.secondsPerStart(), measured.processesLeft(), measured.filesLeft(), measured.isWithinLimits());
    }

    private static @Nullable Double orNull(OptionalDouble figure) {
        return figure.isPresent() ? figure.getAsDouble() : null;
    }

    private static String words(SoakResult result) {
        Double growth = result.memoryGrowth();
        return String.format(Locale.ROOT,
                "%s: %d steps, memory %s, a step %+.1f %% (processor %+.1f %%); %d starts left %d"
                        + " processes and %d files",
                result.withinLimits() ? "within limits" : "NOT within limits", result.steps(),
                growth == null ? "not told by this system" : String.format(Locale.ROOT, "%+.2f %%", 100 * growth),
                100 * result.stepDrift(), 100 * result.processorDrift(), result.starts(), result.processesLeft(),
                result.filesLeft().size());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        }
    }
}
