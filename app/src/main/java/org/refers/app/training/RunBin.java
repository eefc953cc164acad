package org.refers.app.training;

import java.nio.file.Path;
import java.util.List;

/** Where deleted runs go, so that a deletion can be taken back. All in the background only. */
public interface RunBin {

    /** Where a run went. */
    enum Place {
        /** The system's own trash, from which its file manager gives it back. */
        SYSTEM,
        /** The folder {@code .trash} among the runs, from which the list gives it back. */
        RUNS
    }

    /**
     * A run in the folder {@code .trash}.
     *
     * @param name as it was called
     * @param folder where it lies
     * @param bytes that it takes
     */
    record Discarded(String name, Path folder, long bytes) {
    }

    /** Bytes that a run's folder takes. */
    long size(Path run) throws Exception;

    /**
     * Throws a run away.
     *
     * @throws Exception if it goes on at this moment or cannot be moved; nothing is lost then
     */
    Place discard(Path run) throws Exception;

    /** The runs that can be given back. */
    List<Discarded> discarded(Path runs) throws Exception;

    /**
     * Gives a run back, under its name, or with a number behind it where another run has that by now.
     *
     * @return its folder
     */
    Path restore(Discarded run) throws Exception;

    /** Deletes for good what lies in the folder {@code .trash}. */
    void empty(Path runs) throws Exception;
}
