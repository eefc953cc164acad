package org.refers.app;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * The folders that belong to the application and to no workspace.
 *
 * @param state logs and crash reports
 * @param cache what can be made again, such as the thread count measured for this machine
 * @param settings preferences of the user
 */
public record AppFolders(Path state, Path cache, Path settings) {

    /** The folders that the operating system's habits give, from its environment and system properties. */
    public static AppFolders ofThisUser() {
        return of(System.getenv(), System.getProperty("os.name"), Path.of(System.getProperty("user.home")));
    }

    static AppFolders of(Map<String, String> environment, String system, Path home) {
        String os = system.toLowerCase(Locale.ROOT);
        if (os.contains("win")) {
            Path local = folder(environment, "LOCALAPPDATA", home.resolve("AppData/Local")).resolve("REFERS");
            return new AppFolders(local.resolve("state"), local.resolve("cache"), local.resolve("settings"));
        }
        if (os.contains("mac")) {
            Path library = home.resolve("Library");
            return new AppFolders(library.resolve("Logs/REFERS"), library.resolve("Caches/REFERS"),
                    library.resolve("Application Support/REFERS"));
        }
        return new AppFolders(folder(environment, "XDG_STATE_HOME", home.resolve(".local/state")).resolve("refers"),
                folder(environment, "XDG_CACHE_HOME", home.resolve(".cache")).resolve("refers"),
                folder(environment, "XDG_CONFIG_HOME", home.resolve(".config")).resolve("refers"));
    }

    /** The log of the application itself; a run keeps its own in its folder. */
    public Path log() {
        return state.resolve("refers.log");
    }

    private static Path folder(Map<String, String> environment, String name, Path otherwise) {
        String value = environment.getOrDefault(name, "");
        return value.isBlank() || !Path.of(value).isAbsolute() ? otherwise : Path.of(value);
    }
}
