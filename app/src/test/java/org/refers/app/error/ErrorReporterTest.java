package org.refers.app.error;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.task.CurrentThreadTasks;
import org.refers.app.task.EventRelay;
import org.refers.model.workspace.WorkspaceException;
import org.refers.viewer.text.Texts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ErrorReporterTest {

    @TempDir
    private Path folder;

    private final NoticeBoard board = new NoticeBoard();
    private ErrorReporter reporter;
    private Path log;

    @BeforeEach
    void makeReporter() {
        log = folder.resolve("state/refers.log");
        reporter = new ErrorReporter(new FaultLog(log), Texts.english(), new CurrentThreadTasks(),
                new EventRelay<>(Runnable::run, batch -> batch.forEach(board::put)));
    }

    private String told(Throwable problem) {
        reporter.report("doing.open", problem);
        return board.notices().getLast().sentence();
    }

    @Test
    void sentencesOfTheRoomsArePassedOn() {
        assertEquals("The workspace was not opened: there is no workspace in /data/x.",
                told(new WorkspaceException("there is no workspace in /data/x")));
    }

    @Test
    void aMissingFileIsNamedWithWhatToDo() {
        assertTrue(told(new NoSuchFileException("/data/a.dcm")).contains("/data/a.dcm is not there"));
    }

    @Test
    void usedUpMemoryNamesTheSettingToLower() {
        assertTrue(told(new OutOfMemoryError("Java heap space")).contains("batch size"));
    }

    @Test
    void anUnexpectedFaultShowsNoMessageOfItsOwn() {
        String sentence = told(new IllegalStateException("SMITH^JOHN"));
        assertFalse(sentence.contains("SMITH"));
        assertTrue(sentence.contains("IllegalStateException"));
    }

    @Test
    void theLogHoldsTypesAndFramesAndNoPatient() throws IOException {
        told(new NoSuchFileException("/data/SMITH_JOHN_2024.dcm"));
        String written = Files.readString(log);
        assertFalse(written.contains("SMITH"));
        assertTrue(written.contains("NoSuchFileException"));
        assertTrue(written.contains("ErrorReporterTest"));
    }

    @Test
    void theSameSentenceIsPutUpOnce() {
        told(new WorkspaceException("no"));
        told(new WorkspaceException("no"));
        assertEquals(1, board.notices().size());
        for (int i = 0; i < 9; i++) {
            told(new WorkspaceException("no " + i));
        }
        assertEquals(3, board.notices().size());
        board.dismiss(board.notices().getFirst());
        assertEquals(2, board.notices().size());
    }
}
