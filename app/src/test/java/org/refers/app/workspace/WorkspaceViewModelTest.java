package org.refers.app.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.NoticeBoard;
import org.refers.app.prefs.InMemoryPreferences;
import org.refers.app.prefs.PreferencesStore;
import org.refers.app.study.ScriptedStudyEngine;
import org.refers.app.study.StudiesViewModel;
import org.refers.app.study.StudyCatalogue;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.app.task.HeldTasks;
import org.refers.app.task.Outcome;
import org.refers.app.task.Stage;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.cohort.PatientOrder;
import org.refers.viewer.browser.BrowserSource;
import org.refers.viewer.browser.BrowserStudy;
import org.refers.viewer.hanging.PaneContent;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WorkspaceViewModelTest {

    @TempDir
    private Path folder;

    private final NoticeBoard board = new NoticeBoard();
    private final PreferencesStore preferences = new InMemoryPreferences();
    private final ErrorReporter errors = new ErrorReporter(new FaultLog(Path.of("target/unused.log")),
            Texts.english(), new CurrentThreadTasks(),
            new EventRelay<>(Runnable::run, batch -> batch.forEach(board::put)));
    private final WorkspaceViewModel model = new WorkspaceViewModel(new CurrentThreadTasks(), errors, preferences);

    @Test
    void sampleStudiesAreMadeImportedOpenedAndRead() throws WorkspaceException {
        List<Stage> stages = new ArrayList<>();
        model.importingProperty().addListener((property, before, now) -> now.ifPresent(stages::add));
        model.makeSamples(folder.resolve("try"), 5);

        assertEquals(5, model.lastImportProperty().get().orElseThrow().studies());
        assertTrue(stages.stream().anyMatch(stage -> stage.phase().equals("samples") && stage.share() == 1));
        assertTrue(model.importingProperty().get().isEmpty());
        assertEquals(folder.resolve("try/workspace").toString(),
                preferences.now().paths().recentWorkspaces().getFirst());

        StudiesViewModel studies = new StudiesViewModel(Texts.english(), new ScriptedStudyEngine(0.7),
                RadiographReader::read, new CurrentThreadTasks(), errors);
        List<BrowserStudy> rows = rows(studies.take(model.studiesProperty().get().orElseThrow()));
        assertEquals(5, rows.size());
        for (RadiographEntry view : views(folder.resolve("try/workspace"))) {
            studies.select(Optional.of(view.id()));
            assertEquals(view.rows(), shown(studies).orElseThrow().rows());
            assertEquals(view.view() == ViewPosition.UNKNOWN
                    ? shown(studies).orElseThrow().view()
                    : view.view(), shown(studies).orElseThrow().view());
        }
        assertTrue(rows.getFirst().reported());
        studies.select(Optional.empty());
        assertTrue(shown(studies).isEmpty());
        assertTrue(board.notices().isEmpty());
    }

    private static Optional<Radiograph> shown(StudiesViewModel studies) {
        return studies.hanging().panesProperty().get().stream().findFirst().flatMap(PaneContent::radiograph);
    }

    private static List<BrowserStudy> rows(BrowserSource source) {
        List<BrowserStudy> rows = new ArrayList<>();
        source.find("", PatientOrder.IMPORT, new BrowserSource.Answer(found -> found.read(0, found.patients(),
                patients -> patients.forEach(patient -> rows.addAll(patient.studies()))), misread -> {
                }));
        return rows;
    }

    private static List<RadiographEntry> views(Path folder) throws WorkspaceException {
        try (Workspace workspace = Workspace.open(folder)) {
            return workspace.studies().stream().flatMap(study -> study.radiographs().stream()).toList();
        }
    }

    /** A workspace that closed first would lose the last box, with a sentence that it was not kept. */
    @Test
    void aWorkspaceClosesBehindWhatWasDrawnInIt() throws WorkspaceException {
        model.makeSamples(folder.resolve("one"), 1);
        model.makeSamples(folder.resolve("two"), 1);
        HeldTasks held = new HeldTasks();
        WorkspaceViewModel opened = new WorkspaceViewModel(held, errors, preferences);
        for (String next : List.of("two", "")) {
            opened.open(folder.resolve("one/workspace"));
            held.finish(Lane.LISTING);
            StudyCatalogue first = opened.studiesProperty().get().orElseThrow();
            List<String> said = new ArrayList<>();
            held.run(Lane.ANNOTATING, progress -> first.study("none").isPresent(),
                    Outcome.of(found -> said.add("kept"), problem -> said.add(String.valueOf(problem.getMessage()))));
            if (next.isEmpty()) {
                opened.close();
            } else {
                opened.open(folder.resolve(next).resolve("workspace"));
            }
            held.finish(Lane.LISTING);
            held.finish(Lane.FILES);
            held.finish(Lane.ANNOTATING);
            assertEquals(List.of("kept"), said);
            assertThrows(WorkspaceException.class, () -> first.study("none"), "it is closed in the end");
        }
    }

    @Test
    void whatIsReadAheadIsNotReadAgain() throws WorkspaceException {
        model.makeSamples(folder.resolve("try"), 2);
        List<Path> read = new ArrayList<>();
        StudiesViewModel studies = new StudiesViewModel(Texts.english(), new ScriptedStudyEngine(0.7), file -> {
            read.add(file);
            return RadiographReader.read(file);
        }, new CurrentThreadTasks(), errors);
        studies.take(model.studiesProperty().get().orElseThrow());
        String view = views(folder.resolve("try/workspace")).getFirst().id();
        assertTrue(studies.readAhead(List.of(view, "gone")).getNow(false));
        assertEquals(1, read.size());
        studies.select(Optional.of(view));
        assertTrue(shown(studies).isPresent());
        assertEquals(1, read.size());
    }

    @Test
    void aRadiographThatCannotBeReadIsToldAndNotShown() throws WorkspaceException {
        model.makeSamples(folder.resolve("try"), 1);
        StudiesViewModel studies = new StudiesViewModel(Texts.english(), new ScriptedStudyEngine(0.7), file -> {
            throw new RadiographException(file, "the file ends early");
        }, new CurrentThreadTasks(), errors);
        studies.take(model.studiesProperty().get().orElseThrow());
        studies.select(Optional.of(views(folder.resolve("try/workspace")).getFirst().id()));
        assertTrue(shown(studies).isEmpty());
        assertTrue(board.notices().getFirst().sentence().endsWith("the file ends early."));
        assertFalse(studies.hanging().panesProperty().get().getFirst().waiting());
    }

    @Test
    void aWorkspaceThatIsGoneIsToldAndForgotten() {
        preferences.change(now -> now.with(now.paths().opened(folder.resolve("gone").toString())));
        model.open(folder.resolve("gone"));
        assertTrue(board.notices().getFirst().sentence().startsWith("The workspace was not opened: there is no"));
        assertTrue(preferences.now().paths().recentWorkspaces().isEmpty());
        assertTrue(model.folderProperty().get().isEmpty());
    }

    @Test
    void anEmptyFolderIsNoSource() throws IOException {
        model.importStudies(Files.createDirectories(folder.resolve("empty")), folder.resolve("workspace"));
        assertTrue(board.notices().getFirst().sentence().startsWith("The import ended: "),
                board.notices().getFirst().sentence());
        assertTrue(model.lastImportProperty().get().isEmpty());
    }
}
