package org.refers.training.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.refers.model.store.AtomicFiles;
import org.refers.training.store.CheckpointStore.Phase;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A save that fails before each of its phases: the disk is full, or the process is killed and nothing is cleaned up. */
class CheckpointFaultsTest {

    private static final Retention TWO = new Retention(2, 0);

    @TempDir
    private Path run;

    private final List<String> notices = new ArrayList<>();

    /** Stands for the end of the process: no code of ours runs after it. */
    private static final class PowerCut extends Error {

        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void saveTwo() throws IOException {
        CheckpointStore store = new CheckpointStore(run, TWO);
        save(store, 1, true);
        save(store, 2, false);
    }

    private static void save(CheckpointStore store, long step, boolean best) throws IOException {
        store.save(new CheckpointState(step, 1, 0.5, 0, 1, 0, false), content(step, 3000), content(-step, 5000), best);
    }

    /** A file that tells its step and is longer than one write. */
    private static CheckpointStore.Content content(long step, int lines) {
        return file -> AtomicFiles.writeString(file, ("values of step " + step + "\n").repeat(lines));
    }

    private CheckpointStore failing(Phase phase, boolean powerCut) {
        return new CheckpointStore(run, TWO, reached -> {
            if (reached == phase) {
                if (powerCut) {
                    throw new PowerCut();
                }
                throw new IOException("No space left on device");
            }
        });
    }

    private List<String> entries() throws IOException {
        try (Stream<Path> files = Files.list(run.resolve("checkpoints"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void requireWhole(Checkpoint found) throws IOException {
        assertEquals("values of step " + found.state().step(), Files.readAllLines(found.model()).getFirst());
        assertEquals("values of step " + -found.state().step(), Files.readAllLines(found.optimizer()).getFirst());
    }

    @ParameterizedTest
    @EnumSource
    void aFullDiskCostsNoEarlierCheckpoint(Phase phase) throws IOException {
        assertThrows(IOException.class, () -> save(failing(phase, false), 3, true));
        afterTheFault(phase);
    }

    @ParameterizedTest
    @EnumSource
    void aPowerCutCostsNoEarlierCheckpoint(Phase phase) throws IOException {
        assertThrows(PowerCut.class, () -> save(failing(phase, true), 3, true));
        afterTheFault(phase);
    }

    private void afterTheFault(Phase phase) throws IOException {
        CheckpointStore again = new CheckpointStore(run, TWO);
        Checkpoint newest = again.newest(notices::add).orElseThrow();
        assertEquals(phase.compareTo(Phase.FLUSH) < 0 ? 2 : 3, newest.state().step());
        requireWhole(newest);
        requireWhole(again.best(notices::add).orElseThrow());
        assertEquals(List.of(), notices, "nothing is damaged");
        // The next save clears away what is left, and all is as if nothing had been.
        save(again, 4, true);
        assertTrue(entries().stream().noneMatch(name -> name.startsWith(".")), () -> "left over at " + phase);
        assertEquals(4, again.newest(notices::add).orElseThrow().state().step());
        assertEquals("step-000004\n", Files.readString(run.resolve("best")));
    }

    /** A run resumed behind a damaged checkpoint writes the same step again. */
    @ParameterizedTest
    @EnumSource
    void writingAStepAgainNeverLeavesNone(Phase phase) throws IOException {
        assertThrows(PowerCut.class, () -> {
            save(failing(phase, true), 2, false);
            throw new PowerCut();
        });
        requireWhole(new CheckpointStore(run, TWO).newest(notices::add).orElseThrow());
        save(new CheckpointStore(run, TWO), 2, false);
        assertEquals(List.of("step-000001", "step-000002"), entries());
    }

    /** With one checkpoint kept, the one that is written anew is the only one, and lies aside between two renames. */
    @ParameterizedTest
    @EnumSource
    void theOnlyCheckpointIsNeverLost(Phase phase) throws IOException {
        Path alone = Files.createDirectory(run.resolve("alone"));
        Retention one = new Retention(1, 0);
        save(new CheckpointStore(alone, one), 2, true);
        assertThrows(PowerCut.class, () -> {
            save(new CheckpointStore(alone, one, reached -> {
                if (reached == phase) {
                    throw new PowerCut();
                }
            }), 2, false);
            throw new PowerCut();
        });
        CheckpointStore again = new CheckpointStore(alone, one);
        assertEquals(List.of("step-000002"), again.names());
        Checkpoint newest = again.newest(notices::add).orElseThrow();
        assertEquals("step-000002", newest.name());
        requireWhole(newest);
        save(again, 3, false);
        assertEquals(2, again.best(notices::add).orElseThrow().state().step(), "the best one came back to its place");
        assertEquals(List.of(), notices, "nothing is damaged");
        assertEquals(List.of("step-000002", "step-000003"), again.names());
    }

    @Test
    void aRemovedFolderIsMadeAgain() throws IOException {
        for (String name : entries()) {
            for (String file : List.of("model.safetensors", "optimizer.safetensors", "state.json")) {
                Files.delete(run.resolve("checkpoints").resolve(name).resolve(file));
            }
            Files.delete(run.resolve("checkpoints").resolve(name));
        }
        Files.delete(run.resolve("checkpoints"));
        save(new CheckpointStore(run, TWO), 3, false);
        assertEquals(List.of("step-000003"), entries());
    }

    @Test
    void milestonesStay() throws IOException {
        CheckpointStore store = new CheckpointStore(run, new Retention(1, 4));
        for (int step = 3; step <= 10; step++) {
            save(store, step, false);
        }
        assertEquals(List.of("step-000001", "step-000004", "step-000008", "step-000010"), entries());
    }
}
