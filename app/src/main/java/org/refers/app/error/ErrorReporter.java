package org.refers.app.error;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.EventRelay;
import org.refers.app.task.Outcome;
import org.refers.model.text.ShownText;
import org.refers.viewer.text.Texts;

/** Turns what went wrong into one sentence for the user and an entry of the log, each once. May be called anywhere. */
public final class ErrorReporter {

    /** Exceptions whose message was written for users, by simple name: they come from rooms app need not know. */
    private static final Set<String> SPEAKING = Set.of("WorkspaceException", "ImportException", "RadiographException",
            "DicomException", "TrainingException", "ExplainException", "SafetensorsException", "CliException",
            "RecipeException", "SampleException", "IllegalArgumentException", "ModelException", "RunException",
            "StoreException", "CheckpointException", "LostDataException", "DeidentificationException",
            "PanelException", "ComputeException");

    private final FaultLog log;
    private final CrashFiles crashes;
    private final Texts texts;
    private final BackgroundTasks tasks;
    private final EventRelay<Notice> relay;

    /** Creates a reporter that writes to a log and puts notices on a board. */
    public ErrorReporter(FaultLog log, Texts texts, BackgroundTasks tasks, EventRelay<Notice> relay) {
        this.log = log;
        this.crashes = CrashFiles.beside(log.file());
        this.texts = texts;
        this.tasks = tasks;
        this.relay = relay;
    }

    /**
     * Reports a problem.
     *
     * @param doing key of the words for what was being done, such as {@code doing.open}
     * @param problem what went wrong
     */
    public void report(String doing, Throwable problem) {
        Optional<Path> report = isOurs(problem) ? Optional.of(crashes.place(doing, problem)) : Optional.empty();
        relay.post(new Notice(sentence(doing, problem), true, report));
        // The report first: it shows what the log knew before.
        tasks.run(Lane.FILES, progress -> {
            try {
                if (report.isPresent()) {
                    crashes.write(report.get(), doing, problem);
                }
                return true;
            } finally {
                log.write(doing, problem);
            }
        }, Outcome.of(written -> {
        }, unwritable -> {
        }));
    }

    /** Looks for what Java wrote of a fault in native code that ended the program before, and tells of it. */
    public void tellOfNativeFault() {
        tasks.run(Lane.FILES, progress -> crashes.unseenNative(), Outcome.of(
                found -> found.ifPresent(report -> relay
                        .post(new Notice(texts.get("crash.native"), true, Optional.of(report)))),
                unreadable -> {
                }));
    }

    /** A fault that nobody foresaw: not a missing file, not used-up memory, not what a room says in a sentence of its own. */
    private static boolean isOurs(Throwable problem) {
        return !(problem instanceof OutOfMemoryError) && !(problem instanceof IOException)
                && !SPEAKING.contains(problem.getClass().getSimpleName());
    }

    /** Tells something that is no fault. */
    public void tell(String sentence) {
        relay.post(new Notice(sentence, false));
    }

    /** What a report of a problem would say, for a screen that says it itself. */
    public String sentence(String doing, Throwable problem) {
        String what = texts.get(doing);
        if (problem instanceof OutOfMemoryError) {
            return texts.format("error.memory", what);
        }
        if (problem instanceof NoSuchFileException || problem instanceof FileNotFoundException) {
            return texts.format("error.missing", what, fileOf(problem));
        }
        if (problem instanceof AccessDeniedException) {
            return texts.format("error.denied", what, fileOf(problem));
        }
        String message = problem.getMessage();
        if (message != null && SPEAKING.contains(problem.getClass().getSimpleName())) {
            return texts.format("error.said", what, withPeriod(message));
        }
        return texts.format(isOurs(problem) ? "error.fault" : "error.input", what, problem.getClass().getSimpleName());
    }

    private static String fileOf(Throwable problem) {
        String message = problem instanceof FileSystemException file ? file.getFile() : problem.getMessage();
        return message == null ? "" : message;
    }

    private static String withPeriod(String message) {
        String line = ShownText.line(message.strip().replaceAll("\\s*\\R\\s*", " "));
        return line.endsWith(".") || line.endsWith("?") || line.endsWith("!") ? line : line + ".";
    }
}
