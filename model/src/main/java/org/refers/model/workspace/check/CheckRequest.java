package org.refers.model.workspace.check;

/**
 * What a check is asked for.
 *
 * @param threads pictures decoded at the same time, from 1
 * @param programVersion as the report names it
 * @param pictures whether the report shows pictures of pairs; they are data of patients
 */
public record CheckRequest(int threads, String programVersion, boolean pictures) {
}
