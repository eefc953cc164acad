import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Measures how long an app-image takes to its first frame and how much memory it holds when nobody does anything. Run from source:
 * {@code java MeasureStart.java LAUNCHER [--against LAUNCHER] [--starts N] [--idle SECONDS] [-- ARGUMENTS]}. Linux with Xvfb.
 *
 * <p>Each start has a display and a home of its own. The frame is looked for from outside, in the memory of the display: the program
 * says nothing about itself. With {@code --against}, both programs start in turn, each first in every other pair. The result is one JSON object
 * on standard output.
 */
final class MeasureStart {

    private static final int WIDTH = 1600;
    private static final int HEIGHT = 1000;
    /** A window that was only cleared has one colour; letters and icons with smoothed edges have many more than these. */
    private static final int COLOURS_OF_A_FRAME = 40;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(90);
    private static final long BETWEEN_LOOKS_MS = 15;
    /** Of /proc/PID/stat; Linux counts a hundred a second for user space everywhere. */
    private static final double TICKS = 100;

    private final Path scratch;
    private final int idleSeconds;
    private final List<String> arguments;

    /** What one start took: seconds on the clock and of the processor to the first frame, then megabytes at rest. */
    private record Start(double seconds, double processor, double rss, double pss) {
    }

    private MeasureStart(Path scratch, int idleSeconds, List<String> arguments) {
        this.scratch = scratch;
        this.idleSeconds = idleSeconds;
        this.arguments = arguments;
    }

    public static void main(String[] given) throws IOException, InterruptedException {
        List<Path> programs = new ArrayList<>();
        int starts = 7;
        int idle = 15;
        List<String> arguments = List.of();
        for (int i = 0; i < given.length; i++) {
            switch (given[i]) {
                case "--against" -> programs.add(Path.of(given[++i]));
                case "--starts" -> starts = Integer.parseInt(given[++i]);
                case "--idle" -> idle = Integer.parseInt(given[++i]);
                case "--" -> {
                    arguments = List.of(given).subList(i + 1, given.length);
                    i = given.length;
                }
                default -> programs.addFirst(Path.of(given[i]));
            }
        }
        if (programs.isEmpty() || programs.size() > 2) {
            System.err.println("Give a launcher, such as installer/target/package/refers/bin/refers.");
            System.exit(2);
        }
        Path scratch = Files.createTempDirectory("refers-start");
        try {
            new MeasureStart(scratch, idle, arguments).run(programs, starts);
        } finally {
            removeTree(scratch);
        }
    }

    private void run(List<Path> programs, int starts) throws IOException, InterruptedException {
        List<List<Start>> seen = programs.stream().map(program -> (List<Start>) new ArrayList<Start>()).toList();
        String load = Files.readString(Path.of("/proc/loadavg")).strip();
        for (int round = 0; round < starts; round++) {
            for (int turn = 0; turn < programs.size(); turn++) {
                int which = (turn + round) % programs.size();
                Start start = start(programs.get(which), round + "-" + which);
                seen.get(which).add(start);
                System.err.printf(Locale.ROOT, "%s: first frame %.2f s (processor %.2f s), idle %.0f MB, of its own %.0f MB%n",
                        programs.get(which), start.seconds(), start.processor(), start.rss(), start.pss());
            }
        }
        StringBuilder json = new StringBuilder("{\"load_before\":\"" + load + "\",\"programs\":[");
        for (int i = 0; i < programs.size(); i++) {
            json.append(i == 0 ? "" : ",").append(summary(programs.get(i), seen.get(i)));
        }
        json.append(']');
        if (programs.size() == 2) {
            json.append(String.format(Locale.ROOT, ",\"ratio\":{\"first_frame\":%.3f,\"processor\":%.3f,\"rss\":%.3f}",
                    ratio(seen, Start::seconds), ratio(seen, Start::processor), ratio(seen, Start::rss)));
        }
        System.out.println(json.append('}'));
    }

    private static String summary(Path program, List<Start> starts) {
        return String.format(Locale.ROOT,
                "{\"program\":\"%s\",\"starts\":%d,\"first_frame_s\":%.2f,\"least_s\":%.2f,\"most_s\":%.2f,"
                        + "\"processor_s\":%.2f,\"idle_rss_mb\":%.0f,\"idle_pss_mb\":%.0f}",
                program.getFileName(), starts.size(), median(starts, Start::seconds),
                starts.stream().mapToDouble(Start::seconds).min().orElse(0),
                starts.stream().mapToDouble(Start::seconds).max().orElse(0), median(starts, Start::processor),
                median(starts, Start::rss), median(starts, Start::pss));
    }

    /** The median of the pairs' ratios, the program's over the one it is held against. */
    private static double ratio(List<List<Start>> seen, ToDoubleFunction<Start> of) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < seen.get(0).size(); i++) {
            ratios.add(of.applyAsDouble(seen.get(0).get(i)) / of.applyAsDouble(seen.get(1).get(i)));
        }
        return middle(ratios);
    }

    private static double median(List<Start> starts, ToDoubleFunction<Start> of) {
        return middle(starts.stream().map(of::applyAsDouble).toList());
    }

    private static double middle(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private Start start(Path program, String name) throws IOException, InterruptedException {
        Path frame = Files.createDirectories(scratch.resolve("frame-" + name));
        Path number = scratch.resolve("display-" + name);
        Process display = new ProcessBuilder("Xvfb", "-displayfd", "1", "-screen", "0", WIDTH + "x" + HEIGHT + "x24",
                "-fbdir", frame.toString(), "-nolisten", "tcp").redirectOutput(number.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try {
            String at = await(number);
            return watch(program, at, frame.resolve("Xvfb_screen0"), scratch.resolve("home-" + name));
        } finally {
            display.destroy();
            display.waitFor(10, TimeUnit.SECONDS);
        }
    }

    private static String await(Path number) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE;
        while (System.nanoTime() < end) {
            String text = Files.readString(number).strip();
            if (!text.isEmpty()) {
                return text;
            }
            Thread.sleep(BETWEEN_LOOKS_MS);
        }
        throw new IOException("Xvfb did not start; it is Debian's package xvfb");
    }

    private Start watch(Path program, String display, Path screen, Path home) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(program.toAbsolutePath().toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("DISPLAY", ":" + display);
        // A home of its own: no cache, nothing that an earlier start left, and the preferences of somebody who was here before, whom the doctor
        // does not greet.
        for (String variable : List.of("XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")) {
            builder.environment().put(variable, Files.createDirectories(home.resolve(variable)).toString());
        }
        Path settings = Files.createDirectories(home.resolve("XDG_CONFIG_HOME/refers"));
        Files.writeString(settings.resolve("preferences.json"),
                "{\"format\":1,\"paths\":{\"recentWorkspaces\":[\"" + home + "\"]}}");
        long begin = System.nanoTime();
        Process process = builder.start();
        try {
            while (colours(screen) < COLOURS_OF_A_FRAME) {
                if (!process.isAlive() || System.nanoTime() - begin > PATIENCE) {
                    throw new IOException(program + " showed no frame");
                }
                Thread.sleep(BETWEEN_LOOKS_MS);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            double processor = family(process, MeasureStart::processorSeconds);
            TimeUnit.SECONDS.sleep(idleSeconds);
            return new Start(seconds, processor, family(process, pid -> kilobytes(pid, "status", "VmRSS:")) / 1024,
                    family(process, pid -> kilobytes(pid, "smaps_rollup", "Pss:")) / 1024);
        } finally {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            process.waitFor(20, TimeUnit.SECONDS);
        }
    }

    /** The program with what it started. */
    private static double family(Process process, ToDoubleFunction<Long> of) {
        return Stream.concat(Stream.of(process.pid()), process.descendants().map(ProcessHandle::pid))
                .mapToDouble(of).sum();
    }

    private static double kilobytes(long pid, String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/" + file))) {
            return lines.filter(line -> line.startsWith(name)).findFirst()
                    .map(line -> Double.parseDouble(line.replaceAll("\\D+", ""))).orElse(0.0);
        } catch (IOException ended) {
            return 0;
        }
    }

    private static double processorSeconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Double.parseDouble(fields[11]) + Double.parseDouble(fields[12])) / TICKS;
        } catch (IOException ended) {
            return 0;
        }
    }

    /** Number of colours on the display, of every third pixel each way. Xvfb keeps it as an XWD file that it maps. */
    private static int colours(Path screen) throws IOException {
        if (!Files.isRegularFile(screen) || Files.size(screen) < WIDTH * HEIGHT) {
            return 0;
        }
        try (RandomAccessFile file = new RandomAccessFile(screen.toFile(), "r")) {
            ByteBuffer bytes = file.getChannel().map(FileChannel.MapMode.READ_ONLY, 0, file.length());
            int pixels = bytes.getInt(0) + 12 * bytes.getInt(4 * 19);
            int line = bytes.getInt(4 * 12);
            bytes.order(ByteOrder.LITTLE_ENDIAN);
            Set<Integer> colours = new HashSet<>();
            for (int y = 0; y < HEIGHT && colours.size() < COLOURS_OF_A_FRAME; y += 3) {
                for (int x = 0; x < WIDTH; x += 3) {
                    colours.add(bytes.getInt(pixels + y * line + 4 * x) & 0xffffff);
                }
            }
            return colours.size();
        }
    }

    private static void removeTree(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(path);
            }
        }
    }
}
