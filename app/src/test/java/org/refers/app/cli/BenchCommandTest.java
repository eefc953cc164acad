package org.refers.app.cli;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refers.app.bench.ViewBench;
import org.refers.app.error.FaultLog;
import org.refers.app.machine.ProbeHere;
import org.refers.app.study.ScriptedStudyEngine;
import org.refers.model.store.Safetensors;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;
import org.refers.sampledata.SampleRequest;
import org.refers.sampledata.SampleStudies;
import org.refers.training.bench.ScaleBench;
import org.refers.training.run.ThreadLauncher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** That the measurements measure something; how fast a machine is, no test can say. */
class BenchCommandTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) {
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Cli(console, new FaultLog(folder.resolve("refers.log")), (workspace, runs) -> 1).run(arguments);
    }

    private JsonNode json() throws IOException {
        return new ObjectMapper().readTree(out.toByteArray());
    }

    private String[] train(String... more) {
        List<String> arguments = new ArrayList<>(List.of("bench", "train", "--device", "cpu", "--threads", "1",
                "--json"));
        arguments.addAll(Arrays.asList(more));
        arguments.addAll(List.of("--set", "batch_size=2", "max_steps=3", "dropout=0", "report_words=50",
                "text_words=50", "max_report_tokens=8", "optimizer=adamw", "lr=1e-3", "lr_text=1e-3"));
        return arguments.toArray(String[]::new);
    }

    @ParameterizedTest
    @CsvSource({"pretrain, paper", "pretrain, released", "finetune, paper", "finetune, released"})
    void stepsAreTakenAndLearnTheirNoise(String task, String preset) throws IOException {
        Path weights = folder.resolve("weights.safetensors");
        assertEquals(0, run(train("--task", task, "--preset", preset, "--weights", weights.toString())),
                err::toString);
        JsonNode result = json();
        assertEquals(3, result.get("steps").asInt());
        assertTrue(result.get("milliseconds_per_step").asDouble() > 0);
        assertTrue(result.get("images_per_second").asDouble() > 0);
        assertTrue(result.get("loss_last").asDouble() < result.get("loss_first").asDouble(), result::toString);
        try (Safetensors file = Safetensors.open(weights)) {
            long values = file.tensors().values().stream().mapToLong(tensor -> tensor.elements()).sum();
            assertEquals(values, result.get("parameters").asLong());
        }
    }

    @Test
    void loadingIsTimedOnAWorkspace() throws Exception {
        SampleStudies.write(new SampleRequest(folder.resolve("samples"), 4, 5, 1), (done, total) -> {
        });
        try (Workspace workspace = Workspace.openOrCreate(folder.resolve("workspace"))) {
            Importers.run(ImportRequest.of(folder.resolve("samples"), ImportRequest.AUTO), workspace,
                    ImportProgress.NONE);
        }
        assertEquals(0, run("bench", "load", "--workspace", folder.resolve("workspace").toString(), "--side", "64",
                "--steps", "3", "--batch-size", "2", "--step-ms", "5", "--json"), err::toString);
        assertTrue(json().get("radiographs").asInt() > 0);
        assertTrue(json().get("decoded_per_second").asDouble() > 0 && json().get("images_per_second").asDouble() > 0);
        assertTrue(json().get("milliseconds_per_step").asDouble() >= 5, "the step's own time");
        double waiting = json().get("waiting_share").asDouble();
        assertTrue(waiting >= 0 && waiting <= 1, json()::toString);
    }

    @Test
    void decodingIsTimedByKindOfFile() throws Exception {
        assertEquals(0, run("bench", "decode", "--json", "--set", "rounds=1"), err::toString);
        List<String> kinds = new ArrayList<>();
        for (JsonNode row : json().get("rows")) {
            kinds.add(row.get("kind").asText() + " " + row.get("transfer_syntax").asText());
            assertTrue(row.get("files").asInt() > 0 && row.get("megapixels_per_second").asDouble() > 0);
            assertTrue(row.get("first_picture_milliseconds").asDouble() > 0 && row.get("reference").isNull());
        }
        assertEquals(List.of("dicom Explicit VR Little Endian", "dicom RLE Lossless", "jpeg ", "png "), kinds);
    }

    /** Java itself stands for the other decoder: it is on every machine that runs this. */
    @Test
    void anotherDecoderIsTimedInTurn() throws Exception {
        SampleStudies.write(new SampleRequest(folder.resolve("samples"), 1, 5, 1), (done, total) -> {
        });
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        assertEquals(0, run("bench", "decode", "--json", "--set", "files=" + folder.resolve("samples"), "rounds=1",
                "reference=" + java + " -version {in}"), err::toString);
        JsonNode row = json().get("rows").get(0);
        double ratio = row.get("megapixels_per_second").asDouble()
                / row.get("reference").get("megapixels_per_second").asDouble();
        assertEquals(ratio, row.get("reference").get("ratio").asDouble(), 1e-9 * ratio, "one round: its own ratio");
        assertEquals(2, run("bench", "decode", "--set", "files=" + folder.resolve("samples"),
                "reference=" + java + " --no-such-option {in}"));
        assertEquals(2, run("bench", "decode", "--set", "reference=dcmdjpls"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("{in}"));
    }

    @Test
    void aFolderWithoutRadiographsIsToldSo() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "no picture");
        assertEquals(2, run("bench", "decode", "--set", "files=" + folder));
        assertEquals(2, run("bench", "decode", "--set", "files=" + folder.resolve("none")));
        assertEquals(2, run("bench", "decode", "--set", "filse=" + folder));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("--set takes"));
    }

    @ParameterizedTest
    @CsvSource({"PRETRAIN", "FINETUNE", "WINDOW"})
    void theCostOfASetsSizeIsMeasured(ScaleBench.Task task) throws Exception {
        ScaleBench.prepare(folder.resolve("scale"), 200);
        ScaleBench.Result result = new ScaleBench(folder.resolve("scale")).run(task);
        assertEquals(200, result.studies());
        assertTrue(result.openingSeconds() > 0);
        assertTrue(result.batchMilliseconds() > 0);
    }

    @Test
    void theViewersMappingIsMeasuredWithoutAWindow() throws Exception {
        ViewMeter.Figures figures = new ViewBench(new FaultLog(folder.resolve("log")), new ScriptedStudyEngine(0.9))
                .measure(new ViewMeter.Request(10, 0, true, false));
        assertEquals(List.of("window 900x750", "pan 900x750", "map 900x750", "window 1600x1000", "pan 1600x1000",
                "map 1600x1000"),
                figures.mapping().stream().map(timing -> timing.action() + " " + timing.viewport()).toList());
        assertTrue(figures.mapping().stream().allMatch(timing -> timing.medianMs() > 0
                && timing.p95Ms() >= timing.medianMs()));
        assertEquals("none", figures.pipeline());
        assertTrue(figures.frames().isEmpty());
    }

    @Test
    void whatTheViewerDidIsPrintedAsOneObject() {
        ViewMeter.Request[] asked = new ViewMeter.Request[1];
        Cli cli = new Cli(new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8)), new FaultLog(folder.resolve("log")),
                new Cli.Processes(new ThreadLauncher(), new ProbeHere(), request -> {
                    asked[0] = request;
                    ViewMeter.Timing timing = new ViewMeter.Timing("pan", "900x750", 6.5, 8);
                    return new ViewMeter.Figures("software", 3000, 2500, 16, List.of(timing), List.of(timing),
                            new ViewMeter.NextStudy(20, 30, 90));
                }), (workspace, runs) -> 0);
        assertEquals(0, cli.run("bench", "view", "--json", "--set", "frames=20", "pipeline=software"));
        assertEquals(new ViewMeter.Request(20, 12, true, true), asked[0]);
        String printed = out.toString(StandardCharsets.UTF_8);
        assertTrue(printed.contains("\"next_study\":{\"read_ahead_ms\":20.0"), printed);
        assertTrue(printed.contains("\"median_ms\":6.5,\"p95_ms\":8.0"), printed);
    }

    @Test
    void anImportIsHeldAgainstReadingAndHashing() throws Exception {
        assertEquals(0, run("bench", "import", "--json", "--set", "count=40", "kb=1", "rounds=2"), err::toString);
        JsonNode result = new ObjectMapper().readTree(out.toByteArray());
        assertEquals(40, result.get("files").asInt());
        assertEquals(40, result.get("radiographs").asInt());
        assertEquals(0, result.get("rejected").asInt());
        assertTrue(result.get("ratio").asDouble() > 0, result.toString());
        assertEquals(2, run("bench", "import", "--set", "files=" + folder.resolve("none")));
    }

    @Test
    void whatIsNotThereIsToldInOneLine() {
        assertEquals(2, run("bench", "view", "file.dcm"));
        assertEquals(2, run("bench", "view", "--set", "pipeline=fast"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("pipeline takes auto or software, not 'fast'"));
        assertEquals(2, run("bench", "load", "--workspace", folder.resolve("none").toString()));
        assertEquals(2, run("bench", "train", "--set", "batch_sise=2"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("batch_size"));
    }
}
