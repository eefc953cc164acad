package org.refers.app.frame;

/**
 * One answer to a question. The first of several is the one that is offered, the others look plain.
 *
 * @param id of its button
 * @param words on its button
 * @param endsSomething whether it ends what cannot be taken back at once
 * @param leadsOn whether another card takes the question's place; one that is closed for it would take that along as it goes
 * @param action what it does
 */
public record Answer(String id, String words, boolean endsSomething, boolean leadsOn, Runnable action) {

    /** An answer that closes its question. */
    public Answer(String id, String words, boolean endsSomething, Runnable action) {
        this(id, words, endsSomething, false, action);
    }
}
