package org.refers.training.libtorch;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.refers.model.store.AtomicFiles;
import org.refers.training.libtorch.TorchLibrary.Source;

/**
 * The jars that Maven's profile {@code cuda} puts on the class path, unpacked once into a folder of the user's cache. The
 * folder's name changes with the jars, and a list of files and sizes in it tells a whole copy from a half one.
 */
final class LibraryJars {

    /** libtorch with CUDA; the first group is its version. */
    private static final Pattern TORCH = Pattern
            .compile("pytorch-(2\\.7\\.1)-[0-9.]+-(linux|windows)-x86_64-gpu\\.jar");

    /**
     * The jars with libraries and what is taken of them: no glue of other Java programs, no cuFile for networks (it wants
     * InfiniBand's libraries), no image and communication libraries, and no compiler's runtime older than the system's. DJL loads
     * every library of the folder.
     */
    private static final List<Part> PARTS = List.of(new Part(TORCH, "(c10|gomp|torch|uv|asmjit|fbgemm)[^/]*"),
            new Part("openblas-[0-9.-]+-(linux|windows)-x86_64", "(openblas|gfortran|quadmath)[^/]*"),
            new Part("cuda-redist-[0-9.-]+-(linux|windows)-x86_64",
                    "(cudart|cupti|cufft|curand|nvJitLink|nvrtc|cufile)[0-9_.-]*(builtins)?[0-9_-]*"),
            // An older release than the others: the newest one published with these libraries.
            new Part("cuda-[0-9.-]+-(linux|windows)-x86_64-redist", "(cublas|cusparse|cusolver|cudnn)(?!Mg)[^/]*"),
            new Part("pytorch-jni-2\\.7\\.1-[0-9.]+", ""));

    /**
     * A jar and the libraries that are taken of it.
     *
     * @param jar its file name
     * @param entry path and name of an entry that is taken
     */
    private record Part(Pattern jar, Pattern entry) {

        Part(Pattern jar, String library) {
            this(jar, Pattern.compile("org/bytedeco/[^/]+/[^/]+/(lib)?" + library + "\\.(so|dll)[.0-9]*"));
        }

        Part(String jar, String library) {
            this(Pattern.compile(jar + "\\.jar"), library);
        }

        /** DJL's own native code for CUDA is beside the library, where DJL finds it first and writes nothing of its own. */
        boolean takes(String name) {
            return entry.matcher(name).matches() || name.equals("jnilib/" + (isWindows() ? "win" : "linux") + "-x86_64/"
                    + TorchLibrary.CUDA_FLAVOR + "/" + System.mapLibraryName("djl_torch"));
        }
    }

    /** A jar that was found. */
    private record Jar(Path file, Part part) {

        String name() {
            return LibraryJars.name(file);
        }
    }

    private static final String LIST = "files.txt";
    private static final String LIST_HEAD = "refers-libtorch 1";
    private static final int CHUNK = 1 << 20;

    private final List<Jar> jars;
    private final Path cache;

    private LibraryJars(List<Jar> jars, Path cache) {
        this.jars = jars;
        this.cache = cache;
    }

    /** The jars of a class path; empty unless libtorch with CUDA is among them. */
    static Optional<LibraryJars> of(String classPath, Path cache) {
        List<Path> files = Stream.of(classPath.split(Pattern.quote(File.pathSeparator)))
                .filter(entry -> !entry.isBlank())
                .map(Path::of).toList();
        List<Jar> jars = new ArrayList<>();
        for (Part part : PARTS) {
            files.stream().filter(file -> part.jar().matcher(name(file)).matches()).findFirst()
                    .ifPresent(file -> jars.add(new Jar(file, part)));
        }
        return jars.isEmpty() || !TORCH.matcher(jars.getFirst().name()).matches()
                ? Optional.empty()
                : Optional.of(new LibraryJars(jars, cache));
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    /** The unpacked library; the first call for these jars copies gigabytes. */
    TorchLibrary unpacked(Consumer<String> progress) throws LibtorchException {
        Matcher torch = TORCH.matcher(jars.getFirst().name());
        String version = torch.matches() ? torch.group(1) + "+cuda12" : TorchLibrary.RELEASE;
        try {
            Path parent = cache.resolve("libtorch");
            Path folder = parent.resolve(TorchLibrary.RELEASE + "-cuda-" + digest());
            if (!isWhole(folder)) {
                unpack(Files.createDirectories(parent), folder, progress);
            }
            return new TorchLibrary(Source.CUDA_JAR, version, TorchLibrary.CUDA_FLAVOR, Optional.of(folder));
        } catch (IOException failed) {
            throw new LibtorchException("PyTorch's CUDA library could not be unpacked into " + cache
                    + ", which needs up to 4 GB there: " + failed.getMessage() + ".", failed);
        }
    }

    private String digest() throws IOException {
        CRC32 sum = new CRC32();
        for (Jar jar : jars) {
            sum.update((jar.name() + " " + Files.size(jar.file()) + "\n").getBytes(StandardCharsets.UTF_8));
        }
        return "%08x".formatted(sum.getValue());
    }

    private static boolean isWhole(Path folder) throws IOException {
        Path list = folder.resolve(LIST);
        if (!Files.isRegularFile(list)) {
            return false;
        }
        List<String> lines = Files.readAllLines(list);
        if (lines.isEmpty() || !lines.getFirst().equals(LIST_HEAD)) {
            return false;
        }
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" ", 2);
            Path file = folder.resolve(parts[parts.length - 1]);
            if (!Files.isRegularFile(file) || !Long.toString(Files.size(file)).equals(parts[0])) {
                return false;
            }
        }
        return true;
    }

    private void unpack(Path parent, Path folder, Consumer<String> progress) throws IOException {
        Path part = Files.createTempDirectory(parent, ".part-");
        try {
            requireSpace(part);
            Map<String, Long> sizes = new LinkedHashMap<>();
            for (Jar jar : jars) {
                progress.accept("Unpacking " + jar.name() + " (once)");
                unpack(jar, part, sizes);
            }
            StringBuilder list = new StringBuilder(LIST_HEAD).append('\n');
            sizes.forEach((file, size) -> list.append(size).append(' ').append(file).append('\n'));
            AtomicFiles.writeString(part.resolve(LIST), list.toString());
            publish(part, folder);
        } finally {
            removeTree(part);
        }
    }

    private void requireSpace(Path part) throws IOException {
        long needed = 0;
        for (Jar jar : jars) {
            try (ZipFile zip = new ZipFile(jar.file().toFile())) {
                for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements();) {
                    ZipEntry entry = all.nextElement();
                    needed += jar.part().takes(entry.getName()) ? Math.max(0, entry.getSize()) : 0;
                }
            }
        }
        long free = Files.getFileStore(part).getUsableSpace();
        if (free < needed) {
            throw new IOException("it takes " + needed / 1_000_000 + " MB, and " + free / 1_000_000 + " MB are free");
        }
    }

    private static void unpack(Jar jar, Path into, Map<String, Long> sizes) throws IOException {
        try (ZipFile zip = new ZipFile(jar.file().toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements();) {
                ZipEntry entry = all.nextElement();
                String file = entry.getName().substring(entry.getName().lastIndexOf('/') + 1);
                if (jar.part().takes(entry.getName()) && !sizes.containsKey(file)) {
                    try (InputStream from = zip.getInputStream(entry)) {
                        sizes.put(file, copy(from, into.resolve(file)));
                    }
                }
            }
        }
    }

    static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    private static long copy(InputStream from, Path file) throws IOException {
        try (FileChannel to = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            byte[] chunk = new byte[CHUNK];
            for (int count = from.read(chunk); count >= 0; count = from.read(chunk)) {
                ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, count);
                while (bytes.hasRemaining()) {
                    to.write(bytes);
                }
            }
            to.force(true);
            return to.size();
        }
    }

    /** Another process may have been faster; a damaged copy makes way. */
    private static void publish(Path part, Path folder) throws IOException {
        if (Files.isDirectory(folder) && !isWhole(folder)) {
            removeTree(folder);
        }
        try {
            Files.move(part, folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException another) {
            // Systems say in different classes that the folder is there by now.
            if (!isWhole(folder)) {
                throw another;
            }
        }
    }

    private static void removeTree(Path tree) throws IOException {
        if (Files.isDirectory(tree)) {
            try (Stream<Path> all = Files.walk(tree)) {
                for (Path path : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                    Files.delete(path);
                }
            }
        }
    }
}
