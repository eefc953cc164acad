package org.refers.app.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import org.refers.app.cli.ExperimentCommand.Opened;
import org.refers.app.experiment.ExperimentRecord;
import org.refers.app.experiment.PlannedRun;
import org.refers.model.text.Counted;
import org.refers.training.run.RunLauncher;
import org.refers.training.run.RunSummary;
import org.refers.training.store.RunFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code refers experiment run}: carries out what is not finished, one run after the other. */
@Command(name = "run", description = "Carry out every run of the grid that is not finished; unfinished ones go on. Ctrl-C stops after the current step, with a checkpoint; the same command goes on.")
final class ExperimentRunCommand implements Callable<Integer> {

    @Mixin
    private ExperimentOptions experiment = new ExperimentOptions();

    @Mixin
    private DeviceOptions device = new DeviceOptions();

    private final Console console;
    private final RunLauncher launcher;
    private boolean stopped;

    ExperimentRunCommand(Console console, RunLauncher launcher) {
        this.console = console;
        this.launcher = launcher;
    }

    /** What is printed as JSON. */
    record Answer(String folder, int runs, long finished, boolean stopped) {
    }

    @Override
    public Integer call() throws IOException {
        Opened opened = Opened.of(experiment.file(), launcher, device.compute());
        ExperimentRecord record = new ExperimentRecord(opened.plan().folder());
        try {
            record.require(opened.runs());
        } catch (IllegalArgumentException changed) {
            throw CliException.badInput(changed.getMessage() + ".", changed);
        }
        for (int at = 0; at < opened.runs().size() && !stopped; at++) {
            PlannedRun run = opened.runs().get(at);
            if (!opened.progress().isFinished(run)) {
                console.tell("Run %d of %d: %s".formatted(at + 1, opened.runs().size(), run.name()));
                record.begin(run);
                carryOut(run);
            }
        }
        if (!stopped) {
            print();
        }
        return 0;
    }

    private void carryOut(PlannedRun run) {
        boolean resume = RunFolder.isRun(run.folder());
        RunConsole terminal = new RunConsole(console, launcher);
        terminal.run(run.request().make(resume, device.compute()),
                summary -> take(summary, terminal.isInterrupted()));
    }

    /** A stop ends the process as soon as its result is printed, also one that came when the run had done its last step. */
    private void take(RunSummary summary, boolean isInterrupted) {
        stopped = summary.stopped() || isInterrupted;
        if (stopped) {
            print();
        }
    }

    private void print() {
        Opened now = Opened.of(experiment.file(), launcher, device.compute());
        Answer answer = new Answer(now.plan().folder().toString(), now.runs().size(), now.finished(), stopped);
        experiment.print(console, answer, () -> "%s: %d of %s finished%s".formatted(answer.folder(),
                answer.finished(), Counted.of(answer.runs(), "run"), stopped
                        ? "; stopped, go on with the same command"
                        : "; see refers experiment report " + experiment.file()));
    }
}
