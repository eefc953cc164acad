package org.refers.training.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.refers.model.store.AtomicFiles;

/**
 * The checkpoints of one run.
 *
 * <p>A checkpoint is written to a folder beside its place and moved there when all of it is on the disk, so that a run
 * killed at any moment leaves whole checkpoints only. Its {@code state.json} holds length and SHA-256 of the two tensor
 * files: what a disk or a copy has damaged is found, named, and another is taken.
 */
public final class CheckpointStore {

    static final String MODEL = "model.safetensors";
    static final String OPTIMIZER = "optimizer.safetensors";
    private static final String STATE = "state.json";
    private static final String NAME = "step-\\d{6,12}";
    private static final String ASIDE = "\\." + NAME + "\\.old";
    private static final int FORMAT = 1;
    private static final long LARGEST_STATE = 1_000_000;

    private final Path runFolder;
    private final Path folder;
    private final Retention retention;
    private final Phases phases;
    private final ObjectMapper json = new ObjectMapper();

    /** Writes one safetensors file of a checkpoint. */
    @FunctionalInterface
    public interface Content {

        /** Writes the file and flushes it to the disk. */
        void writeTo(Path file) throws IOException;
    }

    /** Hears of every phase of a save before it begins: where tests let the disk fill up, or the power fail. */
    @FunctionalInterface
    interface Phases {

        void before(Phase phase) throws IOException;
    }

    /** The phases of a save, in order. */
    enum Phase {
        FOLDER, MODEL, OPTIMIZER, STATE, ASIDE, PLACE, FLUSH, LAST, BEST, PRUNE
    }

    /** Creates a store to read from, or one in which the newest checkpoint and the best one stay. */
    public CheckpointStore(Path runFolder) {
        this(runFolder, new Retention(1, 0));
    }

    /** Creates a store in which checkpoints stay as a rule says. */
    public CheckpointStore(Path runFolder, Retention retention) {
        this(runFolder, retention, phase -> {
            // Only tests wish to hear.
        });
    }

    CheckpointStore(Path runFolder, Retention retention, Phases phases) {
        this.runFolder = runFolder;
        this.folder = runFolder.resolve("checkpoints");
        this.retention = retention;
        this.phases = phases;
    }

    /**
     * Writes a checkpoint and names it in {@code last}, and in {@code best} if it is.
     *
     * @return its name
     * @throws IOException if it could not be written; earlier checkpoints are untouched
     */
    public String save(CheckpointState state, Content model, Content optimizer, boolean best)
            throws IOException {
        String name = "step-%06d".formatted(state.step());
        Path place = folder.resolve(name);
        Path temporary = folder.resolve("." + name + ".tmp");
        try {
            write(state, model, optimizer, temporary);
        } catch (IOException unwritable) {
            clear(temporary, unwritable);
            throw unwritable;
        }
        replace(place, temporary);
        phases.before(Phase.LAST);
        AtomicFiles.writeString(runFolder.resolve("last"), name + "\n");
        if (best) {
            phases.before(Phase.BEST);
            AtomicFiles.writeString(runFolder.resolve("best"), name + "\n");
        }
        phases.before(Phase.PRUNE);
        prune();
        return name;
    }

    private void write(CheckpointState state, Content model, Content optimizer, Path temporary) throws IOException {
        phases.before(Phase.FOLDER);
        if (!Files.isDirectory(runFolder)) {
            // Made again it would hold a checkpoint of a run that nothing else is known of.
            throw new NoSuchFileException(runFolder.toString());
        }
        Files.createDirectories(folder);
        bringBack();
        delete(temporary);
        Files.createDirectory(temporary);
        phases.before(Phase.MODEL);
        model.writeTo(temporary.resolve(MODEL));
        phases.before(Phase.OPTIMIZER);
        optimizer.writeTo(temporary.resolve(OPTIMIZER));
        phases.before(Phase.STATE);
        AtomicFiles.writeString(temporary.resolve(STATE), describe(state, temporary));
    }

    /** A full disk has room again for the line that says so. */
    private static void clear(Path temporary, IOException why) {
        try {
            delete(temporary);
        } catch (IOException stays) {
            why.addSuppressed(stays);
        }
    }

    private void replace(Path place, Path temporary) throws IOException {
        // A folder cannot be renamed over a full one: the old one, of the same step, is moved aside first.
        Path old = aside(String.valueOf(place.getFileName()));
        phases.before(Phase.ASIDE);
        if (Files.exists(place)) {
            Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
        }
        phases.before(Phase.PLACE);
        Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        phases.before(Phase.FLUSH);
        AtomicFiles.flushFolder(folder);
        delete(old);
    }

    private Path aside(String name) {
        return folder.resolve("." + name + ".old");
    }

    /** Where a checkpoint lies: one that was being written again as the process was killed may still lie aside. */
    private Path placeOf(String name) {
        Path place = folder.resolve(name);
        return Files.exists(place) ? place : aside(name);
    }

    /** Puts what killed saves have left aside back into its place, or clears it away where a new one stands there. */
    private void bringBack() throws IOException {
        for (Path entry : entries(ASIDE)) {
            Path place = folder.resolve(bare(String.valueOf(entry.getFileName())));
            if (Files.exists(place)) {
                delete(entry);
            } else {
                Files.move(entry, place, StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** The checkpoint's name of a folder that lies in its place or aside. */
    private static String bare(String entry) {
        return entry.matches(ASIDE) ? entry.substring(1, entry.length() - ".old".length()) : entry;
    }

    private List<Path> entries(String pattern) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(folder)) {
            return found.filter(path -> String.valueOf(path.getFileName()).matches(pattern)).toList();
        }
    }

    /**
     * The newest whole checkpoint; empty if there is none.
     *
     * @param notice receives a sentence for each damaged one that another is taken for
     */
    public Optional<Checkpoint> newest(Consumer<String> notice) throws IOException {
        return firstWhole(names().reversed(), notice);
    }

    /**
     * The checkpoint that {@code best} names; without a best one, or when it is damaged, the newest whole one.
     *
     * @param notice receives a sentence for each damaged one that another is taken for
     */
    public Optional<Checkpoint> best(Consumer<String> notice) throws IOException {
        Set<String> order = new LinkedHashSet<>();
        named("best").ifPresent(order::add);
        order.addAll(names().reversed());
        return firstWhole(order, notice);
    }

    private Optional<Checkpoint> firstWhole(Collection<String> order, Consumer<String> notice) {
        List<String> damage = new ArrayList<>();
        for (String name : order) {
            try {
                Checkpoint whole = open(name, placeOf(name));
                damage.forEach(sentence -> notice.accept(sentence + "; " + name + " is taken instead"));
                return Optional.of(whole);
            } catch (CheckpointException damaged) {
                damage.add(String.valueOf(damaged.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** The names of all checkpoints, oldest first. */
    public List<String> names() throws IOException {
        return entries(NAME + "|" + ASIDE).stream().map(path -> bare(String.valueOf(path.getFileName()))).distinct()
                .sorted(Comparator.comparingLong(CheckpointStore::step)).toList();
    }

    /** Whether a folder is, or was, a checkpoint's. */
    public static boolean isCheckpoint(Path folder) {
        return Files.exists(folder.resolve(STATE)) || Files.exists(folder.resolve(MODEL));
    }

    /**
     * Opens a checkpoint and checks that it is whole.
     *
     * @throws CheckpointException if it is damaged or of a newer format; one sentence that names it
     */
    public static Checkpoint open(Path checkpoint) throws CheckpointException {
        return open(String.valueOf(checkpoint.getFileName()), checkpoint);
    }

    private static Checkpoint open(String name, Path checkpoint) throws CheckpointException {
        Path file = checkpoint.resolve(STATE);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_STATE) {
                throw new CheckpointException("checkpoint " + name + " is damaged: it has no sound state.json");
            }
            JsonNode root = new ObjectMapper().readTree(file.toFile());
            if (root.path("format").asInt() != FORMAT) {
                throw new CheckpointException("checkpoint " + name + " has format " + root.path("format")
                        + ", this version knows " + FORMAT);
            }
            check(checkpoint, MODEL, root, name);
            check(checkpoint, OPTIMIZER, root, name);
            return new Checkpoint(name, checkpoint, state(root));
        } catch (CheckpointException found) {
            throw found;
        } catch (IOException unreadable) {
            throw new CheckpointException("checkpoint " + name + " is damaged or cannot be read", unreadable);
        }
    }

    private static CheckpointState state(JsonNode root) {
        return new CheckpointState(root.path("step").asLong(), root.path("best_step").asLong(),
                root.path("best_value").asDouble(), root.path("since_best").asInt(), root.path("seconds").asDouble(),
                root.path("micro_batch_size").asInt(), root.path("validation_due").asBoolean());
    }

    private static void check(Path checkpoint, String file, JsonNode root, String name)
            throws CheckpointException, IOException {
        JsonNode expected = root.path("files").path(file);
        Path path = checkpoint.resolve(file);
        long bytes = Files.isRegularFile(path) ? Files.size(path) : -1;
        if (bytes != expected.path("bytes").asLong()) {
            throw new CheckpointException("checkpoint " + name + " is damaged: its " + file + " has "
                    + Math.max(0, bytes) + " of " + expected.path("bytes").asLong() + " bytes");
        }
        if (!FileDigest.sha256(path).equals(expected.path("sha256").asText())) {
            throw new CheckpointException("checkpoint " + name + " is damaged: its " + file
                    + " is not what was written");
        }
    }

    private String describe(CheckpointState state, Path temporary) throws IOException {
        ObjectNode root = json.createObjectNode().put("format", FORMAT).put("step", state.step())
                .put("best_step", state.bestStep()).put("best_value", state.bestValue())
                .put("since_best", state.sinceBest()).put("seconds", state.seconds())
                .put("micro_batch_size", state.microBatch()).put("validation_due", state.validationDue());
        ObjectNode files = root.putObject("files");
        for (String file : List.of(MODEL, OPTIMIZER)) {
            files.putObject(file).put("bytes", Files.size(temporary.resolve(file))).put("sha256",
                    FileDigest.sha256(temporary.resolve(file)));
        }
        return root.toPrettyString() + "\n";
    }

    private Optional<String> named(String pointer) throws IOException {
        Path file = runFolder.resolve(pointer);
        if (!Files.isRegularFile(file) || Files.size(file) > 100) {
            return Optional.empty();
        }
        return Optional.of(Files.readString(file).strip()).filter(name -> name.matches(NAME));
    }

    private void prune() throws IOException {
        List<String> names = names();
        Optional<String> best = named("best");
        for (String name : names.subList(0, Math.max(0, names.size() - retention.newest()))) {
            if (!best.equals(Optional.of(name)) && !retention.isMilestone(step(name))) {
                delete(folder.resolve(name));
            }
        }
        // What killed runs were writing: of a large network, gigabytes that nobody else would clear away.
        for (Path leftover : entries("\\." + NAME + "\\.tmp")) {
            delete(leftover);
        }
    }

    private static long step(String name) {
        return Long.parseLong(name.substring("step-".length()));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                Files.deleteIfExists(entry);
            }
        }
        Files.deleteIfExists(folder);
    }
}
