package org.refers.model.workspace.importer;

/** Hears how far an import is, on the thread that imports. */
@FunctionalInterface
public interface ImportProgress {

    /** Hears nothing. */
    ImportProgress NONE = (phase, done, total) -> {
    };

    /**
     * Something was done.
     *
     * @param phase what is going on, such as "Reading pictures"
     * @param done steps done
     * @param total steps in all, 0 if unknown
     */
    void at(String phase, long done, long total);

    /** Whether the user wants the import to stop; what was added so far stays, and a later import goes on. */
    default boolean isCancelled() {
        return false;
    }
}
