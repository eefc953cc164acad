package org.refers.training.libtorch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import org.refers.training.libtorch.TorchLibrary.Source;

/**
 * Chooses the native library of this process and tells DJL by the system properties that it reads when its engine starts.
 * The first choice stands: a process loads one library. In this order: the folder that the user named, the installer's, the
 * jars of Maven's profile {@code cuda}, a download that the user asked for, the CPU's library among the jars.
 */
public final class TorchLibraries {

    /** Names a folder with libtorch, for every command and the window. */
    public static final String SETTING = "REFERS_LIBTORCH";

    private static final String DJL_FOLDER = "PYTORCH_LIBRARY_PATH";
    private static final String DJL_VERSION = "PYTORCH_VERSION";
    private static final String DJL_FLAVOR = "PYTORCH_FLAVOR";
    private static final String DJL_CACHE = "ENGINE_CACHE_DIR";

    /** Set once the choice is made: the source and what the library says of its version. */
    private static final String CHOSEN_SOURCE = "refers.libtorch.source";
    private static final String CHOSEN_VERSION = "refers.libtorch.version";

    /** Unpacking takes a minute; a second thread waits for it. */
    private static final Object ONE_AT_A_TIME = new Object();

    private final Map<String, String> environment;
    private final Properties properties;

    TorchLibraries(Map<String, String> environment, Properties properties) {
        this.environment = environment;
        this.properties = properties;
    }

    /** The choice of this process. */
    public static TorchLibraries ofThisProcess() {
        return new TorchLibraries(System.getenv(), System.getProperties());
    }

    /**
     * Chooses, or returns what was chosen before.
     *
     * @param asked folder that the user named for this command
     * @param cache the user's folder for what can be made again
     * @param progress told where the choice takes time
     * @throws LibtorchException if the library that was asked for cannot be used; it is never replaced by another
     */
    public TorchLibrary choose(Optional<Path> asked, Path cache, Consumer<String> progress) throws LibtorchException {
        synchronized (ONE_AT_A_TIME) {
            Optional<TorchLibrary> before = chosen();
            if (before.isPresent()) {
                requireSame(asked, before.get());
                return before.get();
            }
            requireFitting(DJL_VERSION, TorchLibrary.RELEASE);
            TorchLibrary library = find(asked, cache, progress);
            WindowsPreload.load(library);
            tell(library);
            return library;
        }
    }

    /**
     * Chooses what DJL downloads when its engine starts, which needs the network: the caller has the user's explicit wish.
     * The CPU's library must not be on the class path, or DJL takes that.
     */
    public TorchLibrary chooseDownload(Path cache) throws LibtorchException {
        if (environment.containsKey(DJL_FOLDER)) {
            throw new LibtorchException(
                    DJL_FOLDER + " is set in the environment, and DJL takes the library there; unset"
                            + " it to download one.");
        }
        TorchLibrary library = new TorchLibrary(Source.DOWNLOADED,
                TorchLibrary.RELEASE + "+" + TorchLibrary.CUDA_FLAVOR,
                TorchLibrary.CUDA_FLAVOR, Optional.of(downloaded(cache)));
        properties.remove(DJL_FOLDER);
        properties.setProperty(DJL_CACHE, downloads(cache).toString());
        properties.setProperty(DJL_VERSION, TorchLibrary.RELEASE);
        properties.setProperty(DJL_FLAVOR, library.flavor());
        remember(library);
        return library;
    }

    private Optional<TorchLibrary> chosen() {
        return Optional.ofNullable(properties.getProperty(CHOSEN_SOURCE)).map(source -> new TorchLibrary(
                Source.valueOf(source), properties.getProperty(CHOSEN_VERSION, TorchLibrary.RELEASE),
                properties.getProperty(DJL_FLAVOR, "cpu"),
                Optional.ofNullable(properties.getProperty(DJL_FOLDER)).map(Path::of)));
    }

    private void requireSame(Optional<Path> asked, TorchLibrary before) throws LibtorchException {
        if (asked.isPresent() && !new LocalLibtorch(asked.get(), LibraryJars.isWindows()).open().equals(before)) {
            throw new LibtorchException(
                    "This process computes with " + before.words() + " already; start the program anew"
                            + " to use " + asked.get() + ".");
        }
    }

    /** DJL lets the environment count more than what we tell it. */
    private void requireFitting(String variable, String value) throws LibtorchException {
        String set = environment.get(variable);
        if (set != null && !set.equals(value)) {
            throw new LibtorchException(
                    variable + " is " + set + " in the environment, where this program needs " + value
                            + "; unset it.");
        }
    }

    private TorchLibrary find(Optional<Path> asked, Path cache, Consumer<String> progress) throws LibtorchException {
        Optional<Path> named = asked.or(() -> path(environment.get(SETTING)));
        Optional<Path> forDjl = path(environment.get(DJL_FOLDER));
        if (named.isPresent() || forDjl.isPresent()) {
            TorchLibrary local = new LocalLibtorch(named.or(() -> forDjl).orElseThrow(), LibraryJars.isWindows())
                    .open();
            if (forDjl.isPresent()
                    && !local.folder().equals(forDjl.map(folder -> folder.toAbsolutePath().normalize()))) {
                throw new LibtorchException(DJL_FOLDER + " in the environment names another folder than "
                        + local.folder().map(Path::toString).orElse("") + ", and DJL would take that one; unset it.");
            }
            return local;
        }
        Optional<Path> installed = path(properties.getProperty(DJL_FOLDER));
        if (installed.isPresent()) {
            return new TorchLibrary(Source.INSTALLED, TorchLibrary.RELEASE, properties.getProperty(DJL_FLAVOR, "cpu"),
                    installed);
        }
        Optional<LibraryJars> jars = LibraryJars.of(properties.getProperty("java.class.path", ""), cache);
        if (jars.isPresent()) {
            return jars.get().unpacked(progress);
        }
        if (Files.isRegularFile(downloaded(cache).resolve(System.mapLibraryName("torch")))) {
            return new TorchLibrary(Source.DOWNLOADED, TorchLibrary.RELEASE + "+" + TorchLibrary.CUDA_FLAVOR,
                    TorchLibrary.CUDA_FLAVOR, Optional.of(downloaded(cache)));
        }
        return TorchLibrary.ofCpuJar();
    }

    private void tell(TorchLibrary library) throws LibtorchException {
        requireFitting(DJL_FLAVOR, library.flavor());
        if (library.folder().isPresent()) {
            properties.setProperty(DJL_FOLDER, library.folder().get().toString());
            properties.setProperty(DJL_VERSION, TorchLibrary.RELEASE);
            properties.setProperty(DJL_FLAVOR, library.flavor());
        }
        remember(library);
    }

    private void remember(TorchLibrary library) {
        properties.setProperty(CHOSEN_SOURCE, library.source().name());
        properties.setProperty(CHOSEN_VERSION, library.version());
    }

    /** Where DJL is told to put its downloads: a folder of this program's, which no other program fills. */
    private static Path downloads(Path cache) {
        return cache.resolve("libtorch").resolve("djl");
    }

    /** The folder below it that DJL will choose. */
    private static Path downloaded(Path cache) {
        String system = LibraryJars.isWindows() ? "win-x86_64" : "linux-x86_64";
        return downloads(cache).resolve("pytorch")
                .resolve(TorchLibrary.RELEASE + "-" + TorchLibrary.CUDA_FLAVOR + "-" + system);
    }

    private static Optional<Path> path(@org.jspecify.annotations.Nullable String value) {
        return value == null || value.isBlank() ? Optional.empty() : Optional.of(Path.of(value));
    }
}
