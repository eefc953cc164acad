package org.refers.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refers.app.error.FaultLog;
import org.refers.model.store.Safetensors;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;
import org.refers.sampledata.SampleRequest;
import org.refers.sampledata.SampleStudies;

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
                "--json"), err::toString);
        assertTrue(json().get("radiographs").asInt() > 0);
        assertTrue(json().get("decoded_per_second").asDouble() > 0 && json().get("cached_per_second").asDouble() > 0);
    }

    @Test
    void whatIsNotThereIsToldInOneLine() {
        assertEquals(2, run("bench", "decode", "file.dcm"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("is not in this version"));
        assertEquals(2, run("bench", "load", "--workspace", folder.resolve("none").toString()));
        assertEquals(2, run("bench", "train", "--set", "batch_sise=2"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("batch_size"));
    }
}
