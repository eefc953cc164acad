package org.refers.app.experiment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.experiment.ExperimentPlan.Start;
import org.refers.app.experiment.PlannedRun.Cell;
import org.refers.training.compute.Compute;
import org.refers.training.run.FinetuneRequest;
import org.refers.training.run.PretrainRequest;
import org.refers.training.run.RecipeKey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the file of an experiment may say, and what runs it asks for. */
class ExperimentFileTest {

    private static final String WHOLE = """
            workspace: ws
            size: small
            recipe: demo
            set: {max_steps: 40}
            methods:
              scratch: random
              mine: {model: models/mine}
              pretrained:
                pretrain: {set: {max_steps: 70, seed: 5}}
            tasks: [findings, "pleural effusion"]
            label_ratios: [0.1, 1]
            seeds: [1, 2]
            baseline: scratch
            test: welch
            """;

    @TempDir
    private Path folder;

    private ExperimentPlan read(String text) {
        try {
            return ExperimentFile.read(Files.writeString(folder.resolve("grid.yaml"), text));
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private PlannedRun run(List<PlannedRun> runs, String name) {
        return runs.stream().filter(run -> run.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void everyCellOfTheGridIsARunOfItsOwn() {
        ExperimentPlan plan = read(WHOLE);
        List<PlannedRun> runs = ExperimentRuns.of(plan);

        assertEquals(folder.resolve("grid-runs"), plan.folder());
        assertEquals(Optional.of("scratch"), plan.comparison().baseline());
        assertTrue(plan.comparison().welch());
        assertEquals(new Start.Model(folder.resolve("models/mine")), plan.methods().get("mine"));
        assertEquals(1 + 3 * 2 * 2 * 2, runs.size());
        assertEquals(runs.size(), new HashSet<>(runs.stream().map(PlannedRun::folder).toList()).size());
        assertEquals("pretrain-pretrained", runs.getFirst().name(), "what others begin with comes first");

        Compute compute = new Compute("cpu", "1", folder);
        PretrainRequest first = assertInstanceOf(PretrainRequest.class, runs.getFirst().request().make(false, compute));
        assertEquals(List.of(70L, 5L), List.of(first.recipe().whole(RecipeKey.MAX_STEPS),
                first.recipe().whole(RecipeKey.SEED)));
        assertEquals("SMALL", first.architecture().size().name(), "the file's size is its methods'");
        PlannedRun tuned = run(runs, "pleural-effusion-pretrained-0.1-seed2");
        assertEquals(Optional.of(new Cell("pleural effusion", 0.1, 2)), tuned.cell());
        FinetuneRequest request = assertInstanceOf(FinetuneRequest.class, tuned.request().make(true, compute));
        assertEquals(runs.getFirst().folder().toString(), request.init());
        assertEquals(folder.resolve("ws"), request.workspace());
        assertEquals(List.of(40L, 2L), List.of(request.recipe().whole(RecipeKey.MAX_STEPS),
                request.recipe().whole(RecipeKey.SEED)));
        assertTrue(request.resume());
    }

    @Test
    void mistakesAreNamed() {
        for (String[] wrong : new String[][]{
            {"workspace: ws", "workspce: ws", "'workspce' is no key of an experiment"},
            {"size: small", "size: large", "size is 'large'"},
            {"recipe: demo", "recipe: mine", "no recipe is called"},
            {"max_steps: 40", "max_step: 40", "max_steps"},
            {"max_steps: 40", "seed: 4", "the grid's seeds"},
            {"scratch: random", "scratch: chance", "the method 'scratch' is random, or"},
            {"scratch: random", "a/b: random", "the method 'a/b' is to be named"},
            {"{model: models/mine}", "{mdel: x}", "'mdel' is no key of a method"},
            {"[0.1, 1]", "[0.1, 2]", "label_ratios holds '2'"},
            {"[0.1, 1]", "0.1", "label_ratios is a list"},
            {"seeds: [1, 2]", "seeds: [1, 1]", "seeds names something twice"},
            {"seeds: [1, 2]", "seeds: [one]", "seeds holds 'one'"},
            {"baseline: scratch", "baseline: other", "baseline is 'other', but the methods are scratch, mine"},
            {"test: welch", "test: wilcoxon", "test is student or welch"},
            {"workspace: ws", "workspace: [", "is not YAML: line"},
            {"workspace: ws", "format: 2", "format 2 is not known"},
        }) {
            String text = WHOLE.replace(wrong[0], wrong[1]);
            String told = String.valueOf(assertThrows(IllegalArgumentException.class, () -> read(text)).getMessage());
            assertTrue(told.contains("grid.yaml") && told.contains(wrong[2]), told);
        }
        assertTrue(assertThrows(IllegalArgumentException.class,
                () -> ExperimentFile.read(folder.resolve("none.yaml"))).getMessage().contains("none.yaml"));
    }

    @Test
    void tasksThatDifferOnlyInSignsAreRefused() {
        ExperimentPlan plan = read(WHOLE.replace("[findings, \"pleural effusion\"]", "[\"a b\", \"a-b\"]"));

        assertTrue(assertThrows(IllegalArgumentException.class, () -> ExperimentRuns.of(plan)).getMessage()
                .contains("two runs would be named a-b-scratch-0.1-seed1"));
    }

    @Test
    void aRunThatWasBegunWithOtherValuesIsNotMixedIn() throws IOException {
        List<PlannedRun> runs = ExperimentRuns.of(read(WHOLE));
        PlannedRun begun = run(runs, "findings-scratch-1-seed1");
        new ExperimentRecord(folder.resolve("grid-runs")).begin(begun);
        ExperimentRecord record = new ExperimentRecord(folder.resolve("grid-runs"));
        List<PlannedRun> changed = ExperimentRuns.of(read(WHOLE.replace("max_steps: 40", "max_steps: 41")));

        record.require(runs);
        record.require(changed);
        Files.createDirectories(begun.folder());
        record.require(runs);
        assertTrue(assertThrows(IllegalArgumentException.class, () -> record.require(changed)).getMessage()
                .contains("findings-scratch-1-seed1 was begun with other values"));
    }
}
