package org.refers.app.cli;

import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.FaultLog;
import org.refers.model.image.PngWriter;
import org.refers.model.network.Initializer;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.store.Safetensors;
import org.refers.model.text.BpeTrainer;
import org.refers.model.text.ReportTokenizer;
import org.refers.training.store.CheckpointState;
import org.refers.training.store.CheckpointStore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Reports written by a network with random weights, from a run folder as pre-training leaves it. */
class ReportCommandTest {

    /** Tokens of the longest report, start and end included. */
    private static final int LONGEST = 12;

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final ReportTokenizer tokenizer = new BpeTrainer(60, 1)
            .train(List.of("the heart is normal.", "there is no effusion."));

    @BeforeEach
    void makeModelAndStudies() throws IOException {
        makeModel(NetworkConfig.of(Preset.PAPER, Size.TINY, tokenizer.vocabularySize(), 50).with("image_size", "32")
                .with("report.max_length", Integer.toString(LONGEST)));
        Files.createDirectories(folder.resolve("study"));
        makePicture("study/front.png", 13);
        makePicture("study/side.png", 29);
        Files.createDirectories(folder.resolve("empty"));
    }

    private void makeModel(NetworkConfig config) throws IOException {
        Path run = Files.createDirectories(folder.resolve("run"));
        Files.writeString(run.resolve("config.yaml"), "format: 1\n");
        Files.write(run.resolve(tokenizer.fileName()), tokenizer.toBytes());
        try (NDManager manager = NDManager.newBaseManager();
                ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.pretraining(config),
                        new Initializer(4))) {
            new CheckpointStore(run).save(CheckpointState.start(),
                    file -> ModelFile.write(file, config, parameters, Map.of()),
                    file -> Safetensors.writer().floats("none", new long[]{1}, new float[1]).write(file), true);
        }
    }

    private void makePicture(String name, int step) throws IOException {
        byte[] grey = new byte[40 * 50];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (i * step % 251);
        }
        PngWriter.writeGrey(folder.resolve(name), 40, 50, grey);
    }

    private int report(String... more) {
        List<String> arguments = new ArrayList<>(List.of("report", "--threads", "1", "--device", "cpu"));
        arguments.addAll(List.of(more));
        out.reset();
        err.reset();
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Cli(console, new FaultLog(folder.resolve("log.txt")), (workspace, runs) -> 0)
                .run(arguments.toArray(String[]::new));
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private JsonNode json(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("--model", path("run"), "--json", "--study"));
        arguments.addAll(List.of(more));
        assertEquals(0, report(arguments.toArray(String[]::new)), err.toString(StandardCharsets.UTF_8));
        return new ObjectMapper().readTree(out.toByteArray());
    }

    @Test
    void theResultIsOneJsonObjectOfTextTokensAndLogProbability() throws IOException {
        JsonNode result = json(path("study/front.png"));
        int[] tokens = StreamSupport.stream(result.path("tokens").spliterator(), false).mapToInt(JsonNode::asInt)
                .toArray();

        assertEquals(List.of("text", "tokens", "log_probability"),
                result.properties().stream().map(Map.Entry::getKey).toList());
        assertEquals(tokenizer.special().start(), tokens[0]);
        assertTrue(tokens.length > 1 && tokens.length <= LONGEST, tokens.length + " tokens");
        assertEquals(tokenizer.decode(tokens), result.path("text").asText());
        assertTrue(result.path("log_probability").asDouble() < 0);
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void everyViewOfAStudyIsReadNamedOneByOneOrByTheFolder() throws IOException {
        JsonNode one = json(path("study/front.png"));
        JsonNode both = json(path("study/front.png"), path("study/side.png"));

        assertNotEquals(one.path("log_probability").asDouble(), both.path("log_probability").asDouble());
        assertEquals(both, json(path("study")));
    }

    @Test
    void inWordsOnlyTheReportIsPrinted() throws IOException {
        String text = json(path("study")).path("text").asText();

        assertEquals(0, report("--model", path("run"), "--study", path("study")));
        assertEquals(text, out.toString(StandardCharsets.UTF_8).stripTrailing());
    }

    /** A wider beam need not win, but with these weights greed misses the better report. */
    @Test
    void aWiderBeamFindsAMoreProbableReport() throws IOException {
        double greedy = json(path("study"), "--beam", "1").path("log_probability").asDouble();
        JsonNode five = json(path("study"), "--beam", "5");

        assertTrue(five.path("log_probability").asDouble() > greedy, five + " after greed's " + greedy);
        assertEquals(five, json(path("study")));
    }

    @Test
    void wrongInputIsOneSentenceAndTwo() throws IOException {
        Files.writeString(folder.resolve("text.png"), "no picture");
        Files.write(folder.resolve("none.safetensors"), new byte[9]);
        String[][] wrong = {{path("nowhere"), path("study"), "There is no model"},
            {path("none.safetensors"), path("study"), "none.safetensors"},
            {path("study"), path("study"), "no model"}, {path("run"), path("none.png"), "none.png"},
            {path("run"), path("text.png"), "text.png"}, {path("run"), path("empty"), "empty"}};
        for (String[] one : wrong) {
            assertEquals(2, report("--model", one[0], "--study", one[1]), String.join(" ", one));
            assertOneLine(one[2]);
        }
        for (String beam : List.of("0", "-1", "wide")) {
            assertEquals(2, report("--model", path("run"), "--study", path("study"), "--beam", beam));
            assertOneLine("--beam");
        }
        assertEquals(2, report("--model", path("run")));
        assertOneLine("--study");
    }

    private void assertOneLine(String words) {
        String said = err.toString(StandardCharsets.UTF_8).strip();
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.contains(words), said);
        assertTrue(!said.contains("Exception") && out.size() == 0, said);
    }

    @Test
    void aBadPictureAmongGoodOnesIsNamed() throws IOException {
        byte[] whole = Files.readAllBytes(folder.resolve("study/side.png"));
        Files.write(folder.resolve("study/cut.png"), Arrays.copyOf(whole, whole.length / 2));

        assertEquals(2, report("--model", path("run"), "--study", path("study")));
        assertOneLine("cut.png");
    }
}
