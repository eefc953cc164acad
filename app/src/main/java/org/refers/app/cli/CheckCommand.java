package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.check.CheckProgress;
import org.refers.model.workspace.check.CheckRequest;
import org.refers.model.workspace.check.CheckResult;
import org.refers.model.workspace.check.DataCheck;
import org.refers.model.workspace.check.DataReport;
import org.refers.model.workspace.check.Issue;
import org.refers.training.store.ProgramVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code refers check}: checks a workspace's data before training, and writes the data report. */
@Command(name = "check", description = "Check a workspace before training: unreadable files, copies of pictures across sides and patients, labels, reports, boxes, subgroups and shortcuts. Ctrl-C stops; the next check goes on.")
final class CheckCommand implements Callable<Integer> {

    @Option(names = "--workspace", required = true, paramLabel = "W", description = "Folder of the workspace.")
    private Path workspace = Path.of("");

    @Option(names = "--out", paramLabel = "FILE", description = "Write the report there, in one file.")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--format", paramLabel = "html|md", description = "Form of the report (default: md for a name that ends so, else html).")
    private Optional<String> format = Optional.empty();

    @Option(names = "--pictures", description = "Show pairs of pictures in the report. They are pictures of patients.")
    private boolean pictures;

    @Option(names = "--threads", paramLabel = "auto|N", defaultValue = "auto", description = "Pictures decoded at the same time.")
    private String threads = "auto";

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Console console;

    CheckCommand(Console console) {
        this.console = console;
    }

    /** What is printed as JSON. */
    record Answer(int radiographs, int studies, int measured, int compared, int open, double imagesPerSecond,
            List<Found> issues, String listSha256, Outcome outcome) {
    }

    /** One rule's finding. */
    record Found(String rule, String severity, int radiographs, int studies, String detail, List<String> examples) {
    }

    /** How it ended. */
    record Outcome(boolean stopped, @Nullable String report) {
    }

    @Override
    public Integer call() {
        DataReport.Form form = form();
        requireFolder();
        CheckRequest request = new CheckRequest(threadCount(), ProgramVersion.get(), pictures);
        AtomicBoolean stop = new AtomicBoolean();
        try (Workspace open = Workspace.open(workspace);
                InterruptStop interrupt = new InterruptStop(() -> stop.set(true), console,
                        "Stopping; the next check goes on here.")) {
            CheckResult result = new DataCheck(open, request).run(new Progress(console), stop::get);
            if (out.isPresent()) {
                result.report().write(out.get(), form);
            }
            output.print(console, answer(result), () -> words(result));
            interrupt.succeeded();
            return 0;
        } catch (WorkspaceException e) {
            throw CliException.badInput("The check failed: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw CliException.fault("The report " + out.map(Path::toString).orElse("")
                    + " could not be written; check the folder and the space on its drive.", e);
        }
    }

    private DataReport.Form form() {
        return switch (format.map(name -> name.toLowerCase(Locale.ROOT)).orElse("")) {
            case "" -> out.map(DataReport.Form::of).orElse(DataReport.Form.HTML);
            case "html" -> DataReport.Form.HTML;
            case "md", "markdown" -> DataReport.Form.MARKDOWN;
            default -> throw CliException.badInput("--format " + format.orElse("") + " is neither html nor md.");
        };
    }

    /** Before hours of work, not after them. */
    private void requireFolder() {
        out.ifPresent(file -> {
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
                throw CliException.badInput("The report cannot be written to " + file
                        + ": name a file in a folder that is there.");
            }
        });
    }

    private int threadCount() {
        try {
            int count = threads.equals("auto")
                    ? Runtime.getRuntime().availableProcessors()
                    : Integer.parseInt(threads);
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw CliException.badInput("--threads " + threads + " is neither auto nor a number from 1.");
    }

    private Answer answer(CheckResult result) {
        CheckResult.WorkDone work = result.work();
        return new Answer(result.counts().radiographs(), result.counts().studies(), work.measured(), work.compared(),
                work.open(), work.seconds() > 0 ? work.measured() / work.seconds() : 0,
                result.issues().stream().map(CheckCommand::found).toList(), result.listSha256(),
                new Outcome(work.stopped(), out.map(Path::toString).orElse(null)));
    }

    private static Found found(Issue issue) {
        return new Found(issue.rule().name().toLowerCase(Locale.ROOT), severity(issue), issue.radiographs(),
                issue.studies(),
                issue.detail(), issue.examples());
    }

    private static String severity(Issue issue) {
        return issue.rule().severity().name().toLowerCase(Locale.ROOT);
    }

    private String words(CheckResult result) {
        StringBuilder words = new StringBuilder("%d radiographs of %d studies; %d looked at now, %d pairs compared."
                .formatted(result.counts().radiographs(), result.counts().studies(), result.work().measured(),
                        result.work().compared()));
        if (result.work().open() > 0) {
            words.append(" Not finished: ").append(result.work().open()).append(" are left for the next check.");
        }
        if (result.issues().isEmpty()) {
            words.append(System.lineSeparator()).append("No rule found anything.");
        }
        for (Issue issue : result.issues()) {
            words.append(System.lineSeparator()).append("%-8s %s: %s".formatted(severity(issue), issue.rule().title(),
                    numbers(issue)));
        }
        out.ifPresent(file -> words.append(System.lineSeparator()).append("Report: ").append(file));
        return words.toString();
    }

    private static String numbers(Issue issue) {
        StringBuilder numbers = new StringBuilder(issue.detail());
        if (issue.radiographs() > 0) {
            numbers.append(numbers.isEmpty() ? "" : ", ")
                    .append(Counted.radiographs(issue.radiographs()));
        }
        if (issue.studies() > 0) {
            numbers.append(numbers.isEmpty() ? "" : ", ").append(Counted.studies(issue.studies()));
        }
        return numbers.toString();
    }

    /** Tells progress every two seconds. */
    private static final class Progress implements CheckProgress {

        private final Console console;
        private final Pace pace = new Pace(Duration.ofSeconds(2));

        Progress(Console console) {
            this.console = console;
        }

        @Override
        public void at(Phase phase, long done, long total) {
            if (pace.isDue()) {
                console.tell(switch (phase) {
                    case PICTURES -> "Pictures: " + done + " of " + total;
                    case SEARCH -> "Searching for look-alikes: " + done + " of " + total;
                    case PAIRS -> "Comparing pairs: " + done + " of " + total;
                    case RULES -> "Labels, reports and subgroups";
                });
            }
        }
    }
}
