package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.bench.LoadBench;
import org.refers.training.bench.TrainBench;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.compute.ComputeException;
import org.refers.training.run.Architecture;
import org.refers.training.run.Recipe;
import org.refers.training.run.Recipe.Purpose;
import org.refers.training.run.RecipeFiles;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers bench}: throughput, to be held against a named reference in the same hour on the same machine. */
final class BenchCommand {

    private static final double MEGABYTE = 1e6;

    private BenchCommand() {
    }

    /** The command with all it can do. */
    static CommandLine commandLine(Console console) {
        CommandLine bench = CommandGroup.of("bench",
                "Measure throughput. A figure alone means little: hold it against another program on the same machine (docs/performance.md).",
                List.of(new Train(console), new Load(console)));
        for (String later : List.of("decode", "view")) {
            bench.addSubcommand(later, new LaterCommand());
        }
        return bench;
    }

    private static @Nullable Double megabytes(OptionalLong bytes) {
        return bytes.isPresent() ? bytes.getAsLong() / MEGABYTE : null;
    }

    /** {@code refers bench train}. */
    @Command(name = "train", description = "Time training steps on noise: batch to the device, forward, backward, update. The median of max_steps steps after three for warming up.")
    static final class Train implements Callable<Integer> {

        /** Enough for a median on a quiet machine. */
        private static final String STEPS = "max_steps=20";

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Mixin
        private DeviceOptions device = new DeviceOptions();

        @Option(names = "--task", paramLabel = "pretrain|finetune", defaultValue = "pretrain", description = "What is trained (default ${DEFAULT-VALUE}).")
        private TrainBench.Task task = TrainBench.Task.PRETRAIN;

        @Option(names = "--preset", paramLabel = "paper|released", defaultValue = "paper", description = "Architecture (default ${DEFAULT-VALUE}).")
        private Preset preset = Preset.PAPER;

        @Option(names = "--size", paramLabel = "tiny|small|base", defaultValue = "tiny", description = "Size (default ${DEFAULT-VALUE}).")
        private Size size = Size.TINY;

        @Option(names = "--set", arity = "1..*", paramLabel = "key=value", description = "Values of the paper's recipe: batch_size, max_steps, optimizer, dropout, clip_norm, report_words, text_words, max_report_tokens.")
        private List<String> assignments = List.of();

        @Option(names = "--weights", paramLabel = "FILE.safetensors", description = "Write the starting weights, for another program to begin with.")
        private Optional<Path> weights = Optional.empty();

        private final Console console;

        Train(Console console) {
            this.console = console;
        }

        /** The printed object. */
        record TrainResult( // checkstyle: RecordComponentNumber, because a measurement is a row of figures
                String device, long parameters, int steps, double millisecondsPerStep, double imagesPerSecond,
                double lossFirst, double lossLast, double waitingShare, @Nullable Double peakMemoryMb) {
        }

        @Override
        public Integer call() {
            try (ComputeEngine engine = ComputeEngine.start(device.compute(), console::tell)) {
                TrainBench.Result measured = new TrainBench(
                        new TrainBench.Request(task, new Architecture(preset, size), recipe(), weights), engine).run();
                // Noise lies in memory: nothing is waited for. Runs tell their own share.
                TrainResult result = new TrainResult(measured.device(), measured.parameters(), measured.steps(),
                        measured.millisecondsPerStep(), measured.imagesPerSecond(), measured.lossFirst(),
                        measured.lossLast(), 0, megabytes(measured.peakBytes()));
                output.print(console, result, () -> "%.1f ms a step, %.1f images/s on %s (%,d parameters)".formatted(
                        result.millisecondsPerStep(), result.imagesPerSecond(), result.device(), result.parameters()));
                return 0;
            } catch (ComputeException wrong) {
                throw CliException.badInput(wrong.sentence(), wrong);
            } catch (IOException unwritable) {
                throw CliException.badInput("The weights cannot be written; check the folder of --weights.",
                        unwritable);
            }
        }

        private Recipe recipe() {
            try {
                Recipe recipe = new RecipeFiles().find("paper", Purpose.PRETRAIN).withAssignment(STEPS);
                for (String assignment : assignments) {
                    recipe = recipe.withAssignment(assignment);
                }
                return recipe;
            } catch (IllegalArgumentException wrong) {
                throw CliException.badInput(wrong.getMessage() + ".", wrong);
            }
        }
    }

    /** {@code refers bench load}. */
    @Command(name = "load", description = "Time how a workspace's radiographs get into memory: decoded from their files, and read again from the cache.")
    static final class Load implements Callable<Integer> {

        @Mixin
        private OutputOptions output = new OutputOptions();

        @Option(names = "--workspace", required = true, paramLabel = "W", description = "Folder of the workspace.")
        private Path workspace = Path.of("");

        @Option(names = "--side", paramLabel = "N", defaultValue = "256", description = "Side of the cached pictures (default ${DEFAULT-VALUE}: what 224 pixels are cut from).")
        private int side = 256;

        @Option(names = "--workers", paramLabel = "N", defaultValue = "1", description = "Threads that decode (default ${DEFAULT-VALUE}).")
        private int workers = 1;

        @Option(names = "--limit", paramLabel = "N", defaultValue = "500", description = "Most radiographs to take (default ${DEFAULT-VALUE}).")
        private int limit = 500;

        private final Console console;

        Load(Console console) {
            this.console = console;
        }

        /** The printed object. */
        record LoadResult(int radiographs, int unreadable, int side, double decodedPerSecond, double cachedPerSecond,
                @Nullable Double peakMemoryMb) {
        }

        @Override
        public Integer call() {
            if (side < 8 || side > 4096 || workers < 1 || limit < 1) {
                throw CliException.badInput("--side takes 8 to 4096, --workers and --limit 1 or more.");
            }
            try (Workspace opened = Workspace.open(workspace)) {
                LoadBench.Result measured = LoadBench.run(opened, side, workers, limit);
                LoadResult result = new LoadResult(measured.radiographs(), measured.unreadable(), measured.side(),
                        measured.decodedPerSecond(), measured.cachedPerSecond(), megabytes(measured.peakBytes()));
                output.print(console, result,
                        () -> ("%d radiographs at %d pixels: %.0f decoded a second, %.0f read from"
                                + " the cache a second").formatted(result.radiographs(), result.side(),
                                        result.decodedPerSecond(), result.cachedPerSecond()));
                return 0;
            } catch (WorkspaceException unusable) {
                throw CliException.badInput(unusable.getMessage() + ".", unusable);
            } catch (IOException unwritable) {
                throw CliException.fault("The temporary folder cannot be written.", unwritable);
            }
        }
    }
}
