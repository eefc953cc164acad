import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Builds the program for the launchers {@code refers} and {@code refers.cmd} when it is missing or older than its
 * sources. Run from source, {@code java BuildIfStale.java ROOT VARIANT [NAME.args]}; it uses the JDK alone. The variant is
 * empty, {@code -cuda-system} or {@code -cuda-full}: PyTorch's library for the CPU, with CUDA, with CUDA and its runtime. Each
 * has builds of its own.
 *
 * <p>Each build goes to a folder of its own under {@code target/launcherVARIANT}, named in the file {@code current} by one
 * atomic rename. So a program that is running keeps the jars it started with, and a failed build leaves the last good
 * one. Maven writes to {@code MODULE/target/for-launcher}, away from a developer's own build that may be going on.
 *
 * <p>Everything is said on standard error. Exit code 0: {@code current} is up to date; 1: it is not, and why was said.
 */
final class BuildIfStale {

    /** The modules the program consists of, in the order of their dependencies. */
    private static final List<String> MODULES = List.of("model", "training", "viewer", "sample-data", "app");

    /** Where Maven writes in each module. */
    private static final String MAVEN_TARGET = "target/for-launcher";

    /** Old builds stay this long, for programs that still run from them. */
    private static final Duration KEPT = Duration.ofDays(7);

    /** Maven's profiles of each variant. */
    private static final Map<String, List<String>> PROFILES = Map.of("", List.of(), "-cuda-system", List.of("-Pcuda"),
            "-cuda-full", List.of("-Pcuda,cuda-runtime"));

    private final Path root;
    private final String variant;
    private final Path folder;
    private final PrintStream progress;

    private BuildIfStale(Path root, String variant, PrintStream progress) {
        this.root = root;
        this.variant = variant;
        this.folder = root.resolve("target/launcher" + variant);
        this.progress = progress;
    }

    public static void main(String[] arguments) {
        Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
        try {
            new BuildIfStale(root, arguments.length > 1 ? arguments[1] : "", System.err)
                    .run(arguments.length > 2 ? arguments[2] : "run.args");
        } catch (IOException problem) {
            System.err.println("refers: the program could not be built in " + root + ": " + problem.getMessage());
            System.exit(1);
        } catch (InterruptedException stopped) {
            System.exit(130);
        }
    }

    private void run(String argumentFile) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        // A file lock goes with its process, however that ends: nothing is left to clean up.
        try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock lock = waitFor(channel)) {
            Optional<Path> current = current();
            if (current.isEmpty() || stale(current.get())) {
                build();
            }
            writeArguments(current().orElseThrow(() -> new IOException("the finished build is not there")),
                    argumentFile);
        }
    }

    private FileLock waitFor(FileChannel channel) throws IOException {
        FileLock lock = channel.tryLock();
        if (lock == null) {
            progress.println("refers: waiting for another start that is building the program");
            lock = channel.lock();
        }
        return lock;
    }

    private Optional<Path> current() throws IOException {
        Path name = folder.resolve("current");
        if (!Files.isRegularFile(name)) {
            return Optional.empty();
        }
        return Optional.of(folder.resolve(Files.readString(name).strip()));
    }

    /** Whether a source is newer than the build, or a library of its class path is gone. */
    private boolean stale(Path build) throws IOException {
        Path stamp = build.resolve("stamp");
        Path libraries = build.resolve("classpath");
        if (!Files.exists(stamp) || !Files.exists(libraries)) {
            return true;
        }
        for (String library : Files.readString(libraries).strip().split(java.io.File.pathSeparator)) {
            if (!Files.exists(Path.of(library))) {
                return true;
            }
        }
        FileTime built = Files.getLastModifiedTime(stamp);
        if (newer(root.resolve("pom.xml"), built)) {
            return true;
        }
        for (String module : MODULES) {
            if (newer(root.resolve(module).resolve("pom.xml"), built)
                    || anyNewer(root.resolve(module).resolve("src/main"), built)) {
                return true;
            }
        }
        return false;
    }

    /** Folders count too: a file that was deleted changes the time of its folder alone. */
    private static boolean anyNewer(Path tree, FileTime than) throws IOException {
        if (!Files.isDirectory(tree)) {
            return false;
        }
        try (Stream<Path> all = Files.walk(tree)) {
            for (Path path : (Iterable<Path>) all::iterator) {
                if (newer(path, than)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean newer(Path path, FileTime than) throws IOException {
        return Files.getLastModifiedTime(path).compareTo(than) > 0;
    }

    private void build() throws IOException, InterruptedException {
        progress.println("refers: building the program (the first time takes some minutes)");
        // Taken before the compiler reads the first file: what is edited meanwhile is newer than this build.
        Instant started = Instant.now();
        for (String module : MODULES) {
            removeJars(root.resolve(module).resolve(mavenTarget()));
        }
        maven();
        String name = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC)
                .format(started) + "-" + ProcessHandle.current().pid();
        Path build = Files.createDirectories(folder.resolve(name));
        for (String module : MODULES) {
            copyJars(root.resolve(module).resolve(mavenTarget()), build);
        }
        Files.copy(root.resolve("app").resolve(mavenTarget()).resolve("runtime.classpath"), build.resolve("classpath"));
        Path stamp = Files.createFile(build.resolve("stamp"));
        Files.setLastModifiedTime(stamp, FileTime.from(started));
        publish("current", name + "\n");
        removeOldBuilds(build);
        progress.println("refers: built in " + Duration.between(started, Instant.now()).toSeconds() + " s");
    }

    /** Jars of an earlier version would stand beside the new ones. */
    private static void removeJars(Path target) throws IOException {
        if (Files.isDirectory(target)) {
            for (Path jar : jars(target)) {
                Files.delete(jar);
            }
        }
    }

    private static List<Path> jars(Path target) throws IOException {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
    }

    private static void copyJars(Path from, Path to) throws IOException {
        for (Path jar : jars(from)) {
            Files.copy(jar, to.resolve(jar.getFileName()));
        }
    }

    private String mavenTarget() {
        return MAVEN_TARGET + variant;
    }

    private void maven() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(mavenCommand(), "-B", "-q", "-Dquick", "-Dmaven.test.skip=true",
                "-Drefers.target=" + mavenTarget(), "-pl", "app", "-am", "package"));
        command.addAll(PROFILES.getOrDefault(variant, List.of()));
        if (windows()) {
            command.addAll(0, List.of("cmd", "/c"));
        }
        Path log = folder.resolve("build.log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile()).redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.redirectInput(ProcessBuilder.Redirect.from(new java.io.File(windows() ? "NUL" : "/dev/null")));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        if (process.waitFor() != 0) {
            tellErrors(log);
            throw new IOException("Maven failed; its whole output is in " + log);
        }
    }

    private void tellErrors(Path log) throws IOException {
        // Maven's advice on how to call Maven follows after "-> [Help": not for users of this program.
        Files.readString(log, StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("[ERROR]"))
                .takeWhile(line -> !line.startsWith("[ERROR] -> [Help")).distinct().limit(12)
                .forEach(progress::println);
    }

    private static String mavenCommand() throws IOException {
        String name = windows() ? "mvn.cmd" : "mvn";
        for (String variable : List.of("MAVEN_HOME", "M2_HOME")) {
            String home = System.getenv(variable);
            if (home != null && Files.exists(Path.of(home, "bin", name))) {
                return Path.of(home, "bin", name).toString();
            }
        }
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String entry : path.split(java.io.File.pathSeparator)) {
            if (!entry.isBlank() && Files.exists(Path.of(entry, name))) {
                return Path.of(entry, name).toString();
            }
        }
        throw new IOException("Maven was not found; install Maven 3.8.7 or later, or set MAVEN_HOME");
    }

    /**
     * An argument file for {@code java @run.args}: a Windows command line is too short for the class path. Jars that a person adds
     * come last, as with the other launcher.
     */
    private void writeArguments(Path build, String name) throws IOException {
        String own = build.resolve("*").toString();
        String libraries = Files.readString(build.resolve("classpath")).strip();
        String added = Optional.ofNullable(System.getenv("REFERS_CLASSPATH")).filter(jars -> !jars.isBlank())
                .map(jars -> java.io.File.pathSeparator + jars.strip()).orElse("");
        String quoted = (own + java.io.File.pathSeparator + libraries + added).replace("\\", "\\\\").replace("\"",
                "\\\"");
        publish(name, "-cp\n\"" + quoted + "\"\n");
    }

    private void publish(String file, String text) throws IOException {
        Path temporary = Files.writeString(folder.resolve(file + ".tmp"), text);
        Files.move(temporary, folder.resolve(file), StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private void removeOldBuilds(Path keep) throws IOException {
        Instant limit = Instant.now().minus(KEPT);
        List<Path> old;
        try (Stream<Path> builds = Files.list(folder)) {
            old = builds.filter(Files::isDirectory).filter(build -> !build.equals(keep)).toList();
        }
        for (Path build : old) {
            if (Files.getLastModifiedTime(build).toInstant().isBefore(limit)) {
                removeTree(build);
            }
        }
    }

    private static void removeTree(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException problem) throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    private static boolean windows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
