package org.refers.training.panel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.refers.model.store.AtomicFiles;

/**
 * The panel's files of a run: {@code reports/step-000200.json} and so on, one a look, each whole or not there. Their number
 * is bounded: when there are too many, those go that lie closest to others.
 */
public final class PanelFolder {

    /** What a panel shows, and the folder in the run's that holds it. */
    public enum Kind {
        /** Generated reports. */
        REPORTS("reports"),
        /** Activation maps. */
        MAPS("explain");

        private final String folder;

        Kind(String folder) {
            this.folder = folder;
        }
    }

    /** Where versions before wrote both; a run of theirs that goes on keeps to it. */
    private static final String EARLIER = "panel";

    /** More steps than a slider's places that one can tell apart; a base network's maps then take half a megabyte. */
    static final int MOST = 60;

    private static final Pattern FILE = Pattern.compile("step-(\\d{6,12})\\.json");
    /** Sixty-four maps of 37 x 37 patches take two megabytes; a larger file is none of ours. */
    private static final long MOST_BYTES = 16L << 20;

    private final Path folder;

    private PanelFolder(Path folder) {
        this.folder = folder;
    }

    /** Where a run writes its panel; the folder need not be there. */
    public static PanelFolder of(Path run, Kind kind) {
        Path earlier = run.resolve(EARLIER);
        return new PanelFolder(Files.isDirectory(earlier) ? earlier : run.resolve(kind.folder));
    }

    /** The panel that a run has, of whatever kind; it has no steps where there is none. */
    public static PanelFolder find(Path run) throws IOException {
        for (Kind kind : Kind.values()) {
            PanelFolder folder = of(run, kind);
            if (!folder.steps().isEmpty()) {
                return folder;
            }
        }
        return of(run, Kind.REPORTS);
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
     * @throws PanelException if it is damaged or of a newer version
     */
    public PanelStep read(long step) throws IOException {
        Path file = file(step);
        String name = folder.getFileName() + "/" + file.getFileName();
        if (Files.size(file) > MOST_BYTES) {
            throw new PanelException(name + " is too large for a panel", null);
        }
        try {
            return PanelStep.fromJson(Files.readString(file));
        } catch (IllegalArgumentException | ArithmeticException damaged) {
            throw new PanelException(name + " cannot be read: " + damaged.getMessage(), damaged);
        }
    }

    /** Keeps a step, and lets go of those closest to others when there are too many. */
    public void write(PanelStep step) throws IOException {
        Files.createDirectories(folder);
        AtomicFiles.writeString(file(step.step()), step.toJson());
        List<Long> steps = new ArrayList<>(steps());
        while (steps.size() > MOST) {
            Files.deleteIfExists(file(steps.remove(closest(steps))));
        }
    }

    /** The place of the step whose neighbours lie closest together; never the first and the newest. */
    private static int closest(List<Long> steps) {
        int found = 1;
        for (int i = 2; i < steps.size() - 1; i++) {
            boolean closer = steps.get(i + 1) - steps.get(i - 1) < steps.get(found + 1) - steps.get(found - 1);
            found = closer ? i : found;
        }
        return found;
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
