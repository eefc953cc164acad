package org.refers.app.error;

/**
 * Something to tell the user.
 *
 * @param sentence what happened, and what to do
 * @param fault whether something went wrong and the log knows more
 */
public record Notice(String sentence, boolean fault) {
}
