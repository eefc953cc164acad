package org.refers.app.task;

/** How work tells how far it is, on the thread that does it. */
public interface WorkProgress {

    /**
     * Something was done.
     *
     * @param phase what is going on, in words
     * @param done steps done
     * @param total steps in all, 0 if unknown
     */
    void at(String phase, long done, long total);

    /** Whether the user wants it to stop; the work then ends soon and returns what it has. */
    boolean isStopped();
}
