package org.refers.training.panel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.refers.model.store.AtomicFiles;

/**
 * The panel's files of a run: {@code panel/step-000200.json} and so on, one a look, each whole or not there. Their number
 * is bounded: when there are too many, every second one goes.
 */
public final class PanelFolder {

    /** Name of the folder in the run's. */
    public static final String NAME = "panel";

    /** More steps than a slider's places that one can tell apart; a base network's maps then take half a megabyte. */
    static final int MOST = 60;

    private static final Pattern FILE = Pattern.compile("step-(\\d{6,12})\\.json");
    /** Sixty-four maps of 37 x 37 patches take two megabytes; a larger file is none of ours. */
    private static final long MOST_BYTES = 16L << 20;

    private final Path folder;

    /** The panel of a run; the folder need not be there. */
    public PanelFolder(Path run) {
        folder = run.resolve(NAME);
    }

    /** The steps that are kept, rising. */
    public List<Long> steps() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> inside = Files.list(folder)) {
            return inside.map(file -> FILE.matcher(file.getFileName().toString())).filter(Matcher::matches)
                    .map(name -> Long.valueOf(name.group(1))).distinct().sorted().toList();
        }
    }

    /**
     * Reads a step.
     *
     * @throws IOException if it is not there, damaged, or of a newer version; the words name the file
     */
    public PanelStep read(long step) throws IOException {
        Path file = file(step);
        String name = NAME + "/" + file.getFileName();
        if (Files.size(file) > MOST_BYTES) {
            throw new IOException(name + " is too large for a panel");
        }
        try {
            return PanelStep.fromJson(Files.readString(file));
        } catch (IllegalArgumentException | ArithmeticException damaged) {
            throw new IOException(name + " cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    /** Keeps a step, and lets every second of the older ones go when there are too many. */
    public void write(PanelStep step) throws IOException {
        Files.createDirectories(folder);
        AtomicFiles.writeString(file(step.step()), step.toJson());
        List<Long> steps = steps();
        if (steps.size() <= MOST) {
            return;
        }
        // The first and the newest always stay.
        for (int i = 1; i < steps.size() - 1; i += 2) {
            Files.deleteIfExists(file(steps.get(i)));
        }
    }

    /** Takes back what was seen after a checkpoint, which a resumed run will see again. */
    public void forgetAfter(long step) throws IOException {
        for (long later : steps().stream().filter(one -> one > step).toList()) {
            Files.deleteIfExists(file(later));
        }
    }

    private Path file(long step) {
        return folder.resolve("step-%06d.json".formatted(step));
    }
}
