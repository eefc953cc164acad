package org.refers.app.annotation;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.ErrorReporter;
import org.refers.app.error.FaultLog;
import org.refers.app.error.Notice;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.ReaderMeasurement.Kind;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.FileFacts;
import org.refers.model.workspace.RadiographDraft;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyDraft;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.annotation.AnnotationChange;
import org.refers.model.workspace.annotation.Annotations;
import org.refers.model.workspace.annotation.DrawnBox;
import org.refers.model.workspace.annotation.DrawnMeasurement;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AnnotationViewModelTest {

    private static final ReaderBox GIVEN = new ReaderBox("R1", "Mass", new Box(1, 2, 30, 40));
    private static final Box BOX = new Box(10, 20, 30, 40);

    @TempDir
    private Path folder;

    private final List<Notice> notices = new ArrayList<>();
    private final List<List<ReaderBox>> told = new ArrayList<>();
    private Workspace workspace;
    private Annotations annotations;
    private AnnotationViewModel model;
    private List<StudyEntry> studies = List.of();

    @BeforeEach
    void open() throws WorkspaceException {
        workspace = Workspace.openOrCreate(folder);
        workspace.add(new SourceEntry("folder", folder, ""), List.of(draft("s1", 'a'), draft("s2", 'b')));
        studies = workspace.studies();
        annotations = new Annotations(workspace, Clock.systemUTC());
        model = model();
        model.onBoxes(told::add);
        model.open(annotations);
        show(0);
    }

    private AnnotationViewModel model() {
        CurrentThreadTasks tasks = new CurrentThreadTasks();
        return new AnnotationViewModel(Texts.english(), tasks, new ErrorReporter(
                new FaultLog(folder.resolve("log")), Texts.english(), tasks,
                new EventRelay<>(Runnable::run, notices::addAll)));
    }

    private static StudyDraft draft(String study, char digest) {
        return new StudyDraft("p", study, "2020", Split.TEST, Optional.empty(), List.of(new RadiographDraft(
                Path.of(digest + ".png"), new FileFacts(String.valueOf(digest).repeat(64), 1, 1, 100, 100),
                ViewPosition.PA, "DX", Map.of("Effusion", FindingLabel.ABSENT), List.of(GIVEN))));
    }

    private RadiographEntry radiograph(int study) {
        return studies.get(study).radiographs().getFirst();
    }

    private void show(int study) {
        model.show(Optional.of(new AnnotationViewModel.Subject(radiograph(study).id(), studies.get(study).id())));
    }

    @AfterEach
    void close() throws WorkspaceException {
        workspace.close();
    }

    private List<Box> drawn() {
        return model.shownProperty().get().boxes().stream().map(DrawnBox::box).map(ReaderBox::box).toList();
    }

    @Test
    void theFirstFindingIsOfferedAndABoxIsShownOnceItIsKept() throws WorkspaceException {
        assertEquals(List.of("Effusion", "Mass"), List.copyOf(model.findings()));
        assertEquals(Optional.of("Effusion"), model.findingProperty().get());
        String id = model.draw(BOX).orElseThrow();
        assertEquals(id, model.shownProperty().get().boxes().getFirst().id());
        ReaderBox expected = new ReaderBox(AnnotationViewModel.DEFAULT_READER, "Effusion", BOX);
        assertEquals(List.of(List.of(GIVEN, expected)), told);
        assertEquals(List.of(GIVEN, expected), annotations.allBoxes(radiograph(0).id()));
    }

    @Test
    void aFindingThatAnotherWorkspaceDoesNotKnowIsNotOfferedThere() throws WorkspaceException {
        model.findingProperty().set(Optional.of("Mass"));
        model.open(annotations);
        assertEquals(Optional.of("Mass"), model.findingProperty().get(), "read anew, as after an import");
        try (Workspace other = Workspace.openOrCreate(folder.resolve("other"))) {
            other.add(new SourceEntry("folder", folder, ""), List.of(new StudyDraft("p", "s", "2020", Split.TEST,
                    Optional.empty(), List.of(new RadiographDraft(Path.of("c.png"),
                            new FileFacts("c".repeat(64), 1, 1, 100, 100), ViewPosition.PA, "DX",
                            Map.of("COVID-19", FindingLabel.PRESENT), List.of())))));
            model.open(new Annotations(other, Clock.systemUTC()));
            assertEquals(Optional.of("COVID-19"), model.findingProperty().get());
        }
    }

    @Test
    void anotherReaderDoesNotSeeOrTakeBackTheOwnedBox() {
        model.draw(BOX);
        model.readerProperty().set("second");
        assertEquals(List.of(), drawn());
        model.draw(new Box(1, 1, 5, 5));
        assertEquals(List.of(new Box(1, 1, 5, 5)), drawn());
        model.readerProperty().set(AnnotationViewModel.DEFAULT_READER);
        assertEquals(List.of(BOX), drawn());
    }

    @Test
    void undoReachesOtherRadiographsAndSaysSo() throws WorkspaceException {
        model.draw(BOX);
        show(1);
        assertEquals(List.of(), drawn());
        assertTrue(model.canUndoProperty().get());
        model.undo();
        assertEquals(1, notices.size());
        assertFalse(notices.getFirst().fault());
        assertEquals(List.of(), annotations.boxes(radiograph(0).id()));
        model.redo();
        show(0);
        assertEquals(List.of(BOX), drawn());
    }

    @Test
    void stepsOfAnEarlierSittingAreTakenBack() throws WorkspaceException {
        model.draw(BOX);
        DrawnBox drawn = model.shownProperty().get().boxes().getFirst();
        model.remove(drawn);
        model = model();
        model.open(annotations);
        show(0);
        assertTrue(model.canUndoProperty().get());
        assertFalse(model.canRedoProperty().get());
        model.undo();
        assertEquals(List.of(drawn), model.shownProperty().get().boxes());
        assertTrue(model.canRedoProperty().get());
        model.readerProperty().set("second");
        assertFalse(model.canUndoProperty().get(), "each reader has steps of his own");
    }

    @Test
    void aStepOfAnotherWindowIsSeenBeforeItIsTakenBack() throws WorkspaceException {
        model.draw(BOX);
        Box theirs = new Box(50, 50, 10, 10);
        DrawnBox seen = model.shownProperty().get().boxes().getFirst();
        annotations.make(AnnotationChange.alter(seen, new ReaderBox(seen.box().reader(), "Mass", theirs)));
        model.undo();
        assertEquals(List.of(theirs), drawn());
        assertTrue(notices.getLast().sentence().contains("another window"), notices.getLast().sentence());
        model.undo();
        assertEquals(List.of(BOX), drawn());
    }

    @Test
    void theHistoryIsReadWhileSomebodyLooksAndBringsBack() throws WorkspaceException {
        HistoryViewModel history = model.history();
        HistoryWords words = new HistoryWords(Texts.english(), ZoneOffset.UTC);
        model.findingProperty().set(Optional.of("Mass"));
        model.draw(BOX);
        assertEquals(List.of(), history.pageProperty().get().steps(), "nobody looks");
        history.openProperty().set(true);
        assertEquals(1, history.pageProperty().get().steps().size());
        model.alter(model.shownProperty().get().boxes().getFirst(), new Box(1, 20, 30, 40));
        model.remove(model.shownProperty().get().boxes().getFirst());
        model.label(true, "Mass", FindingLabel.UNCERTAIN);
        model.label(true, "Mass", FindingLabel.PRESENT);
        model.label(false, "Mass", FindingLabel.ABSENT);
        model.undo();
        model.bringBack(2);
        model.make(new AnnotationChange.Several(List.of(
                AnnotationChange.draw(radiograph(0).id(), GIVEN), AnnotationChange.draw(radiograph(1).id(), GIVEN))),
                () -> {
                });
        assertEquals(List.of("From a file: 1 boxes, 0 labels, 0 measurements (2 in all studies)",
                "Brought back: Box Mass", "Undone: Label Mass: absent", "Label Mass: absent",
                "Whole study: Label Mass: uncertain \u2192 present", "Whole study: Label Mass: uncertain",
                "Box Mass deleted", "Box Mass moved", "Box Mass drawn"),
                history.pageProperty().get().steps().stream().map(step -> words.of(step, studies.getFirst().id()))
                        .toList());
        assertEquals(List.of(BOX), drawn());
        model.bringBack(2);
        assertTrue(notices.getLast().sentence().contains("nothing was changed"), notices.getLast().sentence());
        show(1);
        assertEquals(1, history.pageProperty().get().steps().size(), "the other study has the file alone");
        model.show(Optional.empty());
        assertEquals(List.of(), history.pageProperty().get().steps());
    }

    @Test
    void aLongHistoryComesInPages() {
        HistoryViewModel history = model.history();
        history.openProperty().set(true);
        for (int i = 0; i < HistoryViewModel.PAGE + 3; i++) {
            model.draw(new Box(i, 1, 2, 2));
        }
        assertEquals(HistoryViewModel.PAGE, history.pageProperty().get().steps().size());
        assertTrue(history.pageProperty().get().more());
        history.older();
        assertEquals(HistoryViewModel.PAGE + 3, history.pageProperty().get().steps().size());
        assertFalse(history.pageProperty().get().more());
    }

    @Test
    void labelsAreOfTheRadiographOrOfTheStudy() {
        model.label(false, "Mass", FindingLabel.PRESENT);
        model.label(true, "Mass", FindingLabel.UNCERTAIN);
        assertEquals(Map.of("Mass", FindingLabel.PRESENT), model.shownProperty().get().radiograph());
        assertEquals(Map.of("Mass", FindingLabel.UNCERTAIN), model.shownProperty().get().study());
        model.label(false, "Mass", FindingLabel.UNKNOWN);
        assertEquals(Map.of(), model.shownProperty().get().radiograph());
        model.undo();
        assertEquals(Map.of("Mass", FindingLabel.PRESENT), model.shownProperty().get().radiograph());
    }

    @Test
    void whatAnotherWindowChangedIsShownInsteadOfOverwritten() throws WorkspaceException {
        model.draw(BOX);
        DrawnBox seen = model.shownProperty().get().boxes().getFirst();
        Box theirs = new Box(50, 50, 10, 10);
        annotations.make(AnnotationChange.alter(seen, new ReaderBox(seen.box().reader(), "Mass", theirs)));
        model.alter(seen, new Box(0, 0, 5, 5));
        assertEquals(List.of(theirs), drawn());
        assertTrue(notices.getLast().sentence().contains("another window"), notices.getLast().sentence());
    }

    @Test
    void withoutAFindingNothingIsDrawn() {
        model.findingProperty().set(Optional.empty());
        assertEquals(Optional.empty(), model.draw(BOX));
        assertEquals(List.of(), drawn());
        assertEquals(1, notices.size());
    }

    @Test
    void agreementCountsThoseWhoReadTheSame() {
        model.findingProperty().set(Optional.of("Mass"));
        model.draw(GIVEN.box());
        model.agreement().count();
        var cell = model.agreement().stateProperty().get().all().orElseThrow().agreement().between("R1",
                AnnotationViewModel.DEFAULT_READER);
        assertEquals(1, cell.orElseThrow().iou(), 1e-12);
        assertEquals(1, cell.orElseThrow().cases());
    }

    @Test
    void measurementsAreKeptPerReaderAndUndone() throws WorkspaceException {
        String first = radiograph(0).id();
        model.hang(List.of(first, radiograph(1).id()));
        List<MeasuredLine> line = List.of(new MeasuredLine(1, 2, 30, 2));
        model.measure(first, Kind.DISTANCE, line);
        DrawnMeasurement made = model.measurementsProperty().get().getOrDefault(first, List.of()).getFirst();
        List<MeasuredLine> longer = List.of(new MeasuredLine(1, 2, 60.5, 2));
        model.alter(made, longer);
        assertEquals(List.of(longer), lines(first));
        model.readerProperty().set("second");
        assertEquals(List.of(), lines(first), "another reader measures by himself");
        model.readerProperty().set(AnnotationViewModel.DEFAULT_READER);
        model.undo();
        assertEquals(List.of(line), lines(first));
        model.undo();
        assertEquals(List.of(), lines(first));
        model.redo();
        assertEquals(List.of(line), lines(first));
        model.remove(model.measurementsProperty().get().getOrDefault(first, List.of()).getFirst());
        assertEquals(List.of(), annotations.measurements());
        model.alter(made, longer);
        assertTrue(notices.getLast().sentence().contains("was changed in another window"), notices::toString);
    }

    private List<List<MeasuredLine>> lines(String radiograph) {
        return model.measurementsProperty().get().getOrDefault(radiograph, List.of()).stream()
                .map(drawn -> drawn.measurement().lines()).toList();
    }

    /** A model that boxes what it is asked for where the first reader did, on the first radiograph alone. */
    private ModelReader reader() {
        return new ModelReader() {
            @Override
            public List<String> findings() {
                return List.of("Mass", "Nodule");
            }

            @Override
            public Map<String, Path> radiographs() {
                return Map.of(studies.getFirst().radiographs().getFirst().id(), Path.of("a.png"));
            }

            @Override
            public List<ReaderBox> read(String reader, Path file, Set<String> wanted) {
                return wanted.stream().map(finding -> new ReaderBox(reader, finding, GIVEN.box())).toList();
            }
        };
    }

    @Test
    void theModelIsCountedAsOneMoreReader() {
        model.agreement().setModel(() -> Optional.of(reader()));
        model.agreement().count();
        AgreementViewModel.Matrix all = model.agreement().stateProperty().get().all().orElseThrow();

        assertEquals(Optional.of("Model"), all.model());
        assertEquals(1, all.agreement().between("Model", "R1").orElseThrow().iou(), 1e-12);
        assertEquals(1, all.agreement().between("Model", "R1").orElseThrow().cases());
        assertFalse(model.agreement().stateProperty().get().running());
        model.agreement().withModelProperty().set(false);
        model.agreement().count();
        assertEquals(Optional.empty(), model.agreement().stateProperty().get().all().orElseThrow().model());
    }

    @Test
    void aRadiographThatTheModelCannotReadIsToldAndLeftOut() {
        model.agreement().setModel(() -> Optional.of(new ModelReader() {
            @Override
            public List<String> findings() {
                return List.of("Mass");
            }

            @Override
            public Map<String, Path> radiographs() {
                return Map.of("lost", Path.of("lost.png"));
            }

            @Override
            public List<ReaderBox> read(String reader, Path file, Set<String> wanted) throws IOException {
                throw new IOException("lost");
            }
        }));
        model.agreement().count();

        assertEquals(1, notices.size());
        assertFalse(model.agreement().stateProperty().get().running());
        assertEquals(Optional.empty(), model.agreement().stateProperty().get().all().orElseThrow().model());
    }

    @Test
    void onTheRadiographThatIsReadTheModelFollowsItsBoxes() {
        AgreementViewModel agreement = model.agreement();
        agreement.compareHere(List.of(), Optional.empty());
        assertEquals(Optional.empty(), agreement.hereProperty().get());
        agreement.compareHere(List.of(GIVEN), Optional.of(List.of(new ReaderBox("", "Mass", GIVEN.box()))));
        assertEquals(1, agreement.hereProperty().get().orElseThrow().agreement().between("R1", "Model").orElseThrow()
                .iou(), 1e-12);
        agreement.compareHere(List.of(GIVEN), Optional.of(List.of()));
        assertEquals(0, agreement.hereProperty().get().orElseThrow().agreement().between("R1", "Model").orElseThrow()
                .iou(), 1e-12);
        agreement.compareHere(List.of(GIVEN), Optional.empty());
        assertEquals(List.of("R1"), agreement.hereProperty().get().orElseThrow().agreement().readers());
    }
}
