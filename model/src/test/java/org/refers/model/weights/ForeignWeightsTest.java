package org.refers.model.weights;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSpec;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsWriter;
import org.refers.model.weights.WeightImport.Fitted;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Files that PyTorch and NumPy wrote; {@code test/reference/foreign_weights.py} tells how. */
class ForeignWeightsTest {

    private static final String RELEASED = """
            {"preset": "released", "image_size": 12, "patch_size": 4, "channels": 3, "width": 8, "depth": 2, "heads": 2,
             "mlp_width": 16, "report": {"width": 8, "layers": 1, "heads": 2, "mlp_width": 16, "vocab_size": 9,
             "max_length": 6}, "bert": {"vocab_size": 11, "hidden_size": 8, "num_hidden_layers": 1,
             "num_attention_heads": 2, "intermediate_size": 16, "max_position_embeddings": 12}}""";

    @TempDir
    Path folder;

    static Path resource(String name) {
        try {
            URL url = Objects.requireNonNull(ForeignWeightsTest.class.getResource(name), name);
            return Path.of(url.toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static List<ParameterSpec> layout(String... changes) throws IOException {
        ObjectNode tree = (ObjectNode) new ObjectMapper().readTree(RELEASED);
        for (int i = 0; i < changes.length; i += 2) {
            tree.set(changes[i], new ObjectMapper().readTree(changes[i + 1]));
        }
        return ParameterLayout.pretraining(NetworkConfig.fromJson(tree));
    }

    private static List<ParameterSpec> classifier(int classes) throws IOException {
        return ParameterLayout.classification(NetworkConfig.fromJson(new ObjectMapper().readTree(RELEASED))
                .with("num_classes", Integer.toString(classes)));
    }

    /** What a file becomes, written and read again. */
    private TreeMap<String, float[]> imported(String name, List<ParameterSpec> layout) throws IOException {
        Path out = folder.resolve(name + ".safetensors");
        try (WeightFile file = WeightFiles.open(resource(name))) {
            SafetensorsWriter writer = Safetensors.writer();
            WeightImport.of(file).fit(layout).store(writer);
            writer.write(out);
        }
        TreeMap<String, float[]> values = new TreeMap<>();
        try (Safetensors file = Safetensors.open(out)) {
            for (String tensor : file.tensors().keySet()) {
                values.put(tensor, file.floats(tensor));
            }
        }
        return values;
    }

    private static WeightReport report(String name, List<ParameterSpec> layout) throws IOException {
        try (WeightFile file = WeightFiles.open(resource(name))) {
            return WeightImport.of(file).fit(layout).report();
        }
    }

    /** The same network in JAX's order and under the released code's names, strided views included. */
    @ParameterizedTest
    @ValueSource(strings = {"jax.npz", "refers.pth"})
    void allFormsOfOneNetworkAgree(String name) throws IOException {
        TreeMap<String, float[]> timm = imported("timm.safetensors", layout());
        TreeMap<String, float[]> other = imported(name, layout());
        assertEquals(4 + 2 * 12 + 2, timm.size());
        timm.forEach((tensor, values) -> assertArrayEquals(values, other.get(tensor), tensor));
    }

    @Test
    void everyTensorOfTheReleasedCodeFindsItsPlace() throws IOException {
        WeightReport report = report("refers.pth", layout());
        assertEquals(List.of(), report.missing());
        assertEquals(List.of(), report.misshapen());
        // The report transformer's output is tied to its words.
        assertEquals(List.of("textual.output.weight"), report.leftOver());
        assertEquals(layout().size(), report.matched().size());
    }

    @Test
    void theReleasedGatesAreStackedInTheOrderOfTheViews() throws IOException {
        float[] gate = imported("refers.pth", layout()).get("view_fusion.gate.weight");
        try (WeightFile file = WeightFiles.open(resource("refers.pth"))) {
            for (int view = 0; view < 3; view++) {
                float[] own = file.floats("fusion.fc" + (view + 1) + ".weight");
                assertArrayEquals(own, java.util.Arrays.copyOfRange(gate, view * 24, view * 24 + 24));
            }
        }
    }

    /** What is not there is named only for the parts that the file is about. */
    @Test
    void missingAndLeftOverAreNamed() throws IOException {
        WeightReport timm = report("timm.safetensors", layout("depth", "3"));
        assertEquals(12, timm.missing().size());
        assertTrue(timm.missing().stream().allMatch(name -> name.startsWith("radiograph_transformer.blocks.2.")));
        assertEquals(List.of("head.weight", "head.bias"), timm.leftOver());
        WeightReport shallow = report("timm.safetensors", layout("depth", "1"));
        assertEquals(List.of(), shallow.missing());
        assertEquals(12 + 2, shallow.leftOver().size());
    }

    @Test
    void anotherWidthIsNoMatch() throws IOException {
        WeightReport report = report("timm.safetensors", layout("width", "16"));
        // Only the biases of a hidden layer do not depend on the width.
        assertEquals(List.of("radiograph_transformer.blocks.0.mlp.fc1.bias",
                "radiograph_transformer.blocks.1.mlp.fc1.bias"), report.matched());
        assertTrue(report.misshapen().contains("radiograph_transformer.norm.weight: [[8]] instead of [16]"),
                () -> report.misshapen().toString());
    }

    /** Half the numbers' digits, all of their places. */
    @ParameterizedTest
    @CsvSource({"bert-half.bin, 0.002", "bert-bfloat.bin, 0.02"})
    void shortFloatsAreWidened(String name, float tolerance) throws IOException {
        TreeMap<String, float[]> whole = imported("refers.pth", layout());
        TreeMap<String, float[]> shorter = imported(name, layout());
        assertEquals(3 + 3 * 2 + 6 * 2 + 2, shorter.size());
        shorter.forEach((tensor, values) -> assertArrayEquals(whole.get(tensor), values, tolerance, tensor));
    }

    @Test
    void sizesAreToBeSeenWithoutANetwork() throws IOException {
        try (WeightFile file = WeightFiles.open(resource("bert-half.bin"))) {
            WeightImport names = WeightImport.of(file);
            assertEquals(List.of(11L, 8L), names.shape("text_encoder.embeddings.word_embeddings.weight").orElseThrow());
            assertTrue(names.shape("report_transformer.word_embed.weight").isEmpty());
            assertEquals(1, names.count("text_encoder.encoder.layer."));
        }
    }

    @Test
    void positionsAndColoursAreMadeToFit() throws IOException {
        List<ParameterSpec> paper = layout("position", "\"concat\"", "channels", "1", "image_size", "20", "pixels",
                "{\"mean\": [0.5], \"std\": [0.25]}");
        try (WeightFile file = WeightFiles.open(resource("timm.safetensors"))) {
            Fitted fitted = WeightImport.of(file).fit(paper);
            assertEquals("without the class token's row, grid of 3 x 3 resized to 5 x 5",
                    fitted.report().changed().get("radiograph_transformer.pos_embed"));
            assertEquals("its 3 colour planes summed to one of grey",
                    fitted.report().changed().get("radiograph_transformer.patch_embed.proj.weight"));
            assertEquals(List.of("radiograph_transformer.pos_merge.weight", "radiograph_transformer.pos_merge.bias"),
                    fitted.report().missing());
        }
        TreeMap<String, float[]> values = imported("timm.safetensors", paper);
        float[] positions = values.get("radiograph_transformer.pos_embed");
        float[] patches = values.get("radiograph_transformer.patch_embed.proj.weight");
        try (WeightFile file = WeightFiles.open(resource("timm.safetensors"))) {
            float[] before = file.floats("pos_embed");
            // Corners stay, and a point half way between two is their mean: row 0 of 5 at column 1 lies between 0 and 1 of 3.
            assertEquals(before[8], positions[0]);
            assertEquals(before[9 * 8 + 7], positions[24 * 8 + 7]);
            assertEquals((before[8] + before[16]) / 2, positions[8], 1e-6);
            float[] colours = file.floats("patch_embed.proj.weight");
            assertEquals(colours[48] + colours[64] + colours[80], patches[16], 1e-6);
        }
    }

    @Test
    void aForeignProgramIsNeverRun() {
        IOException refused = assertThrows(WeightException.class, () -> WeightFiles.open(resource("module.pth")));
        assertEquals("it wants to call torch.nn.modules.linear.Linear, which no checkpoint of weights needs",
                refused.getMessage());
    }

    /** The form before 1.6, which is what BERT and vision transformers of those years lie about in. */
    @Test
    void theFormBeforeTheZipIsRead() throws IOException {
        TreeMap<String, float[]> old = imported("old.pth", layout());
        TreeMap<String, float[]> zip = imported("refers.pth", layout());
        assertEquals(3 + 3 * 2 + 6 * 2 + 2, old.size());
        old.forEach((tensor, values) -> assertArrayEquals(zip.get(tensor), values, tensor));
        try (WeightFile file = WeightFiles.open(resource("old.pth"))) {
            assertEquals("PyTorch checkpoint in the form before 1.6", file.format());
        }
    }

    /** What {@code torch.save(model.state_dict())} writes carries an attribute, in either form; strided views as well. */
    @ParameterizedTest
    @ValueSource(strings = {"finetuned.pth", "finetuned-old.pth"})
    void aModulesDictionaryIsReadWithItsHead(String name) throws IOException {
        TreeMap<String, float[]> timm = imported("timm.safetensors", classifier(5));
        TreeMap<String, float[]> other = imported(name, classifier(5));
        assertEquals(4 + 2 * 12 + 2 + 2, timm.size());
        timm.forEach((tensor, values) -> assertArrayEquals(values, other.get(tensor), tensor));
        assertEquals(List.of(), report(name, classifier(5)).leftOver());
        assertEquals(List.of("head.weight", "head.bias"), report(name, layout()).leftOver());
        assertArrayEquals(timm.get("classifier.weight"), imported("jax.npz", classifier(5)).get("classifier.weight"));
        assertEquals(List.of("classifier.weight: [[5, 8]] instead of [3, 8]", "classifier.bias: [[5]] instead of [3]"),
                report(name, classifier(3)).misshapen());
    }

    @Test
    void everyRuleLeadsToATensorOfTheLargestNetworks() throws IOException {
        List<String> known = Stream.concat(layout().stream(), classifier(1).stream()).map(ParameterSpec::name).toList();
        for (NameRule rule : NameTable.standard().rules()) {
            String ours = rule.ours().replace("{i}", "0");
            boolean weight = known.contains(ours.replace("{p}", "weight"));
            boolean bias = known.contains(ours.replace("{p}", "bias"));
            assertTrue(ours.contains("{p}") ? weight && bias : weight, rule.theirs() + " leads to " + ours);
            assertFalse(rule.open().contains("{i}") && !rule.ours().contains("{i}"), ours);
        }
    }
}
