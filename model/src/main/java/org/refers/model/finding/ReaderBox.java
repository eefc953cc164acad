package org.refers.model.finding;

/**
 * A box that a radiologist drew.
 *
 * @param reader pseudonym of the reader, such as {@code R1}; {@code reference} where a data set names none
 * @param finding name of the finding
 * @param box where, in the radiograph's own pixels
 */
public record ReaderBox(String reader, String finding, Box box) {
}
