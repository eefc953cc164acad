package org.refers.training.compute;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.refers.model.store.AtomicFiles;

/**
 * A small file that remembers what was measured once on this machine. On another machine, or if it is damaged, it counts as
 * absent.
 *
 * @param file where it lies
 * @param format of what it holds; what another version wrote counts as absent
 * @param circumstances what the measure depends on beside the machine
 */
record MachineNote(Path file, int format, String circumstances) {

    private static final int LARGEST = 10_000;

    private String machine() {
        return System.getProperty("os.name") + "/" + System.getProperty("os.arch") + "/"
                + Runtime.getRuntime().availableProcessors() + circumstances;
    }

    /** What was remembered under a name. */
    Optional<String> read(String name) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
                return Optional.empty();
            }
            JsonNode node = new ObjectMapper().readTree(Files.readString(file));
            boolean fits = node.path("format").asInt() == format && node.path("machine").asText().equals(machine());
            return fits && node.has(name) ? Optional.of(node.path(name).asText()) : Optional.empty();
        } catch (JsonProcessingException damaged) {
            return Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Remembers a value. */
    void write(String name, String value) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            AtomicFiles.writeString(file, new ObjectMapper().createObjectNode().put("format", format)
                    .put("machine", machine()).put(name, value).toPrettyString() + "\n");
        } catch (IOException ignored) {
            // Measuring again next time costs half a second.
        }
    }
}
