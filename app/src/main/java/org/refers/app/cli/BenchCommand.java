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
    static CommandLine commandLine(Console console, Cli.Processes processes) {
        return CommandGroup.of("bench",
                "Measure throughput. A figure alone means little: hold it against another program on the same machine (docs/performance.md).",
                List.of(new Train(console), new BenchLoadCommand(console), new BenchDecodeCommand(console),
                        new BenchImportCommand(console), new BenchScaleCommand(console),
                        new BenchCopiesCommand(console), new SoakCommand(console, processes.runs()),
                        new BenchViewCommand(console, processes.viewer())));
    }

    static @Nullable Double megabytes(OptionalLong bytes) {
        return bytes.isPresent() ? bytes.getAsLong() / MEGABYTE : null;
    }

    /** {@code refers bench train}. */
    @Command(name = "train", description = "Time training steps on noise: batch to the device, forward, backward, update. The median of max_steps steps.")
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

        @Option(names = "--set", arity = "1..*", paramLabel = "key=value", description = "Values of the paper's recipe: batch_size, max_steps, optimizer, dropout, clip_norm, report_words, text_words, max_report_tokens, precision, activation_checkpointing.")
        private List<String> assignments = List.of();

        @Option(names = "--weights", paramLabel = "FILE.safetensors", description = "Write the starting weights, for another program to begin with.")
        private Optional<Path> weights = Optional.empty();

        @Option(names = "--warm-up", paramLabel = "N", defaultValue = "3", description = "Steps before the first timed one (default ${DEFAULT-VALUE}).")
        private int warmUp = 3;

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
            if (warmUp < 0 || warmUp > 1000) {
                throw CliException.badInput("--warm-up takes 0 to 1000 steps, not " + warmUp + ".");
            }
            try (ComputeEngine engine = ComputeEngine.start(device.compute(), console::tell)) {
                TrainBench.Result measured = new TrainBench(
                        new TrainBench.Request(task, new Architecture(preset, size), recipe(), weights, warmUp),
                        engine).run();
                TrainResult result = new TrainResult(measured.device(), measured.parameters(), measured.steps(),
                        measured.millisecondsPerStep(), measured.imagesPerSecond(), measured.lossFirst(),
                        measured.lossLast(), measured.waitingShare(), megabytes(measured.peakBytes()));
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
}
