package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.refers.model.text.Counted;
import org.refers.model.text.ShownText;
import org.refers.model.workspace.ImportTarget;
import org.refers.model.workspace.JournalMode;
import org.refers.model.workspace.SplitShares;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceCounts;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.importer.ImportException;
import org.refers.model.workspace.importer.ImportLook;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.ImportResult;
import org.refers.model.workspace.importer.Importers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code refers import}: indexes a folder into a workspace. */
@Command(name = "import", description = "Index a folder of studies into a workspace. The files stay where they are.")
public final class ImportCommand implements Callable<Integer> {

    /** How many rejected files are told in words; with --json all are. */
    private static final int TOLD = 20;

    @Parameters(paramLabel = "SOURCE", description = "Folder with the studies, or for kind csv also the table.")
    private Path source = Path.of("");

    @Option(names = "--workspace", paramLabel = "W", description = "Folder of the workspace; made if absent. Needed unless with --dry-run.")
    private Optional<Path> workspace = Optional.empty();

    @Option(names = "--dry-run", description = "Write nothing: say what the import would bring, and what to do about each file or line that it would leave out or doubts. With a workspace that is there, also what it has already.")
    private boolean dryRun;

    @Option(names = "--kind", paramLabel = "K", defaultValue = ImportRequest.AUTO, description = "Kind of the source: ${COMPLETION-CANDIDATES}. auto looks what lies in the folder.", completionCandidates = Kinds.class)
    private String kind = ImportRequest.AUTO;

    @Option(names = "--splits", paramLabel = "DIR", description = "Folder with train.txt, val.txt and test.txt, for data sets without official lists.")
    private Optional<Path> splits = Optional.empty();

    @Option(names = "--reports", paramLabel = "DIR", description = "Folder with report texts, named after accession number, StudyInstanceUID or file.")
    private Optional<Path> reports = Optional.empty();

    @Option(names = "--language", paramLabel = "auto|CODE|FILE", defaultValue = "auto", description = "Language of the reports: auto tells each by its headings and words; en, de, fr, es, pt; or a table of report words.")
    private String language = "auto";

    @Option(names = "--seed", paramLabel = "S", defaultValue = "42", description = "Seed of the split by patient where there are no lists (default ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--threads", paramLabel = "auto|N", defaultValue = "auto", description = "Files read at the same time.")
    private String threads = "auto";

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Console console;

    /** Creates the command. */
    public ImportCommand(Console console) {
        this.console = console;
    }

    /** The kinds, for the help text. */
    static final class Kinds implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Importers.kinds().iterator();
        }
    }

    /** What is printed as JSON. */
    record Answer(int studies, int radiographs, int reports, int labels, int boxes,
            List<ImportResult.Rejection> rejected, Added added, List<String> notices) {
    }

    /** What was not in the workspace before. */
    record Added(int patients, int studies, int radiographs, int reports, int labels, int boxes) {

        static Added of(WorkspaceCounts added) {
            return new Added(added.patients(), added.studies(), added.radiographs(), added.reports(), added.labels(),
                    added.boxes());
        }
    }

    @Override
    public Integer call() {
        ImportRequest request = request();
        try {
            return dryRun ? look(request) : bring(request, folder());
        } catch (ImportException | WorkspaceException e) {
            throw CliException.badInput("Import failed: " + e.getMessage() + ".", e);
        } catch (IOException e) {
            throw CliException.fault(
                    "The import stopped, since a folder could not be read or the workspace not written;"
                            + " check the drives and import again, which goes on where it was.",
                    e);
        }
    }

    private Path folder() {
        return workspace.orElseThrow(() -> CliException.badInput(
                "--workspace is missing; name the folder of the workspace, or add --dry-run to look first."));
    }

    private int bring(ImportRequest request, Path folder) throws ImportException, IOException {
        // Before the workspace's folder is made: a wrong source leaves nothing behind.
        String detected = Importers.kindOf(request);
        try (ImportTarget target = ImportTarget.open(folder)) {
            sayJournal(target.workspace());
            console.tell("Importing as " + detected + ".");
            ImportResult result = Importers.run(request, target.workspace(), new Progress(console, () -> false));
            target.keep();
            result.notices().forEach(console::tell);
            output.print(console, answer(result), () -> words(result));
        }
        return 0;
    }

    private int look(ImportRequest request) throws ImportException, IOException {
        AtomicBoolean stop = new AtomicBoolean();
        try (InterruptStop interrupt = new InterruptStop(() -> stop.set(true), console,
                "Stopping; what was seen so far is told.")) {
            ImportLook look = Importers.look(request, workspace, new Progress(console, stop::get));
            look.result().notices().forEach(console::tell);
            output.print(console, LookAnswer.of(look), () -> LookAnswer.words(look));
            interrupt.succeeded();
            return 0;
        }
    }

    private ImportRequest request() {
        ImportRequest plain = ImportRequest.of(source, kind);
        return new ImportRequest(source, kind, splits, reports, SplitShares.DEFAULT, seed,
                threads.equals("auto") ? plain.threads() : threadCount(), language);
    }

    private int threadCount() {
        try {
            int count = Integer.parseInt(threads);
            if (count >= 1) {
                return count;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw CliException.badInput("--threads " + threads + " is neither auto nor a number from 1.");
    }

    private void sayJournal(Workspace open) {
        if (open.journalMode() == JournalMode.ROLLBACK) {
            console.tell("The workspace is on a network drive: it uses a rollback journal, and reading waits while an"
                    + " import writes.");
        }
    }

    private static Answer answer(ImportResult result) {
        return new Answer(result.studies(), result.radiographs(), result.reports(), result.labels(), result.boxes(),
                result.rejected(), Added.of(result.added()), result.notices());
    }

    /** What is in the source, in words. */
    static String counts(ImportResult result) {
        return Counted.of(result.studies(), "study", "studies") + " with "
                + Counted.of(result.radiographs(), "radiograph", "radiographs") + ", "
                + Counted.of(result.reports(), "report", "reports") + ", "
                + Counted.of(result.labels(), "label", "labels") + " and " + Counted.of(result.boxes(), "box", "boxes");
    }

    private static String words(ImportResult result) {
        StringBuilder words = new StringBuilder(counts(result)).append("; new are ")
                .append(Counted.of(result.added().studies(), "study", "studies")).append(" and ")
                .append(Counted.of(result.added().radiographs(), "radiograph", "radiographs")).append('.');
        if (!result.rejected().isEmpty()) {
            words.append(System.lineSeparator()).append(result.rejected().size()).append(" rejected:");
            result.rejected().stream().limit(TOLD).forEach(rejection -> words.append(System.lineSeparator())
                    .append("  ").append(ShownText.line(rejection.file() + ": " + rejection.reason())));
            if (result.rejected().size() > TOLD) {
                words.append(System.lineSeparator()).append("  and more; --json lists all.");
            }
        }
        return words.toString();
    }

    /** Tells progress once a second. */
    private static final class Progress implements ImportProgress {

        private final Console console;
        private final BooleanSupplier stopped;
        private final Pace pace = new Pace(Duration.ofSeconds(1));

        Progress(Console console, BooleanSupplier stopped) {
            this.console = console;
            this.stopped = stopped;
        }

        @Override
        public boolean isCancelled() {
            return stopped.getAsBoolean();
        }

        @Override
        public void at(String phase, long done, long total) {
            if (pace.isDue()) {
                console.tell(total > 0 ? phase + ": " + done + " of " + total : phase + ": " + done);
            }
        }
    }
}
