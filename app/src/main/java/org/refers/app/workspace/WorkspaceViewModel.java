package org.refers.app.workspace;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.refers.app.error.ErrorReporter;
import org.refers.app.prefs.PreferencesStore;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.BackgroundTasks.RunningWork;
import org.refers.app.task.Outcome;
import org.refers.app.task.Stage;
import org.refers.app.task.Work;
import org.refers.app.task.WorkProgress;
import org.refers.model.workspace.FindingCount;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.importer.ImportProgress;
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
    private final ObservableList<StudyEntry> studies = FXCollections.observableArrayList();
    /** Held on to: a wrapper that nobody holds is collected, and its listeners with it. */
    private final ObservableList<StudyEntry> studiesView = FXCollections.unmodifiableObservableList(studies);
    private final ObservableList<FindingCount> findings = FXCollections.observableArrayList();
    private final ObservableList<FindingCount> findingsView = FXCollections.unmodifiableObservableList(findings);
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

    private record Content(Path folder, List<StudyEntry> studies, List<FindingCount> findings) {
    }

    private static Content read(Path folder) throws WorkspaceException {
        try (Workspace workspace = Workspace.open(folder)) {
            return new Content(folder, workspace.studies(), workspace.findings());
        }
    }

    /** Opens a workspace in place of the one before. */
    public void open(Path chosen) {
        tasks.run(Lane.FILES, progress -> read(chosen), Outcome.of(this::show, problem -> {
            preferences.change(now -> now.with(now.paths().without(chosen.toString())));
            errors.report("doing.open", problem);
        }));
    }

    private void show(Content content) {
        preferences.change(now -> now.with(now.paths().opened(content.folder().toString())));
        findings.setAll(content.findings());
        studies.setAll(content.studies());
        folder.set(Optional.of(content.folder()));
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

    private record Imported(ImportReport report, Content content) {
    }

    private static Imported importInto(Path source, Path folder, WorkProgress progress) throws Exception {
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            ImportResult result = Importers.run(ImportRequest.of(source, ImportRequest.AUTO), workspace,
                    new ImportProgress() {
                        @Override
                        public void at(String phase, long done, long total) {
                            progress.at(phase, done, total);
                        }

                        @Override
                        public boolean isCancelled() {
                            return progress.isStopped();
                        }
                    });
            ImportReport report = ImportReport.of(result, progress.isStopped());
            return new Imported(report, new Content(folder, workspace.studies(), workspace.findings()));
        }
    }

    private void begin(String doing, Work<Imported> work) {
        if (importing.get().isPresent()) {
            return;
        }
        importing.set(Optional.of(new Stage("", 0, 0)));
        running = Optional.of(tasks.run(Lane.IMPORTING, work, new Outcome<>(imported -> {
            importing.set(Optional.empty());
            show(imported.content());
            lastImport.set(Optional.of(imported.report()));
        }, problem -> {
            importing.set(Optional.empty());
            errors.report(doing, problem);
        }, stage -> importing.set(Optional.of(stage)))));
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

    /** The studies, not to be changed. */
    public ObservableList<StudyEntry> studies() {
        return studiesView;
    }

    /** The labelled findings, not to be changed. */
    public ObservableList<FindingCount> findings() {
        return findingsView;
    }
}
