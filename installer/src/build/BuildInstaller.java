import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Makes an app-image, and this system's installer from it, with the JDK's jpackage. Run from source by Maven:
 * {@code java BuildInstaller.java ROOT LIBRARIES TARGET VERSION}, where LIBRARIES is a folder with every jar of the
 * program.
 *
 * <p>The image holds a trimmed Java runtime, the jars without other systems' natives, PyTorch's CPU libraries unpacked
 * (so that nothing is copied into users' homes), and an ahead-of-time cache that shortens the start. With the jars of Maven's
 * profile {@code cuda} it is a variant of its own, {@code refers-workstation-cuda}, with PyTorch's CUDA library.
 */
final class BuildInstaller {

    /** The program's own needs, and those of its libraries that jdeps cannot see: charsets of DICOM, elliptic curves. */
    private static final String MODULES = "java.base,java.desktop,java.logging,java.management,java.naming,"
            + "java.net.http,java.prefs,java.sql,java.xml,jdk.charsets,jdk.crypto.ec,jdk.management,jdk.unsupported,"
            + "jdk.zipfs";

    private static final String DESCRIPTION = "Train and inspect chest-radiograph models on your own data";

    private static final String PYTORCH = "2.7.1";

    /**
     * Options of every start; $APPDIR is the folder of the jars. Java's own log would go to standard output, where with
     * {@code --json} one object stands alone.
     */
    private static final List<String> JAVA_OPTIONS = List.of("-Xlog:disable", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true",
            "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-XX:-CreateCoredumpOnCrash", "-Xms48m", "-XX:GCTimeRatio=4", "-Xmx1536m", "-DPYTORCH_VERSION=" + PYTORCH,
            "-DPYTORCH_LIBRARY_PATH=$APPDIR/natives");

    /**
     * What Java writes when native code fails is brought beside the program's own crash reports; Java cannot name a user's folder by itself. The line is
     * added to the launcher's settings, for jpackage would take its quotes apart.
     */
    private static final Map<String, String> ON_ERROR = Map.of("linux", onError("${XDG_STATE_HOME:-$HOME/.local/state}/refers/crashes"),
            "mac", onError("$HOME/Library/Logs/REFERS/crashes"));

    /** The cache knows jars by their time, which packing into a .deb changes: its postinst sets the same one again. */
    private static final Instant JAR_TIME = Instant.parse("2026-01-01T00:00:00Z");

    /** Enough for the first picture of the window on a slow and busy machine. */
    private static final int SECONDS_OF_WINDOW = 40;

    private final Path root;
    private final Path libraries;
    private final Path target;
    private final String version;
    private final Platform platform;
    private final boolean cuda;

    private BuildInstaller(Path root, Path libraries, Path target, String version) throws IOException {
        this.root = root;
        this.libraries = libraries;
        this.cuda = ProgramJars.hasCuda(libraries);
        this.target = cuda ? target.resolveSibling(target.getFileName() + "-cuda") : target;
        // Installers want numbers only.
        this.version = version.replaceFirst("-.*", "");
        this.platform = Platform.current();
    }

    private static String onError(String folder) {
        return "java-options=-XX:OnError=d=\"" + folder + "\" && mkdir -p \"$d\" && mv hs_err_pid%p.log \"$d/jvm-%p.log\"\n";
    }

    /** Name of the package, of its folder in /opt and of its entry in the menu. */
    private String packageName() {
        return cuda ? "refers-workstation-cuda" : "refers-workstation";
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        new BuildInstaller(Path.of(arguments[0]), Path.of(arguments[1]), Path.of(arguments[2]), arguments[3]).run();
    }

    private void run() throws IOException, InterruptedException {
        removeTree(target);
        Path input = Files.createDirectories(target.resolve("input"));
        new ProgramJars(libraries, platform, cuda).copy(input, target);
        Files.copy(root.resolve("LICENSE"), input.resolve("LICENSE"));
        Files.copy(root.resolve("NOTICE"), input.resolve("NOTICE"));
        Files.copy(root.resolve("docs/third-party-notices.md"), input.resolve("third-party-notices.md"));
        if (platform.is("linux")) {
            copyNamed(root.resolve("installer/src/package/linux/refers-workstation.desktop"), input);
        }
        Path image = appImage(input);
        directNativeReports(image);
        aheadOfTimeCache(image);
        say("App-image: " + image + ", " + megabytes(image) + " MB");
        Path installer = installer(image);
        say("Installer: " + installer + ", " + megabytes(installer) + " MB");
    }

    /** A file of the package, with the package's name where it names it. */
    private void copyNamed(Path file, Path into) throws IOException {
        Path copy = into.resolve(file.getFileName().toString().replace("refers-workstation", packageName()));
        if (file.toString().endsWith(".png")) {
            Files.copy(file, copy);
            return;
        }
        String text = Files.readString(file).replace("refers-workstation", packageName());
        Files.writeString(copy, cuda ? text.replace("Name=REFERS Workstation", "Name=REFERS Workstation (CUDA)") : text);
    }

    private Path packageResources() throws IOException {
        Path resources = Files.createDirectories(target.resolve("resources"));
        try (Stream<Path> files = Files.list(root.resolve("installer/src/package/linux"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                copyNamed(file, resources);
            }
        }
        return resources;
    }

    private Path appImage(Path input) throws IOException, InterruptedException {
        List<String> command = jpackage("app-image");
        command.addAll(List.of("--name", "refers", "--input", input.toString(), "--main-jar", mainJar(input),
                "--main-class", "org.refers.app.Launcher", "--add-modules", MODULES, "--jlink-options",
                "--strip-debug --no-man-pages --no-header-files", "--description",
                DESCRIPTION));
        for (String option : JAVA_OPTIONS) {
            command.addAll(List.of("--java-options", option));
        }
        command.addAll(List.of("--java-options", "-DPYTORCH_FLAVOR=" + (cuda ? "cu128" : "cpu")));
        if (platform.is("linux")) {
            command.addAll(List.of("--icon", root.resolve("installer/src/package/linux/refers.png").toString()));
        }
        if (platform.is("windows")) {
            // A window program prints nowhere on Windows: the command is a second launcher.
            Path console = Files.writeString(target.resolve("console.properties"), "win-console=true\n");
            command.set(command.indexOf("refers"), "REFERS Workstation");
            command.addAll(List.of("--add-launcher", "refers=" + console));
        }
        execute(command, Map.of());
        String name = platform.is("windows") ? "REFERS Workstation" : "refers";
        return target.resolve(platform.is("mac") ? name + ".app" : name);
    }

    private static String mainJar(Path input) throws IOException {
        try (Stream<Path> files = Files.list(input)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.matches("app-[0-9].*\\.jar"))
                    .findFirst().orElseThrow(() -> new IOException("the program's own jar is not in " + input));
        }
    }

    private List<String> jpackage(String type) {
        String name = platform.is("windows") ? "jpackage.exe" : "jpackage";
        String program = Path.of(System.getProperty("java.home"), "bin", name).toString();
        List<String> command = new ArrayList<>(List.of(program, "--type", type, "--dest", target.toString(),
                "--app-version", appVersion(), "--vendor", "REFERS Workstation", "--copyright",
                "2026 The REFERS Workstation authors, Apache-2.0"));
        return command;
    }

    /** macOS refuses versions that begin with 0. */
    private String appVersion() {
        return platform.is("mac") && version.startsWith("0.") ? "1" + version.substring(1) : version;
    }

    /**
     * Records a start and makes the cache from it. The cache is only used by the very same runtime and jars, so the
     * image's own launcher makes it; it costs nothing if Java cannot use it.
     */
    private void aheadOfTimeCache(Path image) throws IOException, InterruptedException {
        if (platform.is("mac")) {
            say("No ahead-of-time cache: an app's content may not change after it is signed.");
            return;
        }
        Path app = image.resolve(platform.is("windows") ? "app" : "lib/app");
        String launcher = image.resolve(platform.is("windows") ? "refers.exe" : "bin/refers").toString();
        Path recorded = target.resolve("app.aotconf");
        Path cache = app.resolve("refers.aot");
        try (Stream<Path> files = Files.list(app)) {
            for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.setLastModifiedTime(jar, FileTime.from(JAR_TIME));
            }
        }
        Path home = Files.createDirectories(target.resolve("home"));
        Map<String, String> record = Map.of("JAVA_TOOL_OPTIONS",
                "-Xlog:aot=off -XX:AOTMode=record -XX:AOTConfiguration=" + recorded + " -Duser.home=" + home);
        if (!recordWindow(launcher, record) || !Files.exists(recorded)) {
            // Without a CUDA runtime on the machine that builds, the doctor of the CUDA variant rightly fails.
            execute(List.of(launcher, cuda ? "--help" : "doctor"), record);
        }
        execute(List.of(launcher, "--version"), Map.of("JAVA_TOOL_OPTIONS",
                "-Xlog:aot=off -XX:AOTMode=create -XX:AOTConfiguration=" + recorded + " -XX:AOTCache=" + cache));
        for (Path settings : settings(app)) {
            String text = Files.readString(settings);
            Files.writeString(settings, text.replace("[JavaOptions]",
                    "[JavaOptions]\njava-options=-XX:AOTCache=$APPDIR/" + cache.getFileName()));
        }
        say("Ahead-of-time cache: " + megabytes(cache) + " MB");
    }

    /**
     * Starts the window on a display of its own and ends it as a logout would: it is the window that people wait for.
     * Where there is no such display, a command is recorded, which leaves JavaFX's classes out of the cache.
     */
    private boolean recordWindow(String launcher, Map<String, String> record) throws IOException, InterruptedException {
        if (!platform.is("linux") || !onPath("xvfb-run") || !onPath("timeout")) {
            say("No virtual display (xvfb-run): the ahead-of-time cache is recorded from a command.");
            return false;
        }
        ProcessBuilder builder = new ProcessBuilder("xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", "timeout", "-s",
                "TERM", "-k", "120", String.valueOf(SECONDS_OF_WINDOW), launcher).inheritIO();
        builder.environment().putAll(record);
        builder.start().waitFor(5, TimeUnit.MINUTES);
        return true;
    }

    private void directNativeReports(Path image) throws IOException {
        Path app = image.resolve(platform.is("windows") ? "app" : platform.is("mac") ? "Contents/app" : "lib/app");
        for (Path settings : settings(app)) {
            Files.writeString(settings, Files.readString(settings).stripTrailing() + "\n"
                    + ON_ERROR.getOrDefault(platform.name(), ""));
        }
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static List<Path> settings(Path app) throws IOException {
        try (Stream<Path> files = Files.list(app)) {
            return files.filter(file -> file.toString().endsWith(".cfg")).toList();
        }
    }

    private Path installer(Path image) throws IOException, InterruptedException {
        List<String> command = jpackage(platform.installer());
        command.addAll(List.of("--app-image", image.toString(), "--description", DESCRIPTION,
                "--license-file", root.resolve("LICENSE").toString()));
        if (platform.is("linux")) {
            command.addAll(List.of("--name", packageName(), "--linux-package-name", packageName(),
                    "--linux-app-category", "science", "--linux-deb-maintainer", "refers@localhost",
                    "--linux-package-deps", "libgtk-3-0 | libgtk-3-0t64, libpangoft2-1.0-0, libxtst6, libxxf86vm1,"
                            + " libgl1, libgomp1, fonts-dejavu-core",
                    "--resource-dir", packageResources().toString()));
        } else if (platform.is("windows")) {
            command.addAll(List.of("--name", cuda ? "REFERS Workstation CUDA" : "REFERS Workstation", "--win-menu", "--win-dir-chooser",
                    "--win-per-user-install"));
        } else {
            command.addAll(List.of("--name", "REFERS Workstation"));
        }
        // xz at its usual level takes minutes for PyTorch's half gigabyte and saves a few megabytes more.
        execute(command, Map.of("DPKG_DEB_COMPRESSOR_LEVEL", "1"));
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith("." + platform.installer())).findFirst()
                    .orElseThrow(() -> new IOException("jpackage left no " + platform.installer()));
        }
    }

    static void execute(List<String> command, Map<String, String> environment)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().putAll(environment);
        Process process = builder.start();
        if (!process.waitFor(15, TimeUnit.MINUTES)) {
            process.destroyForcibly();
            throw new IOException(command.getFirst() + " did not end within 15 minutes");
        }
        if (process.exitValue() != 0) {
            throw new IOException(command.getFirst() + " ended with " + process.exitValue());
        }
    }

    private static long megabytes(Path path) throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            long bytes = 0;
            for (Path file : (Iterable<Path>) files::iterator) {
                bytes += Files.isRegularFile(file) ? Files.size(file) : 0;
            }
            return bytes / 1_000_000;
        }
    }

    static void removeTree(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(path);
                }
            }
        }
    }

    private static void say(String line) {
        System.out.println("[installer] " + line);
    }
}
