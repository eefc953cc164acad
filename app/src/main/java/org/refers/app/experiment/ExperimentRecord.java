package org.refers.app.experiment;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each run of an experiment was begun with, as a digest in the experiment's folder: a file that was changed meanwhile
 * must not mix runs of different values in one table.
 */
public final class ExperimentRecord {

    private static final String FILE = "experiment.json";

    private final ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private final Path file;
    private final Map<String, String> digests;

    /** Reads a folder's record; empty where there is none yet. */
    public ExperimentRecord(Path folder) throws IOException {
        this.file = folder.resolve(FILE);
        this.digests = Files.isRegularFile(file)
                ? new TreeMap<>(json.readValue(Files.readString(file), new TypeReference<Map<String, String>>() {
                }))
                : new TreeMap<>();
    }

    /**
     * Checks that no run was begun with other values.
     *
     * @throws IllegalArgumentException if one was
     */
    public void require(List<PlannedRun> runs) {
        for (PlannedRun run : runs) {
            String known = digests.get(run.name());
            if (known != null && Files.isDirectory(run.folder()) && !known.equals(digest(run))) {
                throw new IllegalArgumentException(
                        run.folder() + " was begun with other values than the file holds now;"
                                + " name another folder in the file, or remove that run");
            }
        }
    }

    /** Writes down what a run begins with. */
    public void begin(PlannedRun run) throws IOException {
        if (digest(run).equals(digests.put(run.name(), digest(run)))) {
            return;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path whole = Files.writeString(file.resolveSibling(FILE + ".new"), json.writeValueAsString(digests));
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String digest(PlannedRun run) {
        try {
            byte[] bytes = MessageDigest.getInstance("SHA-256").digest(run.values().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
