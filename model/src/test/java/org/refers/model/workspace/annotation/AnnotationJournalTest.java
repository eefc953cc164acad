package org.refers.model.workspace.annotation;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.finding.ReaderMeasurement.Kind;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.FileFacts;
import org.refers.model.workspace.RadiographDraft;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyDraft;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AnnotationJournalTest {

    private static final Instant THEN = Instant.ofEpochMilli(1_700_000_000_123L);
    private static final Clock NOW = Clock.fixed(THEN, ZoneOffset.UTC);
    private static final ReaderBox DRAWN = new ReaderBox("me", "Nodule", new Box(10, 20, 30, 40));
    private static final ReaderBox MOVED = new ReaderBox("me", "Nodule", new Box(-0.0, 1 / 3.0, 30, 40));

    @TempDir
    private Path folder;

    private Workspace workspace;
    private Annotations annotations;
    private AnnotationHistory history;
    private StudyEntry study;
    private String radiograph;

    @BeforeEach
    void open() throws WorkspaceException {
        workspace = Workspace.openOrCreate(folder);
        workspace.add(new SourceEntry("folder", folder, ""), List.of(draft("s1", 'a'), draft("s2", 'b')));
        study = workspace.studies().getFirst();
        radiograph = study.radiographs().getFirst().id();
        annotations = new Annotations(workspace, NOW);
        history = new AnnotationHistory(annotations);
    }

    private static StudyDraft draft(String study, char digest) {
        return new StudyDraft("p", study, "2020", Split.TEST, Optional.empty(), List.of(new RadiographDraft(
                Path.of(digest + ".png"), new FileFacts(String.valueOf(digest).repeat(64), 1, 1, 100, 100),
                ViewPosition.PA, "DX", Map.of(), List.of())));
    }

    @AfterEach
    void close() throws WorkspaceException {
        workspace.close();
    }

    private DrawnBox only() throws WorkspaceException {
        return annotations.boxes(radiograph).getFirst();
    }

    private List<ReaderBox> boxes() throws WorkspaceException {
        return annotations.boxes(radiograph).stream().map(DrawnBox::box).toList();
    }

    private List<JournalStep> steps() throws WorkspaceException {
        return annotations.journal().ofStudy(study.id(), OptionalLong.empty(), 100).steps();
    }

    private List<String> words() throws WorkspaceException {
        return steps().stream().map(step -> step.number() + " " + step.reader() + " " + step.kind().word() + " "
                + Deed.of(step.changes().getFirst()).word()
                + (step.about().isPresent() ? " " + step.about().getAsLong() : "")).toList();
    }

    @Test
    void eachStepIsToldWithItsTimeReaderAndWhatWasThereBefore() throws WorkspaceException {
        history.make("me", AnnotationChange.draw(radiograph, DRAWN));
        history.make("me", AnnotationChange.alter(only(), MOVED));
        ReaderBox larger = new ReaderBox("me", "Nodule", new Box(0, 1 / 3.0, 31, 40));
        history.make("me", AnnotationChange.alter(only(), larger));
        history.make("me", AnnotationChange.alter(only(), new ReaderBox("me", "Mass", larger.box())));
        history.make("me", AnnotationChange.remove(only()));
        history.undo("me");
        history.make("R2",
                new AnnotationChange.OfLabel(study.id(), "R2", "Mass", FindingLabel.UNKNOWN, FindingLabel.PRESENT));
        history.make("R2",
                new AnnotationChange.OfLabel(study.id(), "R2", "Mass", FindingLabel.PRESENT, FindingLabel.UNCERTAIN));
        history.make("me", AnnotationChange.measure(radiograph,
                new ReaderMeasurement("me", Kind.DISTANCE, List.of(new MeasuredLine(1, 2, 3, 4)))));

        assertEquals(List.of("9 me made added", "8 R2 made changed", "7 R2 made added", "6 me undone added 5",
                "5 me made removed", "4 me made relabelled", "3 me made resized", "2 me made moved",
                "1 me made added"), words());
        JournalStep moved = steps().get(7);
        assertEquals(THEN, moved.time());
        AnnotationChange.OfBox change = (AnnotationChange.OfBox) moved.changes().getFirst();
        assertEquals(Optional.of(DRAWN), change.before());
        assertEquals(Optional.of(new ReaderBox("me", "Nodule", new Box(0, 1 / 3.0, 30, 40))), change.after());
        assertEquals(new AnnotationChange.OfLabel(study.id(), "R2", "Mass", FindingLabel.PRESENT,
                FindingLabel.UNCERTAIN), steps().get(1).changes().getFirst());
    }

    @Test
    void stepsOfAnEarlierSittingAreTakenBackAndMadeAgain() throws WorkspaceException {
        history.make("me", AnnotationChange.draw(radiograph, DRAWN));
        history.make("me", AnnotationChange.alter(only(), MOVED));
        history.make("me", AnnotationChange.remove(only()));
        restart();
        history.look("me");
        assertTrue(history.canUndo());
        assertFalse(history.canRedo());
        history.undo("me");
        history.undo("me");
        assertEquals(List.of(DRAWN), boxes());
        restart();
        history.redo("me");
        assertEquals(List.of(new ReaderBox("me", "Nodule", new Box(0, 1 / 3.0, 30, 40))), boxes());
        history.undo("me");
        history.undo("me");
        assertEquals(List.of(), boxes());
        history.look("me");
        assertFalse(history.canUndo());
        assertTrue(history.canRedo());
        history.make("me", AnnotationChange.draw(radiograph, DRAWN));
        restart();
        assertEquals(Optional.empty(), history.redo("me"), "a new step ends what could be made again");
        history.undo("me");
        assertEquals(Optional.empty(), history.undo("me"));
    }

    /** The program ends, and is started again. */
    private void restart() throws WorkspaceException {
        workspace.close();
        workspace = Workspace.open(folder);
        annotations = new Annotations(workspace, NOW);
        history = new AnnotationHistory(annotations);
    }

    /** Against two plain stacks, over all mixtures of steps, undo and redo that a seed gives. */
    @Test
    void undoAndRedoFollowTheJournalAsTheyWouldTwoStacks() throws WorkspaceException {
        Deque<AnnotationChange> done = new ArrayDeque<>();
        Deque<AnnotationChange> undone = new ArrayDeque<>();
        Random random = new Random(5);
        for (int i = 0; i < 300; i++) {
            int way = random.nextInt(5);
            if (way == 0) {
                AnnotationChange step = AnnotationChange.draw(radiograph,
                        new ReaderBox("me", "Mass", new Box(i, 1, 2, 2)));
                history.make("me", step);
                done.push(step);
                undone.clear();
            } else if (way < 3) {
                assertEquals(Optional.ofNullable(done.peek()), history.undo("me"), "step " + i);
                Optional.ofNullable(done.poll()).ifPresent(undone::push);
            } else {
                assertEquals(Optional.ofNullable(undone.peek()), history.redo("me"), "step " + i);
                Optional.ofNullable(undone.poll()).ifPresent(done::push);
            }
            history.look("me");
            assertEquals(List.of(!done.isEmpty(), !undone.isEmpty()), List.of(history.canUndo(), history.canRedo()));
        }
        assertEquals(done.size(), boxes().size());
    }

    @Test
    void eachReaderTakesBackHisOwnSteps() throws WorkspaceException {
        history.make("me", AnnotationChange.draw(radiograph, DRAWN));
        ReaderBox theirs = new ReaderBox("R2", "Mass", new Box(1, 1, 2, 2));
        history.make("R2", AnnotationChange.draw(radiograph, theirs));
        history.undo("me");
        assertEquals(List.of(theirs), boxes());
        assertEquals(Optional.empty(), history.undo("me"));
        history.undo("R2");
        assertEquals(List.of(), boxes());
    }

    @Test
    void whatAnotherWindowDidIsNotTakenBackUnseen() throws WorkspaceException {
        history.make("me", AnnotationChange.draw(radiograph, DRAWN));
        AnnotationHistory second = new AnnotationHistory(annotations);
        second.look("me");
        second.make("me", AnnotationChange.alter(only(), MOVED));
        List<JournalStep> before = steps();
        String sentence = assertThrows(WorkspaceException.class, () -> history.undo("me")).getMessage();
        assertTrue(String.valueOf(sentence).contains("another window"), sentence);
        assertEquals(before, steps(), "nothing was written");
        history.undo("me");
        assertEquals(List.of(DRAWN), boxes(), "it is seen now");
        assertThrows(WorkspaceException.class, () -> second.undo("me"), "taken back already");
        assertEquals(List.of(DRAWN), boxes());
    }

    @Test
    void whatAnotherReadersFileChangedSinceIsNotOverwrittenByUndo() throws WorkspaceException {
        history.make("me",
                new AnnotationChange.OfLabel(radiograph, "me", "Mass", FindingLabel.UNKNOWN, FindingLabel.PRESENT));
        history.make("R2", new AnnotationChange.Several(List.of(new AnnotationChange.OfLabel(radiograph, "me", "Mass",
                FindingLabel.PRESENT, FindingLabel.ABSENT))));
        String sentence = assertThrows(WorkspaceException.class, () -> history.undo("me")).getMessage();
        assertTrue(String.valueOf(sentence).contains("by another reader; nothing was written"), sentence);
        assertEquals(Map.of("Mass", FindingLabel.ABSENT), annotations.labels(radiograph, "me"));
        assertEquals(2, steps().size());
    }

    @Test
    void whatWasRemovedIsBroughtBackByAStepOfItsOwn() throws WorkspaceException {
        history.make("me", AnnotationChange.draw(radiograph, DRAWN));
        history.make("me", AnnotationChange.alter(only(), new ReaderBox("me", "Mass", new Box(5, 5, 5, 5))));
        history.make("me", AnnotationChange.remove(only()));
        assertEquals(Optional.empty(), history.bringBack("R2", 3), "a reader's box is no one else's to bring back");
        history.bringBack("me", 2);
        assertEquals(List.of(DRAWN), boxes());
        assertEquals(Optional.empty(), history.bringBack("me", 2), "it is there");
        assertEquals(Optional.empty(), history.bringBack("me", 1), "nothing was there before");
        assertEquals("4 me brought_back added 2", words().getFirst());
        history.undo("me");
        assertEquals(List.of(), boxes());
        history.redo("me");
        assertEquals(List.of(DRAWN), boxes());
    }

    @Test
    void aFileIsOneStepWhoseEarliestStateComesBack() throws WorkspaceException {
        history.make("me",
                new AnnotationChange.OfLabel(radiograph, "me", "Mass", FindingLabel.UNKNOWN, FindingLabel.PRESENT));
        String other = workspace.studies().getLast().radiographs().getFirst().id();
        history.make("me", new AnnotationChange.Several(List.of(AnnotationChange.draw(other, DRAWN),
                new AnnotationChange.OfLabel(radiograph, "me", "Mass", FindingLabel.PRESENT, FindingLabel.ABSENT),
                new AnnotationChange.OfLabel(radiograph, "me", "Mass", FindingLabel.ABSENT, FindingLabel.UNCERTAIN))));
        JournalStep file = steps().getFirst();
        assertEquals(StepKind.IMPORTED, file.kind());
        assertEquals(List.of(2, 3), List.of(file.changes().size(), file.parts()), "here, and in all");
        history.bringBack("me", file.number());
        assertEquals(Map.of("Mass", FindingLabel.PRESENT), annotations.labels(radiograph, "me"));
        assertEquals(1, annotations.boxes(other).size(), "bringing back takes nothing away");
        history.undo("me");
        history.undo("me");
        assertEquals(Map.of("Mass", FindingLabel.PRESENT), annotations.labels(radiograph, "me"));
        assertEquals(0, annotations.boxes(other).size());
    }

    @Test
    void aRefusedStepTellsNothing() throws WorkspaceException {
        AnnotationChange good = AnnotationChange.draw(radiograph, DRAWN);
        AnnotationChange stale = new AnnotationChange.OfLabel(radiograph, "me", "Mass", FindingLabel.PRESENT,
                FindingLabel.ABSENT);
        assertThrows(WorkspaceException.class,
                () -> history.make("me", new AnnotationChange.Several(List.of(good, stale))));
        assertEquals(List.of(), steps());
        assertEquals(List.of(), boxes());
    }

    @Test
    void aLongHistoryIsReadInPages() throws WorkspaceException {
        history.make("me", AnnotationChange.draw(radiograph, DRAWN));
        for (int i = 1; i <= 6; i++) {
            history.make("me",
                    AnnotationChange.alter(only(), new ReaderBox("me", "Nodule", new Box(i, 20, 30, 40))));
        }
        AnnotationJournal journal = annotations.journal();
        AnnotationJournal.Page first = journal.ofStudy(study.id(), OptionalLong.empty(), 3);
        assertTrue(first.more());
        AnnotationJournal.Page second = journal.ofStudy(study.id(), OptionalLong.of(5), 4);
        assertFalse(second.more());
        assertEquals(List.of(7L, 6L, 5L), first.steps().stream().map(JournalStep::number).toList());
        assertEquals(List.of(4L, 3L, 2L, 1L), second.steps().stream().map(JournalStep::number).toList());
        List<Long> all = new ArrayList<>();
        journal.each(step -> all.add(step.number()) && all.size() < 5);
        assertEquals(List.of(1L, 2L, 3L, 4L, 5L), all);
        assertEquals(List.of(), journal.ofStudy("none", OptionalLong.empty(), 3).steps());
    }

    @Test
    void whatIsOlderThanTheJournalIsCountedAndNotInvented() throws WorkspaceException {
        workspace.change(connection -> new BoxTable(connection)
                .make(new AnnotationChange.OfBox("0", radiograph, Optional.empty(), Optional.of(DRAWN)), 1)
                && new LabelTable(connection).make(new AnnotationChange.OfLabel(study.id(), "me", "Mass",
                        FindingLabel.UNKNOWN, FindingLabel.ABSENT), 1));
        history.make("me", AnnotationChange.draw(radiograph, DRAWN));
        AnnotationJournal.Page page = annotations.journal().ofStudy(study.id(), OptionalLong.empty(), 9);
        assertEquals(2, page.untold());
        assertEquals(1, page.steps().size());
        history.make("me", AnnotationChange.remove(new DrawnBox("0", radiograph, DRAWN)));
        assertEquals(1, annotations.journal().ofStudy(study.id(), OptionalLong.empty(), 9).untold());
        history.bringBack("me", 2);
        assertEquals(List.of("0"), annotations.boxes(radiograph).stream().map(DrawnBox::id)
                .filter(id -> id.length() == 1).toList());
    }

    @Test
    void theJournalIsOnlyAddedTo() throws WorkspaceException {
        history.make("me", AnnotationChange.draw(radiograph, DRAWN));
        for (String sql : List.of("UPDATE annotation_journal SET reader = 'R2'", "DELETE FROM annotation_journal")) {
            WorkspaceException refused = assertThrows(WorkspaceException.class,
                    () -> workspace.change(connection -> execute(connection.createStatement(), sql)));
            assertTrue(String.valueOf(refused.getMessage()).contains("only added to"), refused.getMessage());
        }
        assertEquals("me", steps().getFirst().reader());
    }

    private static boolean execute(java.sql.Statement statement, String sql) throws SQLException {
        try (statement) {
            return statement.execute(sql);
        }
    }
}
