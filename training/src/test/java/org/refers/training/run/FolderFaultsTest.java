package org.refers.training.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.training.run.Machine.Moments;
import org.refers.training.run.TrainingEvent.RunFailed;
import org.refers.training.store.CheckpointStore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A run folder that can no longer be written while the run goes on. */
class FolderFaultsTest {

    @TempDir
    private Path folder;

    private TestWorkspace workspace;
    private final List<TrainingEvent> events = new ArrayList<>();

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = new TestWorkspace(folder).write(8, 4, 2);
    }

    private TrainingException fail(Moments moments) {
        Machine machine = new Machine(System::nanoTime, new GivenMemory(OptionalLong.empty()), moments);
        return assertThrows(TrainingException.class, () -> new RunStarter(machine).run(workspace.pretrain("a",
                "batch_size=4", "max_steps=9", "validate_every=100", "report_words=120", "text_words=120",
                "checkpoint_every=2", "checkpoint_minutes=0"), events::add, () -> false));
    }

    private static void remove(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.toList().reversed()) {
                Files.delete(file);
            }
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    @Test
    void aRemovedFolderEndsTheRunAndIsNotMadeAgain() {
        Path run = folder.resolve("a");
        TrainingException failed = fail((moment, step, items) -> {
            if (step == 4 && Files.exists(run)) {
                remove(run);
            }
        });
        assertEquals(TrainingException.Kind.FAULT, failed.kind());
        assertEquals("The run ended after step 3. " + run
                + " is no longer there: it was removed, or its disk"
                + " was; bring it back and resume the run, or begin again. The last good checkpoint is step-000002.",
                failed.sentence());
        assertTrue(events.getLast() instanceof RunFailed, "whoever watches is told, though no log can be");
        assertTrue(Files.notExists(run));
    }

    /** A file in a folder's place refuses writing on every system and for every user. */
    @Test
    void aCheckpointThatCannotBeWrittenEndsTheRunAndTheOneBeforeOpens() throws Exception {
        Path blocked = folder.resolve("a/checkpoints/.step-000004.tmp");
        TrainingException failed = fail((moment, step, items) -> {
            if (step == 4 && Files.notExists(blocked)) {
                try {
                    Files.createDirectories(blocked.resolve("model.safetensors").resolve("full"));
                } catch (IOException unexpected) {
                    throw new UncheckedIOException(unexpected);
                }
            }
        });
        assertTrue(failed.sentence().contains("cannot be written; is the disk full or write-protected?"),
                failed::sentence);
        assertTrue(failed.sentence().endsWith("The last good checkpoint is step-000002."), failed::sentence);
        assertEquals(2, new CheckpointStore(folder.resolve("a")).newest(damage -> {
        }).orElseThrow().state().step());
        remove(blocked);
        assertEquals(9, new RunStarter().run(workspace.resumed("a"), events::add, () -> false).steps());
    }

    @Test
    void theReasonIsToldByTheSystemsWords() {
        assertSays("is full; free some space", new IOException("No space left on device"));
        assertSays("is full; free some space", new FileSystemException("x", null, "Disk quota exceeded"));
        assertSays("is full; free some space", new IOException("There is not enough space on the disk"));
        assertSays("is write-protected", new AccessDeniedException("x"));
        assertSays("is write-protected", new FileSystemException("x", null, "Read-only file system"));
        assertSays("cannot be written; is", new IOException("Input/output error"));
    }

    private void assertSays(String words, IOException problem) {
        String sentence = FolderFault.sentence(folder, problem);
        assertTrue(sentence.contains(words), sentence);
    }

    @Test
    void aLineThatDoesNotFitEndsTheRun() {
        TrainingException failed = fail((moment, step, items) -> {
            if (step == 6) {
                throw new UncheckedIOException(new IOException("No space left on device"));
            }
        });
        assertEquals("The run ended after step 5. The disk of " + folder.resolve("a")
                + " is full; free some space and resume the run. The last good checkpoint is step-000004.",
                failed.sentence());
    }
}
