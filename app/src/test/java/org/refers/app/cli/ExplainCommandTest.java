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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.FaultLog;
import org.refers.model.image.PngWriter;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographReader;
import org.refers.model.network.Initializer;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.torch.TorchThread;
import org.refers.training.predict.ClassifierFile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ExplainCommandTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void makeModelAndImage() throws IOException {
        // Gradients are on in a thread that has not computed yet, and weights that learn cannot be set.
        TorchThread.prepare();
        NetworkConfig config = NetworkConfig.of(Preset.PAPER, Size.TINY, 50, 50).with("image_size", "32")
                .with("num_classes", "2");
        try (NDManager manager = NDManager.newBaseManager();
                ParameterSet parameters = ParameterSet.create(manager, ParameterLayout.classification(config),
                        new Initializer(4))) {
            // Far beyond what random weights add to a logit.
            parameters.setValues("classifier.bias", new float[]{9, -9});
            ModelFile.write(folder.resolve("m.safetensors"), config, parameters,
                    Map.of(ClassifierFile.FINDINGS_KEY, "[\"pleural_effusion\",\"nodule\"]"));
        }
        byte[] grey = new byte[40 * 50];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) (i * 13 % 251);
        }
        PngWriter.writeGrey(folder.resolve("a.png"), 40, 50, grey);
        Files.writeString(folder.resolve("boxes.csv"),
                "file,reader,finding,x,y,width,height\nx/a.png,R1,pleural_effusion,0,0,50,40\nx/a.png,R1,nodule,0,0,5,5\n");
    }

    private int explain(String... more) {
        List<String> arguments = new ArrayList<>(List.of("explain", "--threads", "1", "--device", "cpu", "--model",
                folder.resolve("m.safetensors").toString()));
        arguments.addAll(List.of(more));
        out.reset();
        err.reset();
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Cli(console, new FaultLog(folder.resolve("log.txt")), (workspace, runs) -> 0)
                .run(arguments.toArray(String[]::new));
    }

    private String image() {
        return folder.resolve("a.png").toString();
    }

    private String target() {
        return folder.resolve("out").toString();
    }

    @Test
    void theResultIsOneJsonObjectAndAnOverlay() throws IOException, RadiographException {
        assertEquals(0,
                explain("--image", image(), "--finding", "Pleural effusion", "--threshold", "0.01", "--boxes",
                        folder.resolve("boxes.csv").toString(), "--out", target(), "--json"),
                err.toString(StandardCharsets.UTF_8));
        JsonNode result = new ObjectMapper().readTree(out.toByteArray());

        assertEquals(List.of("finding", "probability", "threshold", "boxes", "iou", "hit"),
                result.properties().stream().map(Map.Entry::getKey).toList());
        assertEquals("pleural_effusion", result.path("finding").asText());
        assertEquals(1, result.path("probability").asDouble(), 0.01);
        assertEquals(0.01, result.path("threshold").asDouble());
        assertEquals(5, result.path("boxes").path(0).size());
        assertEquals(1, result.path("iou").size());
        assertTrue(result.path("iou").path(0).asDouble() > 0.5, "nearly all of the picture is above the cut");
        assertTrue(result.path("hit").asBoolean());
        assertTrue(Files.size(folder.resolve("out/overlay.png")) > 100);
        assertEquals(32, RadiographReader.read(folder.resolve("out/input.png")).rows(), "the network's input");
        assertEquals("cam",
                new ObjectMapper().readTree(folder.resolve("out/explanation.json").toFile()).path("map").asText());
    }

    @Test
    void withoutAFindingTheMostProbableIsExplainedAndWithoutBoxesNothingIsCompared() throws IOException {
        assertEquals(0,
                explain("--image", image(), "--map", "gradient", "--threshold", "otsu", "--out", target(), "--json"));
        JsonNode result = new ObjectMapper().readTree(out.toByteArray());

        assertEquals("pleural_effusion", result.path("finding").asText());
        assertTrue(result.path("iou").isEmpty());
        assertTrue(result.path("hit").isNull());
    }

    @Test
    void whatIsNotCalledPresentHasNoOverlapInWords() throws IOException {
        assertEquals(0, explain("--image", image(), "--finding", "nodule", "--boxes",
                folder.resolve("boxes.csv").toString(), "--out", target()), err.toString(StandardCharsets.UTF_8));
        String words = out.toString(StandardCharsets.UTF_8);
        assertTrue(words.contains("no box is shown to be compared with 1 given box"), words);
        assertFalse(words.contains("IoU"), words);
    }

    @Test
    void aTableWithoutABoxOfTheFindingIsSaidToGiveNoIou() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "file,finding,x,y,width,height\n"
                + "x/a.png,nodule,0,0,5,5\nx/a.png,mass,0,0,5,5\nx/b.png,pleural_effusion,0,0,50,40\n");
        assertEquals(0, explain("--image", image(), "--finding", "pleural_effusion", "--boxes", other.toString(),
                "--out", target(), "--json"));
        assertEquals(
                other + " holds no box of pleural_effusion in a.png, so no IoU is given; it has boxes of nodule, mass"
                        + " there.",
                err.toString(StandardCharsets.UTF_8).strip());
        assertTrue(new ObjectMapper().readTree(out.toByteArray()).path("iou").isEmpty());

        Files.writeString(other, "file,finding,x,y,width,height\nx/b.png,pleural_effusion,0,0,50,40\n");
        assertEquals(0, explain("--image", image(), "--finding", "pleural_effusion", "--boxes", other.toString(),
                "--out", target()));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("it has no box at all of that file."));
    }

    @Test
    void aTableWithABoxOfTheFindingNeedsNoWord() {
        assertEquals(0, explain("--image", image(), "--finding", "nodule", "--boxes",
                folder.resolve("boxes.csv").toString(), "--out", target()));

        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void belowTheOperatingPointThereIsNoBox() throws IOException {
        assertEquals(0, explain("--image", image(), "--finding", "nodule", "--out", target(), "--json"));

        assertTrue(new ObjectMapper().readTree(out.toByteArray()).path("boxes").isEmpty());
    }

    @Test
    void wrongInputIsOneSentenceAndTwo() {
        String[][] wrong = {{"--image", folder.resolve("none.png").toString(), "--out", target()},
            {"--image", image(), "--map", "heat", "--out", target()},
            {"--image", image(), "--threshold", "0", "--out", target()},
            {"--image", image(), "--finding", "hernia", "--out", target()},
            {"--image", image(), "--boxes", image(), "--out", target()}, {"--image", image(), "--out", image()},
            {"--image", image()}};
        for (String[] arguments : wrong) {
            assertEquals(2, explain(arguments), String.join(" ", arguments));
            assertEquals(1, err.toString(StandardCharsets.UTF_8).strip().lines().count(),
                    err.toString(StandardCharsets.UTF_8));
            assertEquals("", out.toString(StandardCharsets.UTF_8));
            assertFalse(err.toString(StandardCharsets.UTF_8).contains("Exception"));
        }
    }
}
