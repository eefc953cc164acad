package org.refers.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.FaultLog;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsWriter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A BERT of two words and one layer under Hugging Face's names, in by the command line, run, and out again. */
class WeightsCommandTest {

    private static final long WIDTH = 4;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeBert() throws IOException {
        SafetensorsWriter bert = Safetensors.writer();
        matrix(bert, "bert.embeddings.word_embeddings.weight", 6, WIDTH);
        matrix(bert, "bert.embeddings.position_embeddings.weight", 8, WIDTH);
        matrix(bert, "bert.embeddings.token_type_embeddings.weight", 2, WIDTH);
        String layer = "bert.encoder.layer.0.";
        for (String norm : List.of("bert.embeddings.", layer + "attention.output.", layer + "output.")) {
            vector(bert, norm + "LayerNorm.gamma", WIDTH);
            vector(bert, norm + "LayerNorm.beta", WIDTH);
        }
        for (String linear : List.of("attention.self.query", "attention.self.key", "attention.self.value",
                "attention.output.dense")) {
            matrix(bert, layer + linear + ".weight", WIDTH, WIDTH);
            vector(bert, layer + linear + ".bias", WIDTH);
        }
        matrix(bert, layer + "intermediate.dense.weight", 2 * WIDTH, WIDTH);
        vector(bert, layer + "intermediate.dense.bias", 2 * WIDTH);
        matrix(bert, layer + "output.dense.weight", WIDTH, 2 * WIDTH);
        vector(bert, layer + "output.dense.bias", WIDTH);
        matrix(bert, "bert.pooler.dense.weight", WIDTH, WIDTH);
        vector(bert, "bert.pooler.dense.bias", WIDTH);
        matrix(bert, "cls.seq_relationship.weight", 2, WIDTH);
        bert.write(folder.resolve("bert.safetensors"));
        Files.write(folder.resolve("vocab.txt"), List.of("[PAD]", "[UNK]", "[CLS]", "[SEP]", "heart", "lung"));
    }

    private static void matrix(SafetensorsWriter writer, String name, long rows, long columns) {
        float[] values = new float[(int) (rows * columns)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i + name.length());
        }
        writer.floats(name, new long[]{rows, columns}, values);
    }

    private static void vector(SafetensorsWriter writer, String name, long length) {
        float[] values = new float[(int) length];
        java.util.Arrays.fill(values, name.endsWith("gamma") ? 1 : 0.1f);
        writer.floats(name, new long[]{length}, values);
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Cli(console, new FaultLog(folder.resolve("logs/refers.log")), (workspace, runs) -> 1)
                .run(arguments);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toByteArray());
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void weightsComeInAreRunAndGoOut() throws IOException {
        assertEquals(0, run("weights", "import", path("bert.safetensors"), "--out", path("in.safetensors"), "--heads",
                "2", "--json"), err::toString);
        assertEquals(23, json().get("matched").size());
        assertEquals(0, json().get("missing").size());
        assertEquals("[\"cls.seq_relationship.weight\"]", json().get("left_over").toString());
        assertEquals(6, json().get("vocabulary").asInt());
        assertEquals(0, run("weights", "encode", "--model", path("in.safetensors"), "--text", "Heart, lung", "--json"),
                err::toString);
        assertEquals("[2,4,1,5,3]", json().get("ids").toString());
        assertEquals(WIDTH, json().get("pooled").size());
        assertEquals(0, run("weights", "export", "--model", path("in.safetensors"), "--part", "text-encoder", "--out",
                path("out.safetensors"), "--json"), err::toString);
        assertEquals(23, json().get("names").size());
        assertEquals(64, json().get("sha256").asText().length());
        assertEquals(path("out.safetensors.card.md"), json().get("card").asText());
        String card = Files.readString(folder.resolve("out.safetensors.card.md"));
        assertTrue(card.contains("BertModel(") && card.contains("BERT of 1 layers, width 4, 2 heads, 6 words"), card);
        try (Safetensors file = Safetensors.open(folder.resolve("out.safetensors"))) {
            assertEquals(List.of(6L, WIDTH), file.info("embeddings.word_embeddings.weight").shape());
        }
    }

    @Test
    void whatCannotBeDoneIsToldInOneLine() throws IOException {
        assertEquals(2, run("weights", "import", path("absent.npz"), "--out", path("x.safetensors")));
        assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("absent.npz; check its name."), err::toString);
        Files.writeString(folder.resolve("labels.csv"), "file,finding\na.png,mass\n");
        assertEquals(2, run("weights", "import", path("labels.csv"), "--out", path("x.safetensors")));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("it is none of what is read: safetensors, a NumPy"),
                err::toString);
        assertEquals(2, run("weights", "fetch", "resnet", "--out", path("new")));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("refers weights list"));
        assertTrue(Files.notExists(folder.resolve("new")));
        assertEquals(2, run("weights", "export", "--model", path("bert.safetensors"), "--out", path("x.safetensors")));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("has no radiograph transformer"), err::toString);
        assertEquals(2,
                run("weights", "export", "--model", path("bert.safetensors"), "--format", "torchscript", "--part",
                        "text-encoder", "--out", path("x.pt")));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("--part goes with --format safetensors"));
        assertEquals(2,
                run("weights", "export", "--model", path("bert.safetensors"), "--format", "torchscript", "--out",
                        path("x.pt")));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("scores no findings"), err::toString);
        assertEquals(2,
                run("weights", "import", path("bert.safetensors"), "--out", path("x.safetensors"), "--heads", "2",
                        "--findings", "nih14"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("have no head"), err::toString);
        assertEquals(2, run("weights"));
        assertEquals(1, err.toString(StandardCharsets.UTF_8).lines().count());
    }

    @Test
    void theListTellsSizeLicenceAndDigest() throws IOException {
        assertEquals(0, run("weights", "list", "--json"));
        JsonNode first = json().at("/weights/0");
        assertEquals("bert-base-uncased", first.get("name").asText());
        assertEquals(64, first.get("sha256").asText().length());
        assertTrue(first.get("from").asText().startsWith("https://repo1.maven.org/maven2/"));
    }
}
