package org.refers.training.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.training.compute.Compute;
import org.refers.training.run.Recipe.Purpose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every number of a run stands in its config.yaml with where it came from. */
class UsedValuesTest {

    private static final List<String> ORIGINS = List.of("default", "file", "command", "auto", "derived", "memory",
            "program");

    @TempDir
    private Path folder;

    private TestWorkspace workspace;

    @BeforeEach
    void makeWorkspace() throws Exception {
        workspace = new TestWorkspace(folder).write(8, 4, 2);
    }

    private JsonNode configOf(RunRequest request) throws Exception {
        new RunStarter().run(request, event -> {
        }, () -> false);
        JsonNode config = new YAMLMapper().readTree(request.run().resolve("config.yaml").toFile());
        for (RecipeKey key : RecipeKey.values()) {
            assertTold(key.key(), config.path("recipe").path(key.key()));
        }
        config.path("used").properties().forEach(entry -> assertTold(entry.getKey(), entry.getValue()));
        return config;
    }

    private static void assertTold(String name, JsonNode value) {
        assertFalse(value.path("value").asText().isEmpty(), name);
        assertTrue(ORIGINS.contains(value.path("origin").asText()), name);
        assertTrue(value.has("reason"), name);
    }

    private static void assertDecided(JsonNode config, String field, String by, String origin) {
        JsonNode decided = config.path("network_origins").path(field);
        assertEquals(by, decided.path("by").asText(), field);
        assertEquals(origin, decided.path("origin").asText(), field);
    }

    private static void assertUsed(JsonNode config, String name, String value, String origin) {
        assertEquals(value, config.path("used").path(name).path("value").asText(), name);
        assertEquals(origin, config.path("used").path(name).path("origin").asText(), name);
    }

    @Test
    void whatTheMachineAndTheDataDecidedIsTold() throws Exception {
        PretrainRequest plain = workspace.pretrain("a", "batch_size=4", "max_steps=2", "report_words=120",
                "text_words=120", "warmup_steps=50%", "validate_every=0");
        JsonNode config = configOf(new PretrainRequest(plain.workspace(), plain.run(), plain.architecture(),
                plain.recipe(), List.of(), false, new Compute("auto", "auto", folder.resolve("cache"))));
        assertEquals("auto", config.at("/used/device/origin").asText());
        assertTrue(config.at("/used/threads/value").asInt() >= 1);
        assertEquals("auto", config.at("/used/threads/origin").asText());
        assertTrue(List.of("product", "convolution").contains(config.at("/used/linear/value").asText()));
        assertEquals("auto", config.at("/used/linear/origin").asText());
        assertUsed(config, "micro_batch_size", "4", "derived");
        assertUsed(config, "warmup_steps", "1", "derived");
        assertUsed(config, "validate_every", "2", "derived");
        assertUsed(config, "resize", "64", "derived");
        assertUsed(config, "lr_fusion", "1.0E-4", "default");
        assertUsed(config, "text_group", "text", "default");
        assertUsed(config, "adam_epsilon", "1.0E-8", "program");
        assertDecided(config, "report.vocab_size", "report_words", "derived");
        assertDecided(config, "bert.vocab_size", "text_words", "derived");
        assertDecided(config, "report.pad_id", "report_tokenizer", "program");
        assertDecided(config, "width", "size", "default");
        // A run's configuration is a recipe: another run takes its values from it.
        assertEquals("4", new RecipeFiles().find(plain.run().resolve("config.yaml").toString(), Purpose.PRETRAIN)
                .text(RecipeKey.BATCH_SIZE));
    }

    @Test
    void whatTheUserSaidIsToldAsSuch() throws Exception {
        JsonNode config = configOf(
                workspace.finetune("f", "random", "batch_size=4", "micro_batch_size=2", "max_steps=2",
                        "lr_head=0.01", "explain_maps=none", "linear=convolution"));
        assertUsed(config, "device", "cpu", "command");
        assertUsed(config, "linear", "convolution", "command");
        assertUsed(config, "threads", "1", "command");
        assertUsed(config, "micro_batch_size", "2", "command");
        assertUsed(config, "lr_head", "0.01", "command");
        assertUsed(config, "bootstrap_draws", "2000", "program");
    }

    @Test
    void choicesBesideTheRecipeTellWhoMadeThem() throws Exception {
        FinetuneRequest all = workspace.finetune("c", "random", "batch_size=4", "max_steps=2", "explain_maps=none");
        JsonNode random = configOf(new FinetuneRequest(all.workspace(), all.run(), all.task(), "random", 1,
                all.architecture(), all.recipe().asked(Set.of(Choice.TASK)), false, all.compute()));
        assertEquals("{\"preset\":\"default\",\"size\":\"default\",\"base\":\"default\",\"task\":\"command\","
                + "\"init\":\"default\",\"label_ratio\":\"default\"}", random.path("origins").toString());
        Path next = all.run().resolveSibling("d");
        JsonNode fromModel = configOf(new FinetuneRequest(all.workspace(), next, all.task(), all.run().toString(), 1,
                new Architecture(Preset.RELEASED, Size.BASE), all.recipe().asked(Set.of(Choice.INIT)), false,
                all.compute()));
        assertEquals("model", fromModel.at("/origins/preset").asText());
        assertDecided(fromModel, "width", "init", "model");
        assertDecided(fromModel, "num_classes", "findings", "derived");
        assertEquals("command", fromModel.at("/origins/init").asText());
        // The model's own preset and size, not those that a new network would have had.
        assertEquals("paper tiny", fromModel.path("preset").asText() + " " + fromModel.path("size").asText());
    }
}
