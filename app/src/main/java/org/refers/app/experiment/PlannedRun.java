package org.refers.app.experiment;

import java.nio.file.Path;
import java.util.Optional;
import org.refers.training.compute.Compute;
import org.refers.training.run.RunRequest;

/**
 * One run of an experiment.
 *
 * @param folder its folder
 * @param method the method it belongs to
 * @param cell its place in the grid; empty for the pre-training of its method
 * @param values all that decides what it computes, as text; a run made from others is not this one
 * @param request makes its request
 */
public record PlannedRun(Path folder, String method, Optional<Cell> cell, String values, Maker request) {

    /**
     * A place in the grid.
     *
     * @param task which findings
     * @param labelRatio share of the labels
     * @param seed of the share, the order and new weights
     */
    public record Cell(String task, double labelRatio, long seed) {
    }

    /** Makes requests. */
    @FunctionalInterface
    public interface Maker {

        /** The request of a run that begins, or of one that goes on. */
        RunRequest make(boolean resume, Compute compute);
    }

    /** The folder's name. */
    public String name() {
        return String.valueOf(folder.getFileName());
    }
}
