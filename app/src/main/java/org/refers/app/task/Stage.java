package org.refers.app.task;

/**
 * How far some work is.
 *
 * @param phase what is going on, in words
 * @param done steps done
 * @param total steps in all, 0 if unknown
 */
public record Stage(String phase, long done, long total) {

    /** Share done, 0 to 1; negative while nobody knows. */
    public double share() {
        return total > 0 ? Math.min(1, (double) done / total) : -1;
    }
}
