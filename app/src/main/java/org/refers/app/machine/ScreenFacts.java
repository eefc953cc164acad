package org.refers.app.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Whether a window could open.
 *
 * @param display whether there is a display to open it on
 * @param fonts whether fonts were found
 * @param missing libraries that the window needs and that were not found
 */
public record ScreenFacts(boolean display, boolean fonts, List<String> missing) {

    private static final int DEPTH_OF_FONT_FOLDERS = 6;

    /** Creates the facts. */
    public ScreenFacts {
        missing = List.copyOf(missing);
    }

    /** Looks at the system; on Windows and macOS display, fonts and libraries are part of it. */
    public static ScreenFacts find(Path root, Map<String, String> environment, String system, Libraries libraries) {
        if (!system.toLowerCase(Locale.ROOT).contains("linux")) {
            return new ScreenFacts(true, true, List.of());
        }
        boolean display = !environment.getOrDefault("DISPLAY", "").isBlank();
        List<String> missing = new ArrayList<>();
        Map.of("libgtk-3.so", "libgtk-3-0", "libpangoft2-1.0.so", "libpangoft2-1.0-0").forEach((file, name) -> {
            if (libraries.find(file).isEmpty()) {
                missing.add(name);
            }
        });
        missing.sort(null);
        boolean fonts = List.of("usr/share/fonts", "usr/local/share/fonts").stream().map(root::resolve)
                .anyMatch(ScreenFacts::holdsFont);
        return new ScreenFacts(display, fonts, missing);
    }

    private static boolean holdsFont(Path folder) {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.walk(folder, DEPTH_OF_FONT_FOLDERS)) {
            return files.anyMatch(file -> file.toString().matches(".*\\.(ttf|otf|ttc)"));
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return false;
        }
    }

    /** Whether the window can open here and now. */
    public boolean usable() {
        return display && fonts && missing.isEmpty();
    }

    /** One sentence for a person. */
    public String words() {
        if (usable()) {
            return "A window can open.";
        }
        List<String> why = new ArrayList<>();
        if (!display) {
            why.add("there is no display (DISPLAY is not set)");
        }
        if (!fonts) {
            why.add("no fonts were found (install fonts-dejavu-core)");
        }
        if (!missing.isEmpty()) {
            why.add("libraries are missing (install " + String.join(" ", missing) + ")");
        }
        return "No window can open: " + String.join("; ", why) + ". Commands in a terminal work without one.";
    }
}
