package org.refers.training.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.store.Safetensors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CheckpointStoreTest {

    @TempDir
    private Path run;

    private final List<String> notices = new ArrayList<>();

    @Test
    void whatIsSavedComesBack() throws IOException {
        CheckpointState state = new CheckpointState(7, 5, -0.25, 2, 12.5, 3, true);
        store(2).save(state, tensor(7), tensor(-7), false);
        Checkpoint found = store(2).newest(notices::add).orElseThrow();

        assertEquals(state, found.state());
        assertEquals("step-000007\n", Files.readString(run.resolve("last")));
        try (Safetensors model = Safetensors.open(found.model())) {
            assertArrayEquals(new float[]{7, 7}, model.floats("w"));
        }
        assertTrue(notices.isEmpty());
    }

    @Test
    void theNewestAndTheBestStay() throws IOException {
        for (int step = 1; step <= 12; step++) {
            store(2).save(state(step), tensor(step), tensor(0), step == 3);
        }

        assertEquals(List.of("step-000003", "step-000011", "step-000012"), store(2).names());
        Checkpoint best = store(2).best(notices::add).orElseThrow();
        try (Safetensors model = Safetensors.open(best.model())) {
            // The best weights are those of its step, not of a later one.
            assertArrayEquals(new float[]{3, 3}, model.floats("w"));
        }
    }

    @Test
    void aTruncatedCheckpointIsNamedWithTheOneThatIsTaken() throws IOException {
        store(3).save(state(1), tensor(1), tensor(0), false);
        store(3).save(state(2), tensor(2), tensor(0), false);
        Path file = run.resolve("checkpoints/step-000002/model.safetensors");
        long bytes = Files.size(file);
        try (RandomAccessFile cut = new RandomAccessFile(file.toFile(), "rw")) {
            cut.setLength(bytes - 3);
        }

        assertEquals(1, store(3).newest(notices::add).orElseThrow().state().step());
        assertEquals(List.of("checkpoint step-000002 is damaged: its model.safetensors has %d of %d bytes; step-000001"
                .formatted(bytes - 3, bytes) + " is taken instead"), notices);
    }

    @Test
    void aDamagedBestOneIsToldOnceThoughItIsTheNewestToo() throws IOException {
        store(3).save(state(1), tensor(1), tensor(0), false);
        store(3).save(state(2), tensor(2), tensor(0), true);
        Files.write(run.resolve("checkpoints/step-000002/model.safetensors"), new byte[3]);

        assertEquals(1, store(3).best(notices::add).orElseThrow().state().step());
        assertEquals(1, notices.size(), notices::toString);
        Files.write(run.resolve("checkpoints/step-000001/model.safetensors"), new byte[3]);
        notices.clear();
        assertTrue(store(3).best(notices::add).isEmpty());
        assertTrue(notices.isEmpty(), "nothing is taken instead");
    }

    @Test
    void aFlippedBitIsFound() throws IOException {
        store(3).save(state(1), tensor(1), tensor(0), false);
        Path file = run.resolve("checkpoints/step-000001/optimizer.safetensors");
        byte[] content = Files.readAllBytes(file);
        content[content.length - 1] ^= 1;
        Files.write(file, content);

        assertThrows(CheckpointException.class, () -> CheckpointStore.open(run.resolve("checkpoints/step-000001")));
        assertTrue(store(3).newest(notices::add).isEmpty());
    }

    @Test
    void aHalfWrittenFolderIsNoCheckpoint() throws IOException {
        store(3).save(state(4), tensor(4), tensor(0), true);
        Files.createDirectories(run.resolve("checkpoints/.step-000005.tmp"));
        Files.writeString(run.resolve("checkpoints/.step-000005.tmp/model.safetensors"), "half");

        assertEquals(4, store(3).newest(notices::add).orElseThrow().state().step());
        Files.createDirectories(run.resolve("checkpoints/.step-000003.tmp"));
        Files.writeString(run.resolve("checkpoints/.step-000003.tmp/model.safetensors"), "half");
        store(3).save(state(5), tensor(5), tensor(0), false);
        assertEquals(List.of("step-000004", "step-000005"), store(3).names());
        try (Stream<Path> all = Files.list(run.resolve("checkpoints"))) {
            assertEquals(2, all.count(), "what a killed run has left is cleared away");
        }
    }

    @Test
    void savingAStepAgainReplacesIt() throws IOException {
        store(3).save(state(4), tensor(4), tensor(0), false);
        store(3).save(state(4), tensor(40), tensor(0), false);

        try (Safetensors model = Safetensors.open(store(3).newest(notices::add).orElseThrow().model())) {
            assertArrayEquals(new float[]{40, 40}, model.floats("w"));
        }
    }

    @Test
    void aNewerFormatIsRefused() throws IOException {
        store(3).save(state(4), tensor(4), tensor(0), false);
        Path state = run.resolve("checkpoints/step-000004/state.json");
        Files.writeString(state, Files.readString(state).replace("\"format\" : 1", "\"format\" : 9"));

        var thrown = assertThrows(CheckpointException.class, () -> CheckpointStore.open(state.getParent()));
        assertEquals("checkpoint step-000004 has format 9, this version knows 1", thrown.getMessage());
    }

    private CheckpointStore store(int keep) {
        return new CheckpointStore(run, new Retention(keep, 0));
    }

    private static CheckpointState state(long step) {
        return new CheckpointState(step, 0, 0, 0, 0, 0, false);
    }

    private static CheckpointStore.Content tensor(float value) {
        return Safetensors.writer().floats("w", new long[]{2}, new float[]{value, value})::write;
    }
}
