package org.refers.app.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.refers.app.error.ErrorReporter;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.BackgroundTasks.RunningWork;
import org.refers.app.task.Outcome;
import org.refers.app.task.Stage;
import org.refers.app.task.WatchedImport;
import org.refers.app.task.WorkProgress;
import org.refers.model.store.AtomicFiles;
import org.refers.model.text.CsvCells;
import org.refers.model.workspace.importer.ImportLook;
import org.refers.model.workspace.importer.ImportLook.Problem;
import org.refers.model.workspace.importer.ImportLook.Verdict;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;

/** A look at a folder before its import: what it would bring, and what would be left out. Knows no control. */
public final class LookViewModel {

    private final BackgroundTasks tasks;
    private final ErrorReporter errors;
    private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(new Idle());
    private Optional<RunningWork> running = Optional.empty();

    /** How far a look is. */
    public sealed interface State {
    }

    /** There is none, or it failed. */
    public record Idle() implements State {
    }

    /** It goes on. */
    public record Looking(Stage stage) implements State {
    }

    /**
     * It is done.
     *
     * @param look what was found
     * @param verdicts on all files and lines that are left out or doubtful
     * @param problems how many of each kind
     */
    public record Found(ImportLook look, List<Verdict> verdicts, Map<Problem, Integer> problems) implements State {
    }

    /** Creates the state without a look. */
    public LookViewModel(BackgroundTasks tasks, ErrorReporter errors) {
        this.tasks = tasks;
        this.errors = errors;
    }

    /**
     * Begins to look.
     *
     * @param source folder with studies
     * @param workspace that it is compared with
     */
    public void look(Path source, Optional<Path> workspace) {
        stop();
        state.set(new Looking(new Stage("", 0, 0)));
        // Beside an import that goes on: both only read the source.
        running = Optional
                .of(tasks.run(Lane.CHECKING, progress -> found(source, workspace, progress), new Outcome<>(found -> {
                    running = Optional.empty();
                    state.set(found);
                }, problem -> {
                    running = Optional.empty();
                    state.set(new Idle());
                    errors.report("doing.look", problem);
                }, stage -> state.set(new Looking(stage)))));
    }

    private static Found found(Path source, Optional<Path> workspace, WorkProgress progress) throws Exception {
        ImportLook look = Importers.look(ImportRequest.of(source, ImportRequest.AUTO), workspace,
                new WatchedImport(progress));
        // Counted here: there may be hundreds of thousands.
        return new Found(look, look.verdicts(), look.problems());
    }

    /** Ends the look early; what was seen so far is shown. */
    public void stop() {
        running.ifPresent(RunningWork::stop);
    }

    /**
     * Writes a table of verdicts.
     *
     * @param said told when it is written
     */
    public void export(Path file, List<Verdict> verdicts, String said) {
        List<Verdict> rows = List.copyOf(verdicts);
        tasks.run(Lane.FILES, progress -> {
            AtomicFiles.writeString(file, table(rows));
            return true;
        }, Outcome.of(written -> errors.tell(said),
                problem -> errors.report("doing.looktable", problem)));
    }

    static String table(List<Verdict> verdicts) {
        return verdicts.stream()
                .map(verdict -> CsvCells.quoted(verdict.file()) + ","
                        + verdict.problem().name().toLowerCase(Locale.ROOT)
                        + "," + CsvCells.quoted(verdict.reason()) + "," + CsvCells.quoted(verdict.fix()) + "\n")
                .collect(Collectors.joining("",
                        "file,problem,verdict,fix\n", ""));
    }

    /** How far it is. */
    public ReadOnlyObjectProperty<State> stateProperty() {
        return state.getReadOnlyProperty();
    }
}
