package org.refers.app.machine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.refers.training.run.ChildCommand;

/** Asks {@code refers doctor}, in a process of its own, so that PyTorch's memory goes with it when it ends. */
public final class DoctorProcess implements MachineCheck {

    /** The doctor gives up by itself before this. */
    private static final int MINUTES = 5;

    private final List<String> command;

    /** Creates a check that runs this command, which prints the doctor's JSON. */
    public DoctorProcess(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public Verdict check() throws IOException {
        Path output = Files.createTempFile("refers-doctor", ".json");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD);
            ChildCommand.prepare(builder.environment());
            Process process = builder.start();
            try {
                if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                    throw new IOException("the doctor did not end within " + MINUTES + " minutes");
                }
            } finally {
                process.destroyForcibly();
            }
            return verdict(new ObjectMapper().readTree(Files.readString(output)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException("the check was stopped", stopped);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    private static Verdict verdict(JsonNode report) throws IOException {
        if (!report.hasNonNull("verdict")) {
            throw new IOException("the doctor gave no verdict");
        }
        List<String> advice = new ArrayList<>();
        for (JsonNode step : report.path("steps")) {
            if (step.hasNonNull("remedy")) {
                advice.add(step.path("words").asText() + " " + step.path("remedy").asText());
            }
        }
        return new Verdict(report.path("ready").asBoolean(), report.path("verdict").asText(), advice);
    }
}
