package org.refers.app.task;

import java.util.function.Consumer;

/**
 * What to do with what comes of some work; all three are called on the screen's thread.
 *
 * @param done takes the result
 * @param failed takes what went wrong
 * @param progress takes how far it is
 * @param <T> what comes of the work
 */
public record Outcome<T>(Consumer<T> done, Consumer<Throwable> failed, Consumer<Stage> progress) {

    /** An outcome of work too short for progress. */
    public static <T> Outcome<T> of(Consumer<T> done, Consumer<Throwable> failed) {
        return new Outcome<>(done, failed, stage -> {
        });
    }
}
