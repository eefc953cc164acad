package org.refers.training.panel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refers.model.finding.ActivationMap;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.InputGeometry;
import org.refers.model.finding.MapKind;
import org.refers.training.panel.PanelFolder.Kind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PanelFolderTest {

    private static final PanelStudy.Written WRITTEN = new PanelStudy.Written("s1", List.of("r1", "r2"),
            "no \"effusion\".\nünïcode", 7, -12.5);

    @TempDir
    private Path run;

    private static PanelStudy.Mapped mapped() {
        return new PanelStudy.Mapped("s2", "r3", FindingLabel.PRESENT, 0.75, new ActivationMap("mass", MapKind.CAM, 2,
                new float[]{-1.25f, 0, 3.5e-7f, 9}, new InputGeometry(64, 0.5, 0, 2, 3), 192, 128));
    }

    @Test
    void eachKindHasItsFolderAndRunsOfEarlierVersionsKeepTheirs() throws IOException {
        assertEquals(List.of(), PanelFolder.find(run).steps());
        PanelFolder.of(run, Kind.MAPS).write(new PanelStep(3, List.of(mapped())));
        assertTrue(Files.exists(run.resolve("explain/step-000003.json")));
        assertEquals(List.of(3L), PanelFolder.find(run).steps());
        Path earlier = Files.createDirectories(run.resolve("earlier/panel"));
        PanelFolder.of(earlier.getParent(), Kind.REPORTS).write(new PanelStep(4, List.of(WRITTEN)));
        assertTrue(Files.exists(earlier.resolve("step-000004.json")));
        assertEquals(List.of(4L), PanelFolder.find(earlier.getParent()).steps());
    }

    @Test
    void aStepIsReadBackAsItWasWritten() throws IOException {
        PanelFolder folder = PanelFolder.of(run, Kind.REPORTS);
        assertEquals(List.of(), folder.steps(), "no folder is no step");
        folder.write(new PanelStep(200, List.of(WRITTEN, mapped())));
        folder.write(new PanelStep(1_000_000_000L, List.of()));

        assertEquals(List.of(200L, 1_000_000_000L), folder.steps());
        PanelStep read = folder.read(200);
        assertEquals(WRITTEN, read.studies().getFirst());
        PanelStudy.Mapped map = (PanelStudy.Mapped) read.studies().get(1);
        assertArrayEquals(mapped().map().values(), map.map().values());
        assertEquals(mapped().map().geometry(), map.map().geometry());
        assertEquals(List.of("s2", "r3", FindingLabel.PRESENT, 0.75, "mass", 192, 128), List.of(map.study(),
                map.radiograph(), map.label(), map.probability(), map.map().finding(), map.map().rows(),
                map.map().columns()));
    }

    @Test
    void oldStepsAreThinnedOutAndTheFirstAndTheNewestStay() throws IOException {
        PanelFolder folder = PanelFolder.of(run, Kind.REPORTS);
        for (long step = 0; step < 500; step++) {
            folder.write(new PanelStep(step, List.of()));
            List<Long> steps = folder.steps();
            assertTrue(steps.size() <= PanelFolder.MOST, steps::toString);
            assertEquals(0, steps.getFirst());
            assertEquals(step, steps.getLast());
        }
        List<Long> left = folder.steps();
        long widest = LongStream.range(1, left.size()).map(i -> left.get((int) i) - left.get((int) i - 1)).max()
                .orElseThrow();
        assertEquals(PanelFolder.MOST, left.size());
        assertTrue(widest <= 2 * 500 / PanelFolder.MOST + 2, () -> "far apart: " + left);
    }

    @Test
    void whatAResumedRunWillSeeAgainIsForgotten() throws IOException {
        PanelFolder folder = PanelFolder.of(run, Kind.REPORTS);
        for (long step : new long[]{0, 10, 20}) {
            folder.write(new PanelStep(step, List.of()));
        }
        Files.writeString(run.resolve("reports/notes.txt"), "a stranger's");
        folder.forgetAfter(10);
        assertEquals(List.of(0L, 10L), folder.steps());
        assertTrue(Files.exists(run.resolve("reports/notes.txt")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{\"format\":2,\"step\":1,\"studies\":[]}", "{\"format\":1,\"studies\":[]}",
        "{\"format\":1,\"step\":1,\"studies\":[{\"study\":\"s\"}]}",
        "{\"format\":1,\"step\":1,\"studies\":[{\"study\":\"s\",\"map\":[[1,2],[3]]}]}",
        "{\"format\":1,\"step\":1,\"studies\":[{\"study\":\"s\",\"radiograph\":\"r\",\"rows\":4,\"columns\":4,"
                + "\"finding\":\"m\",\"label\":\"present\",\"probability\":1,\"kind\":\"cam\",\"input\":{\"size\":0,"
                + "\"left\":0,\"top\":0,\"across\":1,\"down\":1},\"map\":[[1]]}]}",
        "{\"format\":1,\"step\":1,\"studies\":[{\"study\":\"s\",\"radiograph\":\"r\",\"rows\":1e12,\"columns\":4,"
                + "\"finding\":\"m\",\"label\":\"present\",\"probability\":1,\"kind\":\"cam\",\"input\":{\"size\":8,"
                + "\"left\":0,\"top\":0,\"across\":1,\"down\":1},\"map\":[[1]]}]}",
        "{\"format\":1,\"step\":1,\"studies\":[{\"study\":\"s\",\"radiograph\":\"r\",\"rows\":4,\"columns\":4,"
                + "\"finding\":\"m\",\"label\":\"present\",\"probability\":1,\"kind\":\"cam\",\"input\":{\"size\":8,"
                + "\"left\":0,\"top\":0,\"across\":1,\"down\":1},\"map\":[[\"NaN\"]]}]}"})
    void aDamagedFileIsRefusedByItsName(String content) throws IOException {
        Files.createDirectories(run.resolve("reports"));
        Files.writeString(run.resolve("reports/step-000001.json"), content);
        IOException refused = assertThrows(IOException.class, () -> PanelFolder.of(run, Kind.REPORTS).read(1));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("reports/step-000001.json cannot be read: "),
                refused::toString);
    }
}
