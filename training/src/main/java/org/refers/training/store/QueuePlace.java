package org.refers.training.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.refers.model.store.AtomicFiles;

/**
 * Where a run stands that waits for its device, as its folder tells it to others while it waits.
 *
 * @param device such as {@code cpu} or {@code cuda:0}
 * @param before how many runs are before it, at least 1
 * @param kind {@code pretrain} or {@code finetune}
 * @param steps that it is to take
 */
public record QueuePlace(String device, int before, String kind, long steps) {

    /** The file in a run's folder; it is there only while the run waits. */
    static final String FILE = ".queued";

    private static final int FORMAT = 1;
    /** A few words; whatever is longer is something else. */
    private static final long LARGEST = 1000;

    /** Tells the place in a run's folder. */
    public void write(Path run) throws IOException {
        AtomicFiles.writeString(run.resolve(FILE),
                new ObjectMapper().createObjectNode().put("format", FORMAT).put("device", device).put("before", before)
                        .put("kind", kind).put("steps", steps) + "\n");
    }

    /** The run waits no more. */
    public static void clear(Path run) throws IOException {
        Files.deleteIfExists(run.resolve(FILE));
    }

    /** The place of a run that waits at this moment; empty if it does not, whatever a dead one left behind. */
    public static Optional<QueuePlace> of(Path run) throws IOException {
        Path file = run.resolve(FILE);
        if (!Files.isRegularFile(file) || !RunFolder.isRunning(run)) {
            return Optional.empty();
        }
        try {
            JsonNode node = Files.size(file) > LARGEST
                    ? new ObjectMapper().missingNode()
                    : new ObjectMapper().readTree(Files.readString(file));
            return node.path("format").asInt() != FORMAT
                    ? Optional.empty()
                    : Optional.of(new QueuePlace(node.path("device").asText(), Math.max(1, node.path("before").asInt()),
                            node.path("kind").asText(), node.path("steps").asLong()));
        } catch (NoSuchFileException | CharacterCodingException | JsonProcessingException gone) {
            // Its turn has come in between, or it is being written by hand.
            return Optional.empty();
        }
    }
}
