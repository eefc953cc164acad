package org.refers.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refers.training.run.Recipe.Origin;
import org.refers.training.run.Recipe.Purpose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RecipeTest {

    private final RecipeFiles recipes = new RecipeFiles();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @EnumSource(RecipeKey.class)
    void everyDefaultIsAllowedAndHasAReason(RecipeKey key) {
        assertEquals(key.defaultValue(), key.check(key.defaultValue()));
        assertFalse(key.reason().isBlank());
    }

    @Test
    void everyKeyIsInOneGroupAndIsReadBySomeRun() {
        List<RecipeKey> grouped = Arrays.stream(RecipeGroup.values()).flatMap(group -> group.keys().stream()).toList();
        assertEquals(RecipeKey.values().length, grouped.size());
        assertEquals(EnumSet.allOf(RecipeKey.class), EnumSet.copyOf(grouped));
        for (RecipeKey key : RecipeKey.values()) {
            assertTrue(RecipeGroup.isRead(key, Purpose.PRETRAIN) || RecipeGroup.isRead(key, Purpose.FINETUNE));
        }
    }

    @Test
    void aWrongValueIsToldInASentence() {
        assertEquals(Optional.empty(), RecipeKey.ROTATION.problem(" 7.5 "));
        assertEquals(Optional.of("rotation takes a number from 0 to 180 (degrees), not 'much'."),
                RecipeKey.ROTATION.problem("much"));
        assertEquals(Optional.of("lr takes a number from 0 to 100, not '0,001'; write a point."),
                RecipeKey.LR.problem("0,001"));
        assertEquals(List.of("cosine", "constant"), RecipeKey.SCHEDULE.choices());
        assertTrue(RecipeKey.SCHEDULE.isChoice() && !RecipeKey.TEMPERATURE.isChoice());
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper", "released", "demo"})
    void everyNamedRecipeReads(String name) {
        for (Purpose purpose : Purpose.values()) {
            Recipe recipe = recipes.find(name, purpose);
            assertEquals(name, recipe.name());
            recipe.settings().values().forEach(setting -> assertFalse(setting.reason().isBlank()));
        }
    }

    @Test
    void thePaperRecipeIsThePapers() {
        Recipe recipe = recipes.find("paper", Purpose.PRETRAIN);

        assertEquals(300_000, recipe.whole(RecipeKey.MAX_STEPS));
        assertEquals(10_000, recipe.steps(RecipeKey.WARMUP_STEPS));
        assertEquals(3e-3, recipe.number(RecipeKey.LR));
        assertEquals(3e-4, recipe.number(RecipeKey.LR_TEXT));
        assertEquals(1e-4, recipe.number(RecipeKey.WEIGHT_DECAY));
        assertEquals(128, recipes.find("paper", Purpose.FINETUNE).count(RecipeKey.BATCH_SIZE));
        assertTrue(recipe.numberUnlessPreset(RecipeKey.TEMPERATURE).isEmpty());
    }

    @Test
    void aWrongKeyIsRefusedWithTheNearest() {
        Recipe recipe = recipes.find("paper", Purpose.PRETRAIN);
        var thrown = assertThrows(IllegalArgumentException.class, () -> recipe.withAssignment("batchsize=3"));

        assertEquals("no recipe key is called 'batchsize'; the nearest is batch_size", thrown.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"max_steps=0", "max_steps=1.5", "lr=-1", "lr=fast", "lr=NaN", "optimizer=adam",
        "warmup_steps=120%", "flip=2", "mean_image=yes", "temperature=0", "nothing", "=3", "seed=99999999999999999999",
        "explain_findings=mass,,nodule", "explain_findings="})
    void aWrongValueIsRefused(String assignment) {
        Recipe recipe = recipes.find("paper", Purpose.PRETRAIN);
        assertThrows(IllegalArgumentException.class, () -> recipe.withAssignment(assignment));
    }

    @Test
    void aShareOfTheStepsFollowsTheSteps() {
        Recipe recipe = recipes.find("demo", Purpose.PRETRAIN).withAssignment("max_steps=50");

        assertEquals(3, recipe.steps(RecipeKey.WARMUP_STEPS));
        assertEquals(Origin.COMMAND, recipe.settings().get(RecipeKey.MAX_STEPS).origin());
        assertEquals(Origin.DEFAULT, recipe.settings().get(RecipeKey.WARMUP_STEPS).origin());
    }

    @Test
    void aFileChangesItsBase() throws IOException {
        Path file = Files.writeString(folder.resolve("mine.yaml"),
                "format: 1\nbase: demo\nlr: 0.002\nfinetune:\n  lr: {value: 0.001, reason: tuned}\n");

        assertEquals(0.002, recipes.find(file.toString(), Purpose.PRETRAIN).number(RecipeKey.LR));
        Recipe finetune = recipes.find(file.toString(), Purpose.FINETUNE);
        assertEquals("mine.yaml", finetune.name());
        assertEquals(0.001, finetune.number(RecipeKey.LR));
        assertEquals(Origin.FILE, finetune.settings().get(RecipeKey.LR).origin());
        assertEquals("muon", finetune.text(RecipeKey.OPTIMIZER));
    }

    @Test
    void aRecipeThatWasKeptIsReadAgain() throws IOException {
        Recipe changed = recipes.find("demo", Purpose.PRETRAIN).withAssignment("lr=0.004")
                .withAssignment("mask_words=covid,sars").withAssignment("warmup_steps=8%");
        String text = recipes.text(changed, "demo", Purpose.PRETRAIN);
        Path file = Files.writeString(folder.resolve("kept.yaml"), text);

        Recipe read = recipes.find(file.toString(), Purpose.PRETRAIN);
        for (RecipeKey key : RecipeKey.values()) {
            assertEquals(changed.text(key), read.text(key), key.key());
        }
        assertFalse(text.contains("batch_size"), "only what departs from its base");
        assertEquals(2e-3, recipes.find(file.toString(), Purpose.FINETUNE).number(RecipeKey.LR));
    }

    @ParameterizedTest
    @ValueSource(strings = {"format: 2\nlr: 1", "base: mine\n", "- a\n- b\n", "lr: [1]\n", "lrate: 1\n", "a: b: c",
        "finetune:\n  learning: 3\n"})
    void aFileThatIsNoRecipeIsNamed(String text) throws IOException {
        Path file = Files.writeString(folder.resolve("bad.yaml"), text);
        var thrown = assertThrows(IllegalArgumentException.class,
                () -> recipes.find(file.toString(), Purpose.FINETUNE));

        assertTrue(thrown.getMessage().startsWith(file.toString()), thrown.getMessage());
    }

    @Test
    void anUnknownNameListsTheRecipes() {
        var thrown = assertThrows(IllegalArgumentException.class, () -> recipes.find("papper", Purpose.PRETRAIN));

        assertTrue(thrown.getMessage().contains("paper, released, demo"), thrown.getMessage());
    }

    /** The page of keys is made from the keys: when this fails, put the text it shows into docs/recipe-keys.md. */
    @Test
    void thePageOfKeysIsUpToDate() throws IOException {
        StringBuilder page = new StringBuilder(
                """
                        # Keys of a recipe

                        For `--set key=value` and for YAML files. The defaults are the paper's pre-training; `paper` for fine-tuning,
                        `released` and `demo` differ where their files say so, with a reason each
                        (`training/src/main/resources/org/refers/training/run/recipes`).

                        | key | default | takes | why this default |
                        | --- | --- | --- | --- |
                        """);
        for (RecipeKey key : RecipeKey.values()) {
            page.append("| `%s` | %s | %s | %s |\n".formatted(key.key(), key.defaultValue(), key.form(), key.reason()));
        }
        Path file = Path.of("..", "docs", "recipe-keys.md");
        assertEquals(page.toString(), Files.exists(file) ? Files.readString(file) : "");
    }
}
