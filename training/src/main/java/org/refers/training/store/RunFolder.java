package org.refers.training.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.refers.model.store.AtomicFiles;
import org.refers.model.text.ShownText;

/**
 * A run's folder while a run writes to it: its files, its log and its lock. No file in it holds a path, a name or an
 * id of a patient other than the workspace's pseudonyms.
 */
public final class RunFolder implements AutoCloseable {

    /** Every value of the run, with where it came from. */
    public static final String CONFIG = "config.yaml";
    /** Versions, device, driver. */
    public static final String ENVIRONMENT = "environment.json";
    /** Which radiographs, by pseudonym and SHA-256, on which side. */
    public static final String MANIFEST = "data_manifest.csv";
    /** One JSON object a step or validation. */
    public static final String METRICS = "metrics.jsonl";
    /** What happened, a line each. */
    public static final String LOG = "log.txt";
    /** What it would take to run this again. */
    public static final String CARD = "card.md";

    private static final String LOCK = ".lock";
    /** The process that writes here. The lock cannot be asked without being taken, nor by the process that has it. */
    private static final String OWNER = ".owner";
    /** Left by someone who wants the run to end after its step. */
    private static final String STOP = ".stop";
    /** What may lie in a folder that holds no run yet. */
    private static final List<String> MARKS = List.of(LOCK, OWNER, STOP, QueuePlace.FILE);

    private final Path folder;
    private final FileChannel lockChannel;
    private final Origin origin;

    /** Where a folder came from: what a run that never began may take away again. */
    private enum Origin {
        MADE, FOUND_EMPTY, RESUMED
    }

    private RunFolder(Path folder, FileChannel lockChannel, Origin origin) {
        this.folder = folder;
        this.lockChannel = lockChannel;
        this.origin = origin;
    }

    /** Whether a folder holds a run. */
    public static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(CONFIG));
    }

    /**
     * Opens a folder for a new run.
     *
     * @throws RunFolderException if it holds a run or other things already, or another process writes to it
     */
    public static RunFolder create(Path folder) throws IOException {
        if (isRun(folder)) {
            throw new RunFolderException(folder
                    + " already holds a run; resume the run, or name a new folder");
        }
        boolean exists = Files.exists(folder);
        if (exists && !Files.isDirectory(folder)) {
            throw new RunFolderException(folder + " is a file; name a new folder");
        }
        if (exists && !isEmpty(folder)) {
            throw new RunFolderException(folder + " is not empty and holds no run; name a new folder");
        }
        try {
            Files.createDirectories(folder);
            return lock(folder, exists ? Origin.FOUND_EMPTY : Origin.MADE);
        } catch (RunFolderException told) {
            throw told;
        } catch (IOException unwritable) {
            throw new RunFolderException(folder + " cannot be " + (exists ? "written to" : "made")
                    + "; name a folder where you may write, on a disk that has room", unwritable);
        }
    }

    /**
     * Opens a folder whose run goes on.
     *
     * @throws RunFolderException if it holds none, or another process writes to it
     */
    public static RunFolder resume(Path folder) throws IOException {
        if (!isRun(folder)) {
            throw new RunFolderException(folder + " holds no run to go on with");
        }
        return lock(folder, Origin.RESUMED);
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            // The marks alone are what a run leaves that ended before it began.
            return entries.allMatch(entry -> MARKS.contains(entry.getFileName().toString()));
        }
    }

    private static RunFolder lock(Path folder, Origin origin) throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE);
        FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            lock = null;
        }
        if (lock == null) {
            channel.close();
            throw new RunFolderException("another run is writing to " + folder + "; wait for it or name a new folder");
        }
        AtomicFiles.writeString(folder.resolve(OWNER), ProcessMark.ofThis());
        Files.deleteIfExists(folder.resolve(STOP));
        QueuePlace.clear(folder);
        return new RunFolder(folder, channel, origin);
    }

    /** Whether a process writes to a run's folder at this moment. */
    public static boolean isRunning(Path folder) throws IOException {
        return owner(folder).isPresent();
    }

    /** The process that writes to a run's folder at this moment. */
    public static Optional<ProcessHandle> owner(Path folder) throws IOException {
        try {
            return ProcessMark.process(Files.readString(folder.resolve(OWNER)));
        } catch (NoSuchFileException | CharacterCodingException nobody) {
            return Optional.empty();
        }
    }

    /** The files in a folder by which a run marks that it goes on; none is left by one that has ended. */
    public static List<Path> marks(Path folder) {
        return List.of(folder.resolve(OWNER), folder.resolve(STOP), folder.resolve(QueuePlace.FILE));
    }

    /** Asks whoever writes to a run's folder to end after the current step, with a checkpoint. */
    public static void requestStop(Path folder) throws IOException {
        AtomicFiles.writeString(folder.resolve(STOP), "stop");
    }

    /** Whether someone asked for the end of this run. */
    public boolean isStopRequested() {
        return Files.exists(folder.resolve(STOP));
    }

    /** The folder. */
    public Path path() {
        return folder;
    }

    /** A file in the folder. */
    public Path file(String name) {
        return folder.resolve(name);
    }

    /** The last part of the folder's name, which is how events and logs call the run. */
    public String name() {
        return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
    }

    /** Replaces a file by text. */
    public void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.toAbsolutePath().getParent());
        AtomicFiles.writeString(file, text);
    }

    /** Adds a line to the log, with the time. The caller sees to it that no path and no name is in it. */
    public void log(String line) throws IOException {
        append(LOG, Instant.now().truncatedTo(ChronoUnit.SECONDS) + " " + ShownText.line(line.replaceAll("\\R", " ")));
    }

    /** Adds a line to {@code metrics.jsonl}. */
    public void metric(String json) throws IOException {
        append(METRICS, json);
    }

    private void append(String name, String line) throws IOException {
        Files.write(folder.resolve(name), (line + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }

    /**
     * Takes back the metrics after a checkpoint, which a resumed run will write again. A last line that a killed run left
     * half written goes too.
     */
    public void forgetMetricsAfter(CheckpointState from) throws IOException {
        Path file = folder.resolve(METRICS);
        if (!Files.exists(file)) {
            return;
        }
        List<String> kept = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            if (MetricsLine.isBefore(line, from)) {
                kept.add(line);
            }
        }
        AtomicFiles.writeString(file, kept.isEmpty() ? "" : String.join("\n", kept) + "\n");
    }

    /**
     * Lets other runs write here. A run that was refused before its configuration was written leaves nothing behind: its
     * folder can be named again, and its log might tell of a path.
     */
    @Override
    public void close() throws IOException {
        try {
            QueuePlace.clear(folder);
            Files.deleteIfExists(folder.resolve(STOP));
            Files.deleteIfExists(folder.resolve(OWNER));
        } finally {
            lockChannel.close();
        }
        if (origin == Origin.RESUMED || isRun(folder) || Files.notExists(folder)) {
            return;
        }
        Files.deleteIfExists(folder.resolve(LOG));
        Files.deleteIfExists(folder.resolve(LOCK));
        if (origin == Origin.MADE && isEmpty(folder)) {
            Files.delete(folder);
        }
    }
}
