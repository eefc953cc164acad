package org.refers.app.panel;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.data.CheckedStudies;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.Notice;
import org.refers.app.panel.PanelState.Phase;
import org.refers.app.study.StudyCatalogue;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.model.image.RadiographReader;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.training.panel.PanelStudy;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The panel behind the window, without a window. */
class PanelViewModelTest {

    @TempDir
    private Path folder;

    private final List<Notice> notices = new ArrayList<>();
    private PanelViewModel model;
    private StudyCatalogue catalogue;
    private List<StudyEntry> studies;
    private Path run;

    @BeforeEach
    void open() throws Exception {
        Path workspace = CheckedStudies.make(folder, 4);
        try (Workspace open = Workspace.open(workspace)) {
            studies = open.studies().subList(0, 2);
        }
        catalogue = StudyCatalogue.open(workspace);
        run = folder.resolve("one");
        CurrentThreadTasks now = new CurrentThreadTasks();
        model = new PanelViewModel(now, new ErrorReporter(new FaultLog(folder.resolve("refers.log")),
                Texts.english(), now, new EventRelay<>(Runnable::run, notices::addAll)), RadiographReader::read);
    }

    @AfterEach
    void close() throws Exception {
        catalogue.close();
    }

    private PanelState state() {
        return model.stateProperty().get();
    }

    private void choose(boolean running) {
        model.setRun(Optional.of(new PanelSubject("one", run, running)));
    }

    @Test
    void nothingIsReadBeforeSomebodyLooks() throws Exception {
        PanelRun.make(run, studies);
        choose(false);
        assertEquals(PanelState.NONE, state());
        model.setOpen(true);
        assertEquals(Phase.SHOWN, state().phase());
        model.setOpen(false);
        PanelRun.look(run, 800, studies);
        model.refresh();
        assertEquals(List.of(0L, 400L), state().steps());
    }

    @Test
    void theNewestStepIsFollowedUntilAnotherIsChosen() throws Exception {
        PanelRun.make(run, studies);
        choose(true);
        model.setOpen(true);
        assertEquals(1, state().at());
        PanelRun.look(run, 800, studies);
        model.refresh();
        assertEquals(List.of(2, List.of(0L, 400L, 800L)), List.of(state().at(), state().steps()));
        model.show(0);
        assertEquals(0.0, ((PanelStudy.Mapped) state().cases().getFirst().seen()).probability());
        PanelRun.look(run, 900, studies);
        model.refresh();
        assertEquals(0, state().at(), "who looks at the past stays there");
        model.show(3);
        PanelRun.look(run, 950, studies);
        model.refresh();
        assertEquals(4, state().at(), "the last one follows again");
        model.show(99);
        assertEquals(4, state().at());
    }

    /** A step that the run let go while somebody looked at it gives way to the newest. */
    @Test
    void aStepThatIsGoneGivesWayToTheNewest() throws Exception {
        PanelRun.make(run, studies);
        choose(false);
        model.setOpen(true);
        model.show(0);
        Files.delete(run.resolve("explain/step-000000.json"));
        model.refresh();
        assertEquals(List.of(400L), state().steps());
        assertEquals(0, state().at());
    }

    @Test
    void theOpenWorkspaceGivesRadiographAndReport() throws Exception {
        PanelRun.write(run, 5, studies);
        choose(false);
        model.setOpen(true);
        assertEquals("", state().cases().getFirst().reference(), "no workspace is open yet");
        assertTrue(state().cases().getFirst().radiograph().isEmpty());
        model.setCatalogue(Optional.of(catalogue));
        PanelCase first = state().cases().getFirst();
        assertEquals("The heart is normal.", first.reference());
        assertEquals(studies.getFirst().radiographs().getFirst().id(), first.radiograph().orElseThrow().id());
        List<Integer> sizes = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            model.pictures().request(first.radiograph().get(), pixels -> sizes.add(pixels.orElseThrow().length));
        }
        assertEquals(List.of(PanelPictures.SIDE * PanelPictures.SIDE, PanelPictures.SIDE * PanelPictures.SIDE), sizes);
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        model.setOpen(true);
        assertEquals(Phase.NO_RUN, state().phase());
        choose(true);
        assertEquals(Phase.WAITING, state().phase());
        choose(false);
        assertEquals(Phase.NO_PANEL, state().phase());
        Files.createDirectories(run.resolve("reports"));
        Files.writeString(run.resolve("reports/step-000001.json"), "{}");
        model.refresh();
        assertEquals(Phase.FAILED, state().phase());
        assertTrue(notices.getFirst().sentence().contains("reports/step-000001.json"), notices::toString);
    }
}
