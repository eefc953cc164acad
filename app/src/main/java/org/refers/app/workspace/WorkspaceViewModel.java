package org.refers.app.workspace;

import java.nio.file.Path;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.refers.app.error.ErrorReporter;
import org.refers.app.prefs.PreferencesStore;
import org.refers.app.study.StudyCatalogue;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.BackgroundTasks.RunningWork;
import org.refers.app.task.Outcome;
import org.refers.app.task.Stage;
import org.refers.app.task.WatchedImport;
import org.refers.app.task.Work;
import org.refers.app.task.WorkProgress;
import org.refers.model.workspace.ImportTarget;
import org.refers.model.workspace.MovedFolder;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.ImportResult;
import org.refers.model.workspace.importer.Importers;
import org.refers.sampledata.SampleRequest;
import org.refers.sampledata.SampleStudies;

/**
 * The open workspace: which one, its studies, and what is being imported into it. Knows no control. Every file and
 * database call is made in the background.
 */
public final class WorkspaceViewModel {

    /** Where sample studies and their workspace lie in the folder the user chooses. */
    private static final String SAMPLE_FOLDER = "studies";
    private static final String WORKSPACE_FOLDER = "workspace";

    private final BackgroundTasks tasks;
    private final ErrorReporter errors;
    private final PreferencesStore preferences;

    private final ReadOnlyObjectWrapper<Optional<Path>> folder = wrap(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<Stage>> importing = wrap(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<ImportReport>> lastImport = wrap(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<StudyCatalogue>> studies = wrap(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<MovedFolder.Found>> lastMove = wrap(Optional.empty());
    private Optional<RunningWork> running = Optional.empty();

    /** Creates the state without a workspace. */
    public WorkspaceViewModel(BackgroundTasks tasks, ErrorReporter errors, PreferencesStore preferences) {
        this.tasks = tasks;
        this.errors = errors;
        this.preferences = preferences;
    }

    private static <T> ReadOnlyObjectWrapper<T> wrap(T value) {
        return new ReadOnlyObjectWrapper<>(value);
    }

    /** Opens a workspace in place of the one before. */
    public void open(Path chosen) {
        tasks.run(Lane.LISTING, progress -> StudyCatalogue.open(chosen), Outcome.of(this::show, problem -> {
            preferences.change(now -> now.with(now.paths().without(chosen.toString())));
            errors.report("doing.open", problem);
        }));
    }

    private void show(StudyCatalogue opened) {
        preferences.change(now -> now.with(now.paths().opened(opened.folder().toString())));
        Optional<StudyCatalogue> before = studies.get();
        studies.set(Optional.of(opened));
        folder.set(Optional.of(opened.folder()));
        // Behind what its list still reads from it, and then behind what was drawn in it.
        before.ifPresent(old -> tasks.run(Lane.LISTING, progress -> true, Outcome.of(read -> close(old),
                problem -> errors.report("doing.open", problem))));
    }

    private void close(StudyCatalogue old) {
        tasks.run(Lane.ANNOTATING, progress -> {
            old.close();
            return true;
        }, Outcome.of(closed -> {
            // Nothing of it is on the screen any more.
        }, problem -> errors.report("doing.open", problem)));
    }

    /** Closes the workspace, behind what was drawn in it; the program waits for that when it ends. */
    public void close() {
        studies.get().ifPresent(this::close);
        studies.set(Optional.empty());
    }

    /**
     * Imports a folder.
     *
     * @param source where the studies are
     * @param workspace folder of the workspace, made if it is not there
     */
    public void importStudies(Path source, Path workspace) {
        begin("doing.import", progress -> importInto(source, workspace, progress));
    }

    /**
     * Makes sample studies and a workspace of them.
     *
     * @param target folder that takes both, absent or empty
     * @param count number of studies
     */
    public void makeSamples(Path target, int count) {
        begin("doing.samples", progress -> {
            Path made = target.resolve(SAMPLE_FOLDER);
            SampleStudies.write(new SampleRequest(made, count, SampleRequest.DEFAULT_SEED),
                    (done, total) -> progress.at("samples", done, total));
            return importInto(made, target.resolve(WORKSPACE_FOLDER), progress);
        });
    }

    private record Imported(ImportReport report, StudyCatalogue studies) {
    }

    private static Imported importInto(Path source, Path folder, WorkProgress progress) throws Exception {
        ImportReport report;
        try (ImportTarget target = ImportTarget.open(folder)) {
            ImportResult result = Importers.run(ImportRequest.of(source, ImportRequest.AUTO), target.workspace(),
                    new WatchedImport(progress));
            target.keep();
            report = ImportReport.of(result, progress.isStopped());
        }
        return new Imported(report, StudyCatalogue.open(folder));
    }

    private void begin(String doing, Work<Imported> work) {
        if (importing.get().isPresent()) {
            return;
        }
        importing.set(Optional.of(new Stage("", 0, 0)));
        running = Optional.of(tasks.run(Lane.IMPORTING, work, new Outcome<>(imported -> {
            importing.set(Optional.empty());
            show(imported.studies());
            lastImport.set(Optional.of(imported.report()));
        }, problem -> {
            importing.set(Optional.empty());
            errors.report(doing, problem);
        }, stage -> importing.set(Optional.of(stage)))));
    }

    /** Takes a folder in place of one that the open workspace's files were in, if it holds the same files. */
    public void findMoved(Path moved) {
        if (folder.get().isEmpty() || importing.get().isPresent()) {
            return;
        }
        Path opened = folder.get().get();
        importing.set(Optional.of(new Stage("", 0, 0)));
        tasks.run(Lane.IMPORTING, progress -> {
            MovedFolder.Found found;
            try (Workspace workspace = Workspace.open(opened)) {
                found = new MovedFolder(workspace).accept(Optional.empty(), moved);
            }
            return new Relinked(found, StudyCatalogue.open(opened));
        }, Outcome.of(relinked -> {
            importing.set(Optional.empty());
            show(relinked.studies());
            lastMove.set(Optional.of(relinked.found()));
        }, problem -> {
            importing.set(Optional.empty());
            errors.report("doing.move", problem);
        }));
    }

    private record Relinked(MovedFolder.Found found, StudyCatalogue studies) {
    }

    /** Ends the import early; what was added stays. */
    public void stopImport() {
        running.ifPresent(RunningWork::stop);
    }

    /** The open workspace's folder. */
    public ReadOnlyObjectProperty<Optional<Path>> folderProperty() {
        return folder.getReadOnlyProperty();
    }

    /** How far an import is; empty while there is none. */
    public ReadOnlyObjectProperty<Optional<Stage>> importingProperty() {
        return importing.getReadOnlyProperty();
    }

    /** What the last import did. */
    public ReadOnlyObjectProperty<Optional<ImportReport>> lastImportProperty() {
        return lastImport.getReadOnlyProperty();
    }

    /** The folder that was last found again. */
    public ReadOnlyObjectProperty<Optional<MovedFolder.Found>> lastMoveProperty() {
        return lastMove.getReadOnlyProperty();
    }

    /** The open workspace's studies. */
    public ReadOnlyObjectProperty<Optional<StudyCatalogue>> studiesProperty() {
        return studies.getReadOnlyProperty();
    }
}
