package org.refers.app.task;

/**
 * Something to be done off the screen's thread.
 *
 * @param <T> what comes of it
 */
@FunctionalInterface
public interface Work<T> {

    /** Does it. */
    T run(WorkProgress progress) throws Exception;
}
