package org.refers.training.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.refers.training.store.Retention;

/**
 * Whether a run's checkpoints will fit, asked before its first step and not after a day.
 *
 * @param free bytes left on the disk of the run folder
 * @param there bytes that its checkpoints take already
 */
record DiskCheck(long free, long there) {

    private static final int FLOAT = 4;
    /** A checkpoint holds the weights and what the optimizer remembers: at most two values a weight (AdamW, Muon). */
    private static final int VALUES_A_WEIGHT = 3;
    private static final double MEGABYTE = 1e6;
    private static final double GIGABYTE = 1e9;

    static DiskCheck of(Path run) throws IOException {
        return new DiskCheck(Files.getFileStore(run).getUsableSpace(), bytes(run.resolve("checkpoints")));
    }

    private static long bytes(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            long sum = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                sum += Files.size(file);
            }
            return sum;
        }
    }

    /** Upper bound of the bytes of a checkpoint with so many weights: Lookahead keeps one more value of each. */
    static long checkpoint(long weights, Recipe recipe) {
        int values = VALUES_A_WEIGHT + (recipe.count(RecipeKey.LOOKAHEAD_STEPS) > 0 ? 1 : 0);
        return Math.multiplyExact(weights, (long) FLOAT * values);
    }

    /** As people read it: a tiny network's checkpoints are megabytes. */
    private static String inWords(double bytes) {
        return bytes < GIGABYTE
                ? String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE)
                : String.format(Locale.ROOT, "%.2f GB", bytes / GIGABYTE);
    }

    /**
     * Demands room.
     *
     * @param checkpoint bytes of one checkpoint
     * @param limitGigabytes most that all may take, 0 for as much as is free
     * @throws TrainingException with a sentence, if there is too little
     */
    void require(long checkpoint, Retention retention, long lastStep, double limitGigabytes)
            throws TrainingException {
        long count = retention.mostAtOnce(lastStep);
        double needed = (double) checkpoint * count;
        String need = "this run's checkpoints take up to %s (%d at once, %s each)".formatted(inWords(needed), count,
                inWords(checkpoint));
        if (limitGigabytes > 0 && needed > limitGigabytes * GIGABYTE) {
            throw TrainingException
                    .input(("checkpoint_disk_gb allows %s GB, and %s; raise it, lower checkpoint_keep, or"
                            + " keep fewer by checkpoint_milestones.").formatted(limitGigabytes, need));
        }
        if (needed - there > free) {
            throw TrainingException
                    .input(("The run folder's disk has %s left, and %s; free some space, name a folder"
                            + " on another disk, or lower checkpoint_keep.").formatted(inWords(free), need));
        }
    }
}
