package org.refers.training.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.training.store.RunFolder;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A card says how its run compares with one that was asked for the same. */
class RunRepeatsTest {

    @TempDir
    private Path folder;

    private TestWorkspace workspace;

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = new TestWorkspace(folder).write(8, 4, 2);
    }

    private String run(String name, String... more) throws Exception {
        List<String> settings = new java.util.ArrayList<>(List.of("batch_size=4", "max_steps=3", "validate_every=100",
                "report_words=120", "text_words=120"));
        settings.addAll(List.of(more));
        new RunStarter().run(workspace.pretrain(name, settings.toArray(String[]::new)), event -> {
        }, () -> false);
        return Files.readString(folder.resolve(name).resolve(RunFolder.CARD));
    }

    private static void assertHas(String card, String words) {
        assertTrue(card.contains(words), card);
    }

    @Test
    void theSameAgainIsComparedStepByStep() throws Exception {
        assertHas(run("one"), "no run beside this one was asked for the same");
        assertHas(run("other-seed", "seed=9"), "no run beside this one was asked for the same");
        // How often a run saves and how it reads its data changes no number of it.
        assertHas(run("two", "checkpoint_every=1", "workers=0"),
                "Against a second run, `one`, which was asked for the same"
                        + " on the same radiographs: the losses of all 3 steps that both have are equal to the last digit.");
    }

    @Test
    void whatDiffersIsToldWithItsStep() throws Exception {
        run("one");
        Path metrics = folder.resolve("one").resolve(RunFolder.METRICS);
        Files.writeString(metrics, Files.readString(metrics)
                .replaceFirst("(\"step\":2,\"loss\":)[0-9.E-]+", "$1123456") + "{\"event\":\"st");
        String card = run("two");
        assertHas(card,
                "of the losses of 3 steps the first 1 are equal to the last digit; the greatest difference is 1.2e+05,"
                        + " in step 2.");
    }

    @Test
    void anotherRunsDamageIsNoFaultOfThisOne() throws Exception {
        run("one");
        Files.writeString(folder.resolve("one").resolve(RunFolder.CONFIG), "recipe: [");
        assertHas(run("two"), "no run beside this one was asked for the same");
    }
}
