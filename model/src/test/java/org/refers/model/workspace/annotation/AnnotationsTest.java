package org.refers.model.workspace.annotation;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.FileFacts;
import org.refers.model.workspace.RadiographDraft;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.SourceEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyDraft;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class AnnotationsTest {

    private static final Clock NOW = Clock.fixed(Instant.ofEpochMilli(1_000), ZoneOffset.UTC);
    private static final ReaderBox GIVEN = new ReaderBox("R1", "Mass", new Box(1, 2, 3, 4));
    private static final ReaderBox DRAWN = new ReaderBox("me", "Nodule", new Box(10, 20, 30, 40));
    private static final ReaderBox MOVED = new ReaderBox("me", "Mass", new Box(11.5, 21, 30, 44));

    @TempDir
    private Path folder;

    private Workspace workspace;
    private Annotations annotations;
    private AnnotationHistory history;
    private String radiograph;

    @BeforeEach
    void open() throws WorkspaceException {
        workspace = Workspace.openOrCreate(folder);
        add('a');
        radiograph = workspace.studies().getFirst().radiographs().getFirst().id();
        annotations = new Annotations(workspace, NOW);
        history = new AnnotationHistory(annotations);
    }

    private void add(char digest) throws WorkspaceException {
        workspace.add(new SourceEntry("folder", folder, ""), List.of(new StudyDraft("p", "s", "2020", Split.TEST,
                Optional.empty(), List.of(new RadiographDraft(Path.of("a.png"),
                        new FileFacts(String.valueOf(digest).repeat(64), 1, 1, 100, 100), ViewPosition.PA, "DX",
                        Map.of(),
                        List.of(GIVEN))))));
    }

    @AfterEach
    void close() throws WorkspaceException {
        workspace.close();
    }

    private List<ReaderBox> boxes() throws WorkspaceException {
        return workspace.radiograph(radiograph).map(RadiographEntry::boxes).orElseThrow();
    }

    @Test
    void whatIsDrawnIsThereForAllWhoReadTheWorkspace() throws WorkspaceException {
        history.make("me", AnnotationChange.draw(radiograph, DRAWN));
        assertEquals(List.of(GIVEN, DRAWN), boxes());
        assertEquals(2, workspace.counts().boxes());
        assertEquals(List.of("R1", "me"), annotations.readers());
        try (Workspace another = Workspace.open(folder)) {
            assertEquals(List.of(DRAWN),
                    new Annotations(another, NOW).boxes(radiograph).stream().map(DrawnBox::box).toList());
        }
    }

    @Test
    void stepsAreTakenBackAndMadeAgainInTheirOrder() throws WorkspaceException {
        history.make("me", AnnotationChange.draw(radiograph, DRAWN));
        DrawnBox drawn = annotations.boxes(radiograph).getFirst();
        history.make("me", AnnotationChange.alter(drawn, MOVED));
        history.make("me", AnnotationChange.remove(annotations.boxes(radiograph).getFirst()));
        assertEquals(List.of(GIVEN), boxes());
        history.undo("me");
        assertEquals(List.of(GIVEN, MOVED), boxes());
        history.undo("me");
        assertEquals(List.of(GIVEN, DRAWN), boxes());
        assertEquals(drawn.id(), annotations.boxes(radiograph).getFirst().id());
        history.undo("me");
        assertEquals(List.of(GIVEN), boxes());
        history.look("me");
        assertFalse(history.canUndo());
        assertEquals(Optional.empty(), history.undo("me"));
        history.redo("me");
        history.redo("me");
        assertEquals(List.of(GIVEN, MOVED), boxes());
        history.make("me", AnnotationChange.draw(radiograph, DRAWN));
        assertFalse(history.canRedo());
    }

    @Test
    void aReadersLabelIsKeptAndTakenBack() throws WorkspaceException {
        history.make("me",
                new AnnotationChange.OfLabel(radiograph, "me", "Mass", FindingLabel.UNKNOWN, FindingLabel.PRESENT));
        history.make("me", new AnnotationChange.OfLabel(radiograph, "me", "Mass", FindingLabel.PRESENT,
                FindingLabel.UNCERTAIN));
        assertEquals(Map.of("Mass", FindingLabel.UNCERTAIN), annotations.labels(radiograph, "me"));
        assertEquals(Map.of(), annotations.labels(radiograph, "R1"));
        history.undo("me");
        assertEquals(Map.of("Mass", FindingLabel.PRESENT), annotations.labels(radiograph, "me"));
        history.undo("me");
        assertEquals(Map.of(), annotations.labels(radiograph, "me"));
    }

    /** Two windows show one box: the later step of the slower one must not undo the other's work unseen. */
    @Test
    void aStepThatBeginsFromWhatIsGoneIsRefused() throws WorkspaceException {
        history.make("me", AnnotationChange.draw(radiograph, DRAWN));
        DrawnBox seen = annotations.boxes(radiograph).getFirst();
        new Annotations(workspace, NOW).make(AnnotationChange.alter(seen, MOVED));
        assertThrows(WorkspaceException.class, () -> history.make("me", AnnotationChange.remove(seen)));
        assertThrows(WorkspaceException.class, () -> history.undo("me"));
        history.look("me");
        assertTrue(history.canUndo());
        assertEquals(List.of(GIVEN, MOVED), boxes());
        assertThrows(WorkspaceException.class, () -> annotations.make(
                new AnnotationChange.OfLabel(radiograph, "me", "Mass", FindingLabel.PRESENT, FindingLabel.ABSENT)));
    }

    /** The file is written over by another picture, and later comes back: what was drawn on it must come back too. */
    @Test
    void whatWasDrawnOutlivesTheRadiographsRow() throws WorkspaceException {
        history.make("me", AnnotationChange.draw(radiograph, DRAWN));
        add('b');
        assertTrue(workspace.radiograph(radiograph).isEmpty());
        assertEquals(1, workspace.counts().boxes());
        add('a');
        assertEquals(List.of(GIVEN, DRAWN), boxes());
    }

    @Test
    void allStepsAreTakenBackAndMadeAgain() throws WorkspaceException {
        FindingLabel before = FindingLabel.UNKNOWN;
        for (int i = 0; i <= 40; i++) {
            FindingLabel after = i % 2 == 0 ? FindingLabel.PRESENT : FindingLabel.ABSENT;
            history.make("me", new AnnotationChange.OfLabel("s1", "me", "Mass", before, after));
            before = after;
        }
        int steps = 0;
        while (history.undo("me").isPresent()) {
            steps++;
        }
        assertEquals(41, steps);
        assertEquals(Map.of(), annotations.labels("s1", "me"));
        while (history.redo("me").isPresent()) {
            steps--;
        }
        assertEquals(0, steps);
        assertEquals(Map.of("Mass", FindingLabel.PRESENT), annotations.labels("s1", "me"));
    }

    @Test
    void anotherReadersBoxIsNoOnesToTake() {
        assertThrows(IllegalArgumentException.class,
                () -> AnnotationChange.alter(new DrawnBox("0", radiograph, DRAWN), GIVEN));
    }
}
