package org.refers.app.machine;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.refers.training.device.ProbeNews;
import org.refers.training.device.ProbeRequest;
import org.refers.training.device.ProbeWire;
import org.refers.training.run.ChildCommand;

/**
 * Probes in a process of its own. A library that does not fit ends its process, or never returns: then this one says where
 * that happened and what the last words were.
 */
public final class ProbeProcess implements DeviceProber {

    /** Unpacking four gigabytes on a slow disk takes minutes; a download, more. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PATIENCE_OF_DOWNLOADS = Duration.ofHours(1);

    private static final int LAST_LINES = 3;
    private static final int LONGEST_LINE = 300;
    private static final String END = "";

    /** Java's own report of a crash names the library after this line. */
    private static final String FRAME = "# Problematic frame:";

    private final List<String> command;
    private final Duration patience;

    /**
     * Creates a probe.
     *
     * @param command starts a process that reads a request on standard input and answers in lines
     */
    public ProbeProcess(List<String> command) {
        this(command, PATIENCE);
    }

    ProbeProcess(List<String> command, Duration patience) {
        this.command = List.copyOf(command);
        this.patience = patience;
    }

    @Override
    public ProbeOutcome probe(ProbeRequest request, ProbeWatch watch) {
        ProbeOutcome.Collector collector = new ProbeOutcome.Collector(watch);
        try {
            Path folder = Files.createTempDirectory("refers-probe");
            try {
                return probe(request, collector, folder);
            } finally {
                removeTree(folder);
            }
        } catch (IOException impossible) {
            return collector.outcome(Optional.of("the check's own process could not be started: "
                    + impossible.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return collector.outcome(Optional.of("the check was interrupted while " + collector.stage()));
        }
    }

    /** The process works in an empty folder, since Java leaves its report of a crash where it was started. */
    private ProbeOutcome probe(ProbeRequest request, ProbeOutcome.Collector collector, Path folder)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(request.download() ? withoutCpuLibrary(command) : command)
                .directory(folder.toFile()).redirectErrorStream(true);
        ChildCommand.prepare(builder.environment());
        Process process = builder.start();
        try (Writer in = process.outputWriter(StandardCharsets.UTF_8)) {
            in.write(ProbeWire.request(request) + "\n");
        } catch (IOException ended) {
            // It ended before it read; its last words say why.
        }
        LinkedBlockingQueue<String> lines = new LinkedBlockingQueue<>();
        Thread.ofPlatform().name("probe").daemon().start(() -> read(process, lines));
        Deque<String> last = new ArrayDeque<>();
        Duration limit = request.download() ? PATIENCE_OF_DOWNLOADS : patience;
        String line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        while (line != null && !line.equals(END)) {
            Optional<ProbeNews> news = ProbeWire.news(line);
            news.ifPresent(collector);
            if (news.isEmpty()) {
                last.add(line);
            }
            line = lines.poll(limit.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (line == null) {
            process.destroyForcibly();
            return collector.outcome(Optional.of("the check said nothing for " + limit.toSeconds() + " s while "
                    + collector.stage() + ", and was ended" + words(last)));
        }
        int code = process.waitFor();
        return collector.outcome(code == 0
                ? Optional.empty()
                : Optional.of(
                        "the check's process ended by itself while " + collector.stage() + " (exit code " + code + ")"
                                + words(last)));
    }

    private static void read(Process process, LinkedBlockingQueue<String> lines) {
        try (BufferedReader out = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (!line.isBlank()) {
                    lines.add(line);
                }
            }
        } catch (IOException ended) {
            // Killed: there is nothing more to hear.
        }
        lines.add(END);
    }

    /** The line that names the crashed library, where Java wrote one; else the last lines. */
    static String words(Deque<String> last) {
        List<String> lines = new ArrayList<>(last);
        int frame = lines.indexOf(FRAME);
        List<String> telling = frame >= 0 && frame + 1 < lines.size()
                ? List.of(lines.get(frame + 1).replaceFirst("^#\\s*", "crashed in "))
                : lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
        return telling.isEmpty()
                ? ""
                : "; its last words: " + telling.stream()
                        .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line)
                        .collect(Collectors.joining(" / "));
    }

    /** DJL downloads only where no library lies among the jars. */
    static List<String> withoutCpuLibrary(List<String> command) {
        List<String> changed = new ArrayList<>(command);
        int at = changed.indexOf("-cp") + 1;
        if (at > 0) {
            changed.set(at, Stream.of(changed.get(at).split(Pattern.quote(File.pathSeparator)))
                    .filter(jar -> !String.valueOf(Path.of(jar).getFileName()).startsWith("pytorch-native-cpu"))
                    .collect(Collectors.joining(File.pathSeparator)));
        }
        return changed;
    }

    private static void removeTree(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        }
    }
}
