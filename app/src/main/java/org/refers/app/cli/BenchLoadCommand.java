package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.bench.LoadBench;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers bench load}. */
@Command(name = "load", description = "Time how a workspace's radiographs reach the steps of a run: decoded from their files into a cache, and drawn from it as augmented batches ahead of a step.")
final class BenchLoadCommand implements Callable<Integer> {

    @Mixin
    private OutputOptions output = new OutputOptions();

    @Option(names = "--workspace", required = true, paramLabel = "W", description = "Folder of the workspace.")
    private Path workspace = Path.of("");

    @Option(names = "--side", paramLabel = "N", defaultValue = "256", description = "Side of the cached pictures (default ${DEFAULT-VALUE}: what 224 pixels are cut from).")
    private int side = 256;

    @Option(names = "--workers", paramLabel = "N", defaultValue = "1", description = "Threads that decode and make batches; 0: none beside the step (default ${DEFAULT-VALUE}).")
    private int workers = 1;

    @Option(names = "--limit", paramLabel = "N", defaultValue = "500", description = "Most radiographs to take (default ${DEFAULT-VALUE}).")
    private int limit = 500;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "32", description = "Radiographs a step (default ${DEFAULT-VALUE}).")
    private int batchSize = 32;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "50", description = "Batches to draw (default ${DEFAULT-VALUE}).")
    private int steps = 50;

    @Option(names = "--step-ms", paramLabel = "MS", defaultValue = "0", description = "Time that a step takes once it has its batch, without the processor, as on a graphics card (default ${DEFAULT-VALUE}: the step does nothing but wait).")
    private double stepMilliseconds;

    private final Console console;

    BenchLoadCommand(Console console) {
        this.console = console;
    }

    /** The printed object. */
    record LoadResult( // checkstyle: RecordComponentNumber, because a measurement is a row of figures
            int radiographs, int unreadable, int side, int workers, double decodedPerSecond, double imagesPerSecond,
            double millisecondsPerStep, double waitingShare, @Nullable Double peakMemoryMb) {
    }

    @Override
    public Integer call() {
        if (side < 8 || side > 4096 || workers < 0 || workers > 64 || limit < 1 || batchSize < 1 || steps < 1
                || !(stepMilliseconds >= 0)) {
            throw CliException.badInput("--side takes 8 to 4096, --workers 0 to 64, --limit, --batch-size and --steps 1"
                    + " or more, --step-ms no negative number.");
        }
        try (Workspace opened = Workspace.open(workspace)) {
            LoadBench.Result measured = new LoadBench(
                    new LoadBench.Request(side, workers, limit, batchSize, steps, stepMilliseconds)).run(opened);
            LoadResult result = new LoadResult(measured.radiographs(), measured.unreadable(), side, workers,
                    measured.decodedPerSecond(), measured.imagesPerSecond(), measured.millisecondsPerStep(),
                    measured.waitingShare(), BenchCommand.megabytes(measured.peakBytes()));
            output.print(console, result,
                    () -> ("%d radiographs at %d pixels: %.0f decoded a second; %.0f reach the steps a second, %.1f ms"
                            + " a step, %.0f %% of it waiting").formatted(result.radiographs(), side,
                                    result.decodedPerSecond(), result.imagesPerSecond(), result.millisecondsPerStep(),
                                    result.waitingShare() * 100));
            return 0;
        } catch (WorkspaceException unusable) {
            throw CliException.badInput(unusable.getMessage() + ".", unusable);
        } catch (IOException unwritable) {
            throw CliException.fault("The temporary folder cannot be written.", unwritable);
        }
    }
}
