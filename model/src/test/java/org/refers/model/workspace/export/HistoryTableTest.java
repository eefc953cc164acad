package org.refers.model.workspace.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CancellationException;
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
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.annotation.AnnotationChange;
import org.refers.model.workspace.annotation.AnnotationHistory;
import org.refers.model.workspace.annotation.Annotations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

class HistoryTableTest {

    @TempDir
    private Path folder;

    private Workspace workspace;
    private Annotations annotations;

    @BeforeEach
    void open() throws WorkspaceException {
        workspace = Workspace.openOrCreate(folder);
        annotations = new Annotations(workspace,
                Clock.fixed(Instant.parse("2026-02-03T04:05:06Z"), ZoneOffset.UTC));
    }

    @AfterEach
    void close() throws WorkspaceException {
        workspace.close();
    }

    @Test
    void eachChangeIsARowWithWhatWasThereBeforeAndAfter() throws IOException {
        AnnotationHistory history = new AnnotationHistory(annotations);
        AnnotationChange.OfBox drawn = AnnotationChange.draw("r1", new ReaderBox("me", "=Mass", new Box(1, 2, 3.5, 4)));
        AnnotationChange.OfMeasurement measured = AnnotationChange.measure("r1", new ReaderMeasurement("R2",
                Kind.DISTANCE, List.of(new MeasuredLine(1, 2, 3, 4))));
        history.make("me", new AnnotationChange.Several(List.of(drawn,
                new AnnotationChange.OfLabel("s1", "R2", "Edema", FindingLabel.UNKNOWN, FindingLabel.PRESENT),
                measured)));
        history.undo("me");
        Path file = folder.resolve("history.csv");
        assertEquals(2, HistoryTable.write(annotations.journal(), file, steps -> true));
        List<String> rows = Files.readAllLines(file);
        assertEquals("step,time,reader,kind,about,radiograph,study,thing,deed,whose,finding,id,before,after",
                rows.getFirst());
        assertEquals("1,2026-02-03T04:05:06.000Z,me,imported,,r1,,box,added,me,\"'=Mass\"," + drawn.id()
                + ",,\"{\"\"finding\"\":\"\"=Mass\"\",\"\"x\"\":1.0,\"\"y\"\":2.0,\"\"width\"\":3.5,\"\"height\"\":4.0}\"",
                rows.get(1));
        assertEquals("1,2026-02-03T04:05:06.000Z,me,imported,,,s1,label,added,R2,Edema,,,"
                + "\"{\"\"value\"\":\"\"present\"\"}\"", rows.get(2));
        assertEquals("2,2026-02-03T04:05:06.000Z,me,undone,1,r1,,measurement,removed,R2,," + measured.id()
                + ",\"{\"\"kind\"\":\"\"distance\"\",\"\"lines\"\":[[1.0,2.0,3.0,4.0]]}\",", rows.get(4));
        assertEquals(7, rows.size());
    }

    @Test
    void aStoppedTableLeavesNoFile() throws IOException {
        annotations.make(AnnotationChange.draw("r1", new ReaderBox("me", "Mass", new Box(1, 2, 3, 4))));
        Path file = folder.resolve("history.csv");
        assertThrows(CancellationException.class,
                () -> HistoryTable.write(annotations.journal(), file, steps -> false));
        assertFalse(Files.exists(file));
        assertThrows(IOException.class,
                () -> HistoryTable.write(annotations.journal(), folder.resolve("none/history.csv"), steps -> true));
    }
}
