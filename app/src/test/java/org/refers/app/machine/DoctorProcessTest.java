package org.refers.app.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

/** What the window learns from the doctor's object, also when he found the machine wanting and ended with 1. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the command that stands for the doctor is a shell's")
class DoctorProcessTest {

    @TempDir
    private Path folder;

    private MachineCheck.Verdict verdict(String printed, int exit) throws IOException {
        Path object = Files.writeString(folder.resolve("doctor.json"), printed);
        return new DoctorProcess(List.of("sh", "-c", "echo progress >&2; cat '" + object + "'; exit " + exit)).check();
    }

    @Test
    void theVerdictComesWithWhatToDo() throws IOException {
        MachineCheck.Verdict found = verdict("""
                {"ready":false,"verdict":"Not ready: no fonts.","steps":[
                {"name":"memory","state":"ok","words":"16 GiB","remedy":null},
                {"name":"fonts","state":"failed","words":"No fonts are installed.","remedy":"Install DejaVu."}]}""", 1);
        assertFalse(found.ready());
        assertEquals("Not ready: no fonts.", found.words());
        assertEquals(List.of("No fonts are installed. Install DejaVu."), found.advice());
    }

    @Test
    void aDoctorWhoSaysNothingIsAFailure() {
        assertThrows(IOException.class, () -> verdict("", 1));
        assertThrows(IOException.class, () -> verdict("{\"ready\":true}", 0));
        assertThrows(IOException.class, () -> verdict("killed", 137));
    }
}
