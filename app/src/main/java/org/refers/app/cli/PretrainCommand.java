package org.refers.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.refers.model.text.Counted;
import org.refers.training.run.PretrainRequest;
import org.refers.training.run.Recipe.Purpose;
import org.refers.training.run.RunLauncher;
import org.refers.training.run.RunSummary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers pretrain}: cross-supervised pre-training on a workspace. */
@Command(name = "pretrain", description = "Pre-train on the studies and reports of a workspace. Ctrl-C stops after the current step, with a checkpoint.")
final class PretrainCommand implements Callable<Integer> {

    @Option(names = "--method", paramLabel = "M", defaultValue = "refers", description = "refers, the only one in this version.")
    private String method = "refers";

    @Option(names = "--init", arity = "1..*", paramLabel = "M", description = "Models to begin with, each giving the parts it has: weights imported or fetched, or runs. Default: new weights.")
    private List<Path> init = List.of();

    @Mixin
    private RunOptions options = new RunOptions();

    private final Console console;
    private final RunLauncher launcher;

    PretrainCommand(Console console, RunLauncher launcher) {
        this.console = console;
        this.launcher = launcher;
    }

    /** What is printed as JSON. */
    record Answer(String run, long steps, @Nullable Double loss, @Nullable Double validationLoss,
            double imagesPerSecond, boolean stopped) {
    }

    @Override
    public Integer call() {
        if (!method.equals("refers")) {
            throw CliException.badInput("--method " + method + " is not in this version; refers is.");
        }
        PretrainRequest request = new PretrainRequest(options.workspace(), options.run(), options.architecture(),
                options.recipe(Purpose.PRETRAIN), init, options.resume(),
                options.compute());
        new RunConsole(console, launcher).run(request, this::print);
        return 0;
    }

    private void print(RunSummary summary) {
        Answer answer = new Answer(options.run().toString(), summary.steps(), orNull(summary.loss()),
                orNull(summary.validationLoss()), summary.imagesPerSecond(), summary.stopped());
        options.print(console, answer,
                () -> "%s: %s%s, loss %s, validation loss %s, %.1f images/s".formatted(options.run(),
                        Counted.of(answer.steps(), "step"), answer.stopped() ? " (stopped)" : "", words(answer.loss()),
                        words(answer.validationLoss()), answer.imagesPerSecond()));
    }

    static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    private static String words(@Nullable Double value) {
        return value == null ? "unknown" : "%.4f".formatted(value);
    }
}
