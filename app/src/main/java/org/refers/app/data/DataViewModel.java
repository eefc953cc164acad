package org.refers.app.data;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import org.refers.app.data.CheckState.Phase;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.BackgroundTasks.RunningWork;
import org.refers.app.task.Outcome;
import org.refers.app.task.Stage;
import org.refers.model.workspace.check.CheckResult;
import org.refers.model.workspace.check.DataReport;
import org.refers.model.workspace.check.Severity;
import org.refers.viewer.text.Texts;

/** The check of the open workspace: begun after an import, gone on with when a workspace is opened, stopped on request. */
public final class DataViewModel {

    static final String REPORT_FILE = "data-report.html";
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOURS = Duration.ofMinutes(90);

    private final Texts texts;
    private final BackgroundTasks tasks;
    private final ErrorReporter errors;
    private final String version;
    private final ReadOnlyObjectWrapper<CheckState> state = new ReadOnlyObjectWrapper<>(CheckState.CLOSED);
    private final ReadOnlyObjectWrapper<CheckStage> stage = new ReadOnlyObjectWrapper<>(CheckStage.NONE);
    private TimeLeft timeLeft = new TimeLeft();
    private Optional<Path> folder = Optional.empty();
    private Optional<RunningWork> current = Optional.empty();
    private long number;

    /**
     * Creates the state without a workspace.
     *
     * @param version of this program, as reports name it
     */
    public DataViewModel(Texts texts, BackgroundTasks tasks, ErrorReporter errors, String version) {
        this.texts = texts;
        this.tasks = tasks;
        this.errors = errors;
        this.version = version;
    }

    /** Turns to another workspace, or none: a check of it that was begun goes on, and one of the workspace before is stopped. */
    public void setWorkspace(Optional<Path> opened) {
        halt();
        folder = opened;
        state.set(opened.isEmpty() ? CheckState.CLOSED : new CheckState(Phase.NEVER, Optional.empty()));
        opened.ifPresent(open -> begin(true));
    }

    /** Begins a check of the open workspace, or goes on with it. */
    public void start() {
        if (folder.isPresent()) {
            halt();
            begin(false);
        }
    }

    private void begin(boolean onlyIfBegun) {
        Optional<Path> open = folder;
        if (open.isEmpty()) {
            return;
        }
        long mine = ++number;
        timeLeft = new TimeLeft();
        state.set(state.get().with(Phase.RUNNING));
        stage.set(new CheckStage(texts.get("data.phase.opening"), -1));
        current = Optional.of(tasks.run(Lane.CHECKING, new CheckWork(open.get(), onlyIfBegun, version),
                new Outcome<>(result -> {
                    if (mine == number) {
                        ended(result);
                        if (result.isEmpty() && !onlyIfBegun) {
                            errors.tell(texts.get("data.nothing"));
                        }
                    }
                }, problem -> {
                    if (mine == number) {
                        failed(problem);
                    }
                }, now -> {
                    if (mine == number) {
                        show(now);
                    }
                })));
    }

    private void ended(Optional<CheckResult> result) {
        stage.set(CheckStage.NONE);
        state.set(result.map(found -> new CheckState(found.work().stopped() ? Phase.STOPPED : Phase.DONE, result))
                .orElse(new CheckState(Phase.NEVER, Optional.empty())));
    }

    private void failed(Throwable problem) {
        stage.set(CheckStage.NONE);
        state.set(state.get().with(state.get().result().isEmpty() ? Phase.NEVER : Phase.STOPPED));
        errors.report("doing.check", problem);
    }

    private void show(Stage now) {
        String phase = texts.get("data.phase." + now.phase().toLowerCase(Locale.ROOT));
        String words = now.total() > 1 ? texts.format("data.of", phase, now.done(), now.total()) : phase;
        String left = timeLeft.at(now.phase(), now.done(), now.total(), System.nanoTime()).map(this::inWords)
                .orElse("");
        stage.set(new CheckStage(left.isEmpty() ? words : texts.format("data.left", words, left), now.share()));
    }

    private String inWords(Duration time) {
        if (time.compareTo(MINUTE) < 0) {
            return texts.format("data.seconds", Math.max(1, time.toSeconds()));
        }
        return time.compareTo(HOURS) < 0
                ? texts.format("data.minutes", time.plusSeconds(30).toMinutes())
                : texts.format("data.hours", time.plusMinutes(30).toHours());
    }

    /** Asks the check to end soon; what it has found is shown, and the next one goes on there. */
    public void stop() {
        current.ifPresent(RunningWork::stop);
    }

    /** Stops the check and shows nothing of it any more. */
    private void halt() {
        number++;
        stop();
        current = Optional.empty();
        stage.set(CheckStage.NONE);
    }

    /** Writes the report into the workspace's folder and hands its file on. */
    void writeReport(Consumer<Path> written) {
        Optional<CheckResult> result = state.get().result();
        Optional<Path> open = folder;
        if (result.isEmpty() || open.isEmpty()) {
            return;
        }
        Path file = open.get().resolve(REPORT_FILE);
        tasks.run(Lane.FILES, progress -> {
            result.get().report().write(file, DataReport.Form.HTML);
            return file;
        }, Outcome.of(written, problem -> errors.report("doing.datareport", problem)));
    }

    /** What is known of the data, in a sentence, for those who are about to use them. */
    public ObservableValue<String> verdict() {
        return state.map(now -> texts.get("data.verdict." + now.phase().name().toLowerCase(Locale.ROOT))
                + now.result().map(this::found).orElse(""));
    }

    private String found(CheckResult result) {
        long serious = count(result, Severity.SERIOUS);
        long warnings = count(result, Severity.WARNING);
        return " " + (result.issues().isEmpty()
                ? texts.get("data.verdict.clean")
                : texts.format("data.verdict.found", serious, warnings, result.issues().size() - serious - warnings));
    }

    private static long count(CheckResult result, Severity severity) {
        return result.issues().stream().filter(issue -> issue.rule().severity() == severity).count();
    }

    Optional<Path> folder() {
        return folder;
    }

    ReadOnlyObjectProperty<CheckState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** How far the check is. */
    public ReadOnlyObjectProperty<CheckStage> stageProperty() {
        return stage.getReadOnlyProperty();
    }
}
