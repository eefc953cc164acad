package org.refers.training.compute;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.torch.LinearLayers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MachineNoteTest {

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void place() {
        file = folder.resolve("cache/note.json");
    }

    private MachineNote note(int format, String circumstances) {
        return new MachineNote(file, format, circumstances);
    }

    @Test
    void whatWasWrittenIsReadUnderTheSameCircumstancesAlone() {
        assertEquals(Optional.empty(), note(1, "/2").read("threads"));
        note(1, "/2").write("threads", "4");
        assertEquals(Optional.of("4"), note(1, "/2").read("threads"));
        assertEquals(Optional.empty(), note(1, "/2").read("linear"));
        assertEquals(Optional.empty(), note(1, "/1").read("threads"));
        assertEquals(Optional.empty(), note(2, "/2").read("threads"));
    }

    @Test
    void aDamagedOrEndlessFileCountsAsAbsent() throws IOException {
        note(1, "").write("threads", "4");
        Files.writeString(file, Files.readString(file).substring(5));
        assertEquals(Optional.empty(), note(1, "").read("threads"));
        Files.writeString(file, " ".repeat(20_000));
        assertEquals(Optional.empty(), note(1, "").read("threads"));
    }

    @Test
    void linearLayersAreMeasuredOnceAndAsRemembered() throws Exception {
        try (ComputeEngine engine = ComputeEngine.start(new Compute("cpu", "1", folder))) {
            Path remembered = folder.resolve("linear.json");
            String text = Files.readString(remembered);
            assertTrue(text.contains("\"" + engine.linear().word() + "\""), text);
            LinearLayers other = engine.linear().equals(LinearLayers.PRODUCTS)
                    ? LinearLayers.CONVOLUTIONS
                    : LinearLayers.PRODUCTS;
            Files.writeString(remembered, text.replace("\"" + engine.linear().word() + "\"",
                    "\"" + other.word() + "\""));
            try (ComputeEngine again = ComputeEngine.start(new Compute("cpu", "1", folder))) {
                assertEquals(other, again.linear());
            }
        }
    }
}
