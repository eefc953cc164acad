package org.refers.app.data;

/**
 * How far a check is.
 *
 * @param words what is done, and the time left
 * @param share from 0 to 1; negative while nobody knows
 */
public record CheckStage(String words, double share) {

    /** None goes on. */
    public static final CheckStage NONE = new CheckStage("", 0);
}
