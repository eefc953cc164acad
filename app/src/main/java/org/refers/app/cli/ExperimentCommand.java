package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.refers.app.engine.LauncherTrainingEngine;
import org.refers.app.experiment.ExperimentFile;
import org.refers.app.experiment.ExperimentPlan;
import org.refers.app.experiment.ExperimentProgress;
import org.refers.app.experiment.ExperimentRuns;
import org.refers.app.experiment.PlannedRun;
import org.refers.training.compute.Compute;
import org.refers.training.run.RunLauncher;
import picocli.CommandLine;

/** {@code refers experiment}: a grid of methods, tasks, label ratios and seeds from a file. */
final class ExperimentCommand {

    private ExperimentCommand() {
    }

    /** The command with all it can do. */
    static CommandLine commandLine(Console console, RunLauncher launcher) {
        return CommandGroup.of("experiment",
                "Run a grid of methods, tasks, label ratios and seeds; see docs/guide/experiments.md for its file.",
                List.of(new ExperimentRunCommand(console, launcher), new ExperimentStatusCommand(console, launcher),
                        new ExperimentReportCommand(console, launcher)));
    }

    /** An experiment as its file and its folder have it. */
    record Opened(ExperimentPlan plan, List<PlannedRun> runs, ExperimentProgress progress) {

        static Opened of(Path file, RunLauncher launcher, Compute compute) {
            try {
                ExperimentPlan plan = ExperimentFile.read(file);
                return new Opened(plan, ExperimentRuns.of(plan),
                        new ExperimentProgress(plan, new LauncherTrainingEngine(launcher, compute)));
            } catch (IllegalArgumentException wrong) {
                throw CliException.badInput(wrong.getMessage() + ".", wrong);
            } catch (IOException unreadable) {
                throw CliException.fault("The runs of " + file + " could not be read.", unreadable);
            }
        }

        long finished() {
            return runs.stream().filter(progress::isFinished).count();
        }
    }
}
