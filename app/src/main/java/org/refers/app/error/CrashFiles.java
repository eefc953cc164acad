package org.refers.app.error;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.refers.model.store.AtomicFiles;

/**
 * The folder of crash reports beside the log: one file a fault, the newest few kept. Java's own reports of faults in native code
 * ({@code jvm-PID.log}) are brought there by the program's starters. Nothing is ever sent.
 */
public final class CrashFiles {

    /** Enough to see whether a fault comes again; each has some ten kilobytes, Java's own some hundred. */
    static final int KEPT = 10;

    private static final String OURS = "crash-";
    private static final String JAVAS = "jvm-";
    private static final String SEEN = ".seen.log";
    /** The thread by which Java ends a program that was asked to end. */
    private static final Pattern ENDING = Pattern.compile("JavaThread \"SIG(TERM|INT|HUP|BREAK) handler\"");

    private final Path folder;
    private final Path log;
    private final Clock clock;
    private final Supplier<List<String>> program;
    private final Map<String, Path> written = new HashMap<>();

    /**
     * Creates the keeper of a folder, which is made with the first report.
     *
     * @param folder of the reports
     * @param log whose end each report shows
     * @param clock what time it is
     * @param program version, machine and device, a line each; asked for in the background
     */
    public CrashFiles(Path folder, Path log, Clock clock, Supplier<List<String>> program) {
        this.folder = folder;
        this.log = log;
        this.clock = clock;
        this.program = program;
    }

    /** Beside a log, for the program and the machine that this is. */
    public static CrashFiles beside(Path log) {
        return new CrashFiles(log.resolveSibling("crashes"), log, Clock.systemUTC(), ProgramFacts::lines);
    }

    /** Where the report of a fault will be. The same fault again has the same file: a fault in every frame must not fill the disk. */
    synchronized Path place(String doing, Throwable fault) {
        return written.computeIfAbsent(doing + " " + where(fault), absent -> free());
    }

    private static String where(Throwable fault) {
        StackTraceElement[] frames = fault.getStackTrace();
        return fault.getClass().getName() + List.of(frames).subList(0, Math.min(3, frames.length));
    }

    /** By the millisecond: looking whether a file is there would be a file call of whichever thread the fault arose on. */
    private Path free() {
        String time = Instant.now(clock).truncatedTo(ChronoUnit.MILLIS).toString().replaceAll("[:.]", "");
        Path file = folder.resolve(OURS + time + ".txt");
        for (int i = 2; written.containsValue(file); i++) {
            file = folder.resolve(OURS + time + "-" + i + ".txt");
        }
        return file;
    }

    /** Writes the report, unless it is there already, and removes the oldest beyond {@value #KEPT}. Not on the JavaFX thread. */
    void write(Path file, String doing, Throwable fault) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(folder);
        List<String> lines = text(log).lines().toList();
        AtomicFiles.writeBytes(file, CrashReport.of(Instant.now(clock), program.get(), doing, fault, lines)
                .getBytes(StandardCharsets.UTF_8));
        removeOldest();
    }

    /** What a file says, nothing if it is not there. Java's own reports, and a log that a failing disk kept, need not be UTF-8 throughout. */
    public static String text(Path file) throws IOException {
        return Files.isRegularFile(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    }

    private void removeOldest() throws IOException {
        List<Path> all = new ArrayList<>(reports());
        while (all.size() > KEPT) {
            Files.deleteIfExists(all.removeFirst());
        }
    }

    /** All reports, the oldest first. */
    private List<Path> reports() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> isReport(file.getFileName().toString()))
                    .sorted(Comparator.comparing(CrashFiles::time)).toList();
        }
    }

    private static boolean isReport(String name) {
        return name.startsWith(OURS) && name.endsWith(".txt") || name.startsWith(JAVAS) && name.endsWith(".log");
    }

    private static Instant time(Path file) {
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }

    /**
     * The newest report of Java's own that nobody was told of yet; it is told of once. None is told of that Java wrote while it was
     * ended by a signal, such as Ctrl-C or a shutdown: PyTorch, taken down in the midst of a computation, may fail at that, which
     * harms nothing. Not on the JavaFX thread.
     *
     * @throws IOException if the folder cannot be read or the file not marked
     */
    public Optional<Path> unseenNative() throws IOException {
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        removeOldest();
        List<Path> unseen = reports().stream().filter(file -> isNative(file) && !file.toString().endsWith(SEEN))
                .toList();
        Optional<Path> newest = Optional.empty();
        for (Path file : unseen) {
            boolean tell = !wasEndedBySignal(file);
            String name = file.getFileName().toString();
            Path seen = Files.move(file,
                    file.resolveSibling(name.substring(0, name.length() - ".log".length()) + SEEN));
            newest = tell ? Optional.of(seen) : newest;
        }
        return newest;
    }

    private static boolean wasEndedBySignal(Path report) throws IOException {
        // Java lists the bytes of its memory in it, which are no text in any character set.
        try (Stream<String> lines = Files.lines(report, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> ENDING.matcher(line).find());
        }
    }

    /** Whether a report is Java's own, in which patients' data may stand. */
    public static boolean isNative(Path report) {
        return report.getFileName().toString().startsWith(JAVAS);
    }
}
