package org.refers.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.refers.model.text.Counted;
import org.refers.model.workspace.MovedFolder;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code refers relink}: finds the files of a workspace in another folder. */
@Command(name = "relink", description = "Tell a workspace that the files of a source lie in another folder now. Sizes and a sample of the files are compared first; keys, labels and sides stay.")
final class RelinkCommand implements Callable<Integer> {

    /** How many missing files are told in words; with --json all are. */
    private static final int TOLD = 20;

    @Parameters(paramLabel = "FOLDER", description = "Where the files are now.")
    private Path folder = Path.of("");

    @Option(names = "--workspace", required = true, paramLabel = "W", description = "Folder of the workspace.")
    private Path workspace = Path.of("");

    @Option(names = "--from", paramLabel = "OLD", description = "Folder the files were in when they were imported (default: the source whose files lie in FOLDER).")
    private Optional<Path> from = Optional.empty();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Console console;

    RelinkCommand(Console console) {
        this.console = console;
    }

    /** What is printed as JSON. */
    record Answer(String from, String to, int files, int present, int checked, List<String> missing) {
    }

    @Override
    public Integer call() {
        try (Workspace opened = Workspace.open(workspace)) {
            MovedFolder.Found found = new MovedFolder(opened).accept(from, folder);
            Answer answer = new Answer(found.from().toString(), found.to().toString(), found.files(), found.present(),
                    found.checked(), found.missing());
            output.print(console, answer, () -> words(answer));
            return 0;
        } catch (WorkspaceException e) {
            throw CliException.badInput("Nothing was changed: " + e.getMessage() + ".", e);
        }
    }

    private static String words(Answer answer) {
        StringBuilder words = new StringBuilder("%d of %s %s in %s; the bytes of %s compared.".formatted(
                answer.present(), Counted.of(answer.files(), "file"), answer.present() == 1 ? "is" : "are",
                answer.to(), Counted.of(answer.checked(), "was", "were")));
        answer.missing().stream().limit(TOLD)
                .forEach(file -> words.append(System.lineSeparator()).append("  missing: ").append(file));
        if (answer.missing().size() > TOLD) {
            words.append(System.lineSeparator()).append("  and more; --json lists all.");
        }
        return words.toString();
    }
}
