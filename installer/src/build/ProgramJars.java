import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** The program's jars as an image wants them: without other systems' native libraries, and with PyTorch's unpacked beside them. */
final class ProgramJars {

    /** Jars of the profiles cuda and cuda-runtime: their libraries are unpacked, the rest of them is not used. */
    private static final Pattern CUDA_JARS = Pattern.compile("(pytorch-[0-9.-]+-(linux|windows)-x86_64-gpu"
            + "|openblas-.*|cuda-.*)\\.jar");

    private static final Pattern NATIVE = Pattern.compile(".*\\.(so|so\\.[0-9]+|dll|dylib|jnilib|a)");

    private final Path libraries;
    private final Platform platform;
    private final boolean cuda;

    ProgramJars(Path libraries, Platform platform, boolean cuda) {
        this.libraries = libraries;
        this.platform = platform;
        this.cuda = cuda;
    }

    static boolean hasCuda(Path libraries) throws IOException {
        try (Stream<Path> jars = Files.list(libraries)) {
            return jars.anyMatch(jar -> jar.getFileName().toString().endsWith("-gpu.jar"));
        }
    }

    /** The program itself unpacks the library, as it would at a first start from a checkout. */
    private void unpackCuda(Path natives, Path target) throws IOException, InterruptedException {
        Path unpacked = target.resolve("unpacked");
        BuildInstaller.execute(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", libraries + "/*",
                "org.refers.training.libtorch.UnpackForInstaller", unpacked.toString()), Map.of());
        try (Stream<Path> folders = Files.list(unpacked.resolve("libtorch"))) {
            Path only = folders.findFirst().orElseThrow(() -> new IOException("no CUDA library was unpacked"));
            Files.move(only, natives);
        }
        BuildInstaller.removeTree(unpacked);
    }

    /** Copies all that the image holds into {@code input}; {@code target} is for what lies there only meanwhile. */
    void copy(Path input, Path target) throws IOException, InterruptedException {
        if (cuda) {
            unpackCuda(input.resolve("natives"), target);
        }
        try (Stream<Path> jars = Files.list(libraries)) {
            for (Path jar : (Iterable<Path>) jars.sorted()::iterator) {
                String name = jar.getFileName().toString();
                if (name.startsWith("pytorch-native-cpu-")) {
                    unpackPytorch(jar, Files.createDirectories(input.resolve("natives")));
                } else if (!CUDA_JARS.matcher(name).matches() && !isEmpty(jar)) {
                    copyWithoutForeignNatives(jar, input.resolve(name));
                }
            }
        }
        try (Stream<Path> natives = Files.list(input.resolve("natives"))) {
            if (natives.findAny().isEmpty()) {
                throw new IOException("PyTorch's libraries for " + platform.name() + " are not in " + libraries);
            }
        }
    }

    /** JavaFX publishes jars without a system's name that hold nothing and stand before the real ones. */
    private static boolean isEmpty(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName)
                    .allMatch(name -> name.endsWith("/") || name.startsWith("META-INF/"));
        }
    }

    private void unpackPytorch(Path jar, Path natives) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                if (entry.getName().startsWith("pytorch/cpu/") && !entry.isDirectory()) {
                    requireOurs(entry.getName(), jar);
                    String name = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                    try (InputStream from = zip.getInputStream(entry)) {
                        Files.copy(from, natives.resolve(name));
                    }
                }
            }
        }
    }

    private void requireOurs(String entry, Path jar) throws IOException {
        if (!platform.ownNatives().matcher(entry).matches()) {
            throw new IOException(jar.getFileName() + " holds another system's libraries: " + entry);
        }
    }

    private void copyWithoutForeignNatives(Path jar, Path copy) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile());
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
            for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
                if (!isForeignNative(entry.getName())) {
                    ZipEntry kept = new ZipEntry(entry.getName());
                    kept.setTime(entry.getTime());
                    out.putNextEntry(kept);
                    try (InputStream from = zip.getInputStream(entry)) {
                        from.transferTo(out);
                    }
                    out.closeEntry();
                }
            }
        }
    }

    /** Natives at the top of a jar belong to a jar of one system, which Maven chose. */
    private boolean isForeignNative(String entry) {
        return entry.contains("/") && NATIVE.matcher(entry).matches()
                && !platform.ownNatives().matcher(entry).matches();
    }
}
