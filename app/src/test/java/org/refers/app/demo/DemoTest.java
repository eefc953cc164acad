package org.refers.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.explain.ExplanationSettings;
import org.refers.training.compute.Compute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A short demo: every part runs for real, and its figures mean nothing. */
class DemoTest {

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    @Test
    void doesTheWholeJobAndLeavesItsResults() throws DemoException, IOException {
        DemoResult result = demo(DemoPlan.brief(), folder.resolve("demo"), false).run();

        assertEquals(20, result.pretrain().steps());
        assertEquals(4, result.finetune().size());
        assertTrue(result.finetune().stream().allMatch(row -> row.nTrain() > 0 && row.nTest() > 0), result::toString);
        assertEquals(5, result.localisation().allMaps().size());
        assertTrue(result.localisation().boxes() > 0 && result.report().studies() > 0, result::toString);
        assertTrue(Files.readString(folder.resolve("demo/demo.json")).contains("\"mean_iou\""));
        try (Stream<Path> overlays = Files.list(folder.resolve("demo/explain"))) {
            assertEquals(3, overlays.count());
        }
        ExplanationSettings explained = ExplanationSettings.fromJson(Files.readString(
                folder.resolve("demo/runs/finetune-100-pretrained-seed1").resolve(ExplanationSettings.FILE)));
        assertFalse(explained.decidedBy().isEmpty());
        assertTrue(Demo.LOCALISED.containsAll(explained.decidedBy()), "decided by " + explained.decidedBy());
        assertFalse(told.isEmpty());
    }

    @Test
    void aFolderWithSomethingInItIsRefused() throws IOException {
        Files.writeString(folder.resolve("mine.txt"), "mine");

        DemoException refused = assertThrows(DemoException.class, () -> demo(DemoPlan.brief(), folder, false).run());

        assertTrue(refused.isInputAtFault());
        assertTrue(String.valueOf(refused.getMessage()).contains("is not empty"), refused::toString);
    }

    @Test
    void stopsWhenAsked() {
        DemoException stopped = assertThrows(DemoException.class,
                () -> demo(DemoPlan.brief(), folder.resolve("demo"), true).run());

        assertTrue(String.valueOf(stopped.getMessage()).contains("stopped"), stopped::toString);
    }

    private Demo demo(DemoPlan plan, Path out, boolean stop) {
        Compute compute = new Compute("cpu", "1", folder.resolve("cache"));
        return new Demo(plan, out, new Demo.Surroundings(1, compute, 2, told::add, event -> {
        }, () -> stop));
    }
}
