package org.refers.training.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.FindingLabel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RunFolderTest {

    @TempDir
    private Path folder;

    @Test
    void oneRunAtATimeWritesToAFolder() throws IOException {
        try (RunFolder run = RunFolder.create(folder.resolve("r"))) {
            run.write(RunFolder.CONFIG, "format: 1\n");
            assertThrows(RunFolderException.class, () -> RunFolder.create(folder.resolve("r")));
            var thrown = assertThrows(RunFolderException.class, () -> RunFolder.resume(folder.resolve("r")));
            assertTrue(thrown.getMessage().startsWith("another run is writing to"), thrown.getMessage());
        }
        RunFolder.resume(folder.resolve("r")).close();
    }

    @Test
    void aFolderOfOtherThingsIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("thesis.tex"), "");

        assertThrows(RunFolderException.class, () -> RunFolder.create(folder));
        assertThrows(RunFolderException.class, () -> RunFolder.resume(folder));
    }

    @Test
    void aPlaceWhereNothingCanBeMadeIsToldAsSuch() throws IOException {
        Path file = Files.writeString(folder.resolve("a-file"), "");
        assertEquals(
                file.resolve("run") + " cannot be made; name a folder where you may write, on a disk that has room",
                assertThrows(RunFolderException.class, () -> RunFolder.create(file.resolve("run"))).getMessage());
    }

    @Test
    void aFileIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("thesis.tex"), "");

        var thrown = assertThrows(RunFolderException.class, () -> RunFolder.create(file));
        assertEquals(file + " is a file; name a new folder", thrown.getMessage());
    }

    /** The reason of a refusal may hold the path of a model, which may hold a name. */
    @Test
    void aRunThatEndsBeforeItsConfigurationLeavesNothing() throws IOException {
        Path made = folder.resolve("r");
        try (RunFolder run = RunFolder.create(made)) {
            run.log("There is no model in DOE^JANE.");
        }
        assertTrue(Files.notExists(made));
        Files.createDirectory(made);
        try (RunFolder run = RunFolder.create(made)) {
            run.log("There is no model in DOE^JANE.");
        }
        try (Stream<Path> inside = Files.list(made)) {
            assertEquals(List.of(), inside.toList());
        }
        try (RunFolder run = RunFolder.create(made)) {
            run.write(RunFolder.CONFIG, "format: 1\n");
            run.log("failed");
        }
        assertTrue(Files.isRegularFile(made.resolve(RunFolder.LOG)));
        RunFolder.resume(made).close();
        assertTrue(Files.isRegularFile(made.resolve(RunFolder.CONFIG)));
    }

    @Test
    void aResumedRunForgetsWhatItWillWriteAgain() throws IOException {
        try (RunFolder run = RunFolder.create(folder.resolve("r"))) {
            run.metric("{\"step\":1}");
            run.metric("{\"step\":2}");
            run.metric("{\"step\":3}");
            Files.writeString(run.file(RunFolder.METRICS), "{\"step\":1}\n{\"step\":2}\n{\"step\":3}\n{\"ste");
            run.forgetMetricsAfter(CheckpointState.start().after(2, 1, false));

            assertEquals("{\"step\":1}\n{\"step\":2}\n", Files.readString(run.file(RunFolder.METRICS)));
        }
    }

    @Test
    void predictionsComeBack() throws IOException {
        Predictions.Row row = new Predictions.Row(new Predictions.Keys("r1", "s1", "p1", "test"),
                new double[]{0.25, 1e-9}, List.of(FindingLabel.PRESENT, FindingLabel.UNKNOWN));
        Predictions.Row other = new Predictions.Row(new Predictions.Keys("r2", "s1", "p1", "test"),
                new double[]{0.75, 0.5}, List.of(FindingLabel.ABSENT, FindingLabel.ABSENT));
        new Predictions(List.of("mass", "nodule, large"), List.of(row, other)).write(folder.resolve("p/test.csv"));
        Predictions read = Predictions.read(folder.resolve("p/test.csv"));

        assertEquals(List.of("mass", "nodule, large"), read.findings());
        assertArrayEquals(new double[]{0.25, 1e-9}, read.rows().getFirst().scores());
        assertEquals(List.of(FindingLabel.PRESENT, FindingLabel.UNKNOWN), read.rows().getFirst().labels());
        assertEquals(1, read.scored().lastEntry().getValue().size());
        assertEquals(0, read.meanAuroc().orElseThrow());
        assertTrue(Files.readString(folder.resolve("p/test.csv"))
                .startsWith("radiograph_id,study_id,patient_id,split,mass,mass_label,\"nodule, large\","));
    }

    @Test
    void anotherTableIsRefusedByName() throws IOException {
        Path file = Files.writeString(folder.resolve("x.csv"), "a,b\n1,2\n");
        var thrown = assertThrows(IllegalArgumentException.class, () -> Predictions.read(file));

        assertTrue(thrown.getMessage().contains("x.csv is no table of predictions"), thrown.getMessage());
    }
}
