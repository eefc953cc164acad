package org.refers.app.cli;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.refers.app.cli.ExperimentCommand.Opened;
import org.refers.training.run.RunLauncher;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What every command of an experiment is told: its file, and how to print. */
final class ExperimentOptions {

    @Parameters(paramLabel = "FILE.yaml", description = "The experiment.")
    private Path file = Path.of("");

    @Mixin
    private OutputOptions output = new OutputOptions();

    Path file() {
        return file;
    }

    /** The experiment for those who only look at it: no device is chosen. */
    Opened look(RunLauncher launcher) {
        return Opened.of(file, launcher, new DeviceOptions().compute());
    }

    void print(Console console, Object result, Supplier<String> words) {
        output.print(console, result, words);
    }
}
