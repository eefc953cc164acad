package org.refers.app.frame;

/**
 * One answer to a question. The first of several is the one that is offered, the others look plain.
 *
 * @param id of its button
 * @param words on its button
 * @param endsSomething whether it ends what cannot be taken back at once
 * @param action what it does
 */
public record Answer(String id, String words, boolean endsSomething, Runnable action) {
}
