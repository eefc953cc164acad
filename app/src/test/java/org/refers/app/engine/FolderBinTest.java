package org.refers.app.engine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.training.RunBin.Discarded;
import org.refers.app.training.RunBin.Place;
import org.refers.training.store.RunFolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FolderBinTest {

    @TempDir
    private Path runs;

    private final FolderBin bin = new FolderBin(folder -> false);

    private Path run(String name) throws IOException {
        Path folder = Files.createDirectories(runs.resolve(name).resolve("checkpoints/step-000001")).getParent()
                .getParent();
        Files.writeString(folder.resolve(RunFolder.CONFIG), "format: 1\n");
        Files.write(folder.resolve("checkpoints/step-000001/model.safetensors"), new byte[990]);
        return folder;
    }

    @Test
    void whatIsThrownAwayIsGivenBackWhole() throws IOException {
        Path run = run("a");
        assertEquals(1000, bin.size(run));
        assertEquals(Place.RUNS, bin.discard(run));
        assertFalse(Files.exists(run));
        assertEquals(List.of(), new RunFolders().list(runs), "the trash is no run");
        assertEquals(List.of(new Discarded("a", runs.resolve(".trash/a"), 1000)), bin.discarded(runs));
        assertEquals(run, bin.restore(bin.discarded(runs).getFirst()));
        assertEquals(1000, bin.size(run));
        assertEquals(List.of(), bin.discarded(runs));
    }

    @Test
    void noRunIsWrittenOver() throws IOException {
        bin.discard(run("a"));
        bin.discard(run("a"));
        assertEquals(List.of("a", "a-2"), bin.discarded(runs).stream().map(Discarded::name).toList());
        run("a");
        assertEquals(runs.resolve("a-2"), bin.restore(bin.discarded(runs).getFirst()));
        bin.empty(runs);
        assertEquals(List.of(), bin.discarded(runs));
        assertTrue(RunFolder.isRun(runs.resolve("a")));
    }

    @Test
    void aRunThatGoesOnStaysAndSoDoesWhatIsNoRun() throws Exception {
        Path run = run("a");
        try (RunFolder going = RunFolder.resume(run)) {
            assertThrows(IllegalArgumentException.class, () -> bin.discard(going.path()));
        }
        assertTrue(RunFolder.isRun(run));
        assertThrows(IllegalArgumentException.class, () -> bin.discard(runs));
        assertThrows(IllegalArgumentException.class, () -> bin.size(runs.resolve("gone")));
    }

    @Test
    void theSystemsTrashComesFirstWhereThereIsOne() throws IOException {
        assertEquals(Place.SYSTEM, new FolderBin(folder -> true).discard(run("a")));
        assertFalse(Files.exists(runs.resolve(".trash")));
        if (System.getProperty("os.name").equals("Linux")) {
            assertFalse(SystemTrash.take(run("b")), "AWT has none on Linux, and is not started");
        }
    }
}
