package org.refers.app.cli;

import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.refers.training.run.RunHandle;
import org.refers.training.run.RunLauncher;
import org.refers.training.run.RunRequest;
import org.refers.training.run.RunSummary;
import org.refers.training.run.TrainingEvent;
import org.refers.training.run.TrainingEvent.CheckpointWritten;
import org.refers.training.run.TrainingEvent.Notice;
import org.refers.training.run.TrainingEvent.RunFailed;
import org.refers.training.run.TrainingEvent.RunFinished;
import org.refers.training.run.TrainingEvent.RunStarted;
import org.refers.training.run.TrainingEvent.StepFinished;
import org.refers.training.run.TrainingEvent.ValidationFinished;
import org.refers.training.run.TrainingException;

/** Runs a run in the terminal: progress on standard error, Ctrl-C as the stop button. */
final class RunConsole {

    /** Seconds between two lines of progress. */
    private static final double PAUSE = 5;

    private final Console console;
    private final RunLauncher launcher;
    private long lastLine;
    private volatile boolean isInterrupted;

    RunConsole(Console console, RunLauncher launcher) {
        this.console = console;
        this.launcher = launcher;
    }

    /** Runs to the end and prints the result, also when the user ends the run early. */
    void run(RunRequest request, Consumer<RunSummary> print) {
        RunHandle handle = launcher.start(request, this::tell);
        Runnable stop = () -> {
            isInterrupted = true;
            handle.stop();
        };
        try (InterruptStop interrupt = new InterruptStop(stop, console)) {
            print.accept(handle.await());
            interrupt.succeeded();
        } catch (TrainingException failed) {
            String sentence = failed.sentence().replace(TrainingException.RESUME, "go on by --resume")
                    .replace(TrainingException.NAME_MODELS, "name again by --init what it begins with");
            throw failed.kind() == TrainingException.Kind.INPUT
                    ? CliException.badInput(sentence, failed)
                    : CliException.fault(sentence, failed);
        }
    }

    /** Whether the user asked for an end, which may have come too late to cut the run short. */
    boolean isInterrupted() {
        return isInterrupted;
    }

    void tell(TrainingEvent event) {
        switch (event) {
            case RunStarted(String run, String kind, String device, long first, long total) -> console.tell(
                    "%s %s on %s, step %d to %d".formatted(kind, run, device, first, total));
            case StepFinished step -> tellStep(step);
            case ValidationFinished(long step, double loss, Map<String, Double> metrics) -> console.tell(
                    "step %d: validation loss %.4f%s".formatted(step, loss, words(metrics)));
            case CheckpointWritten(long step, String name, boolean best) -> console.tell(
                    "step %d: saved %s%s".formatted(step, name, best ? ", the best so far" : ""));
            case Notice(String message) -> console.tell(message);
            case RunFinished(long step, boolean stopped, Map<String, Double> metrics) -> console.tell(
                    (stopped ? "stopped at step " : "finished at step ") + step);
            case RunFailed(long step, String message) -> {
                // The command ends with this sentence.
            }
        }
    }

    private void tellStep(StepFinished step) {
        long now = System.nanoTime();
        if (lastLine != 0 && now - lastLine < PAUSE * 1e9 && step.step() < step.totalSteps()) {
            return;
        }
        lastLine = now;
        console.tell(
                "step %d of %d: loss %.4f%s, %.0f images/s%s%s".formatted(step.step(), step.totalSteps(), step.loss(),
                        words(step.terms()), step.imagesPerSecond(), waiting(step.waiting()),
                        left(step.secondsLeft())));
    }

    /** Below a hundredth nobody need know. */
    private static String waiting(double share) {
        return share < 0.005 ? "" : ", %.0f %% waiting for data".formatted(share * 100);
    }

    private static String left(double seconds) {
        return seconds < 0 ? "" : ", %d:%02d left".formatted((long) seconds / 60, (long) seconds % 60);
    }

    private static String words(Map<String, Double> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> {
            if (!name.contains("/") && values.size() > 1) {
                text.append(String.format(Locale.ROOT, ", %s %.4f", name, value));
            } else if (name.equals("auroc")) {
                text.append(String.format(Locale.ROOT, ", AUROC %.4f", value));
            }
        });
        return text.toString();
    }
}
