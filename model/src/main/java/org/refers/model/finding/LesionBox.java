package org.refers.model.finding;

/**
 * A box that the explanation of a finding shows.
 *
 * @param finding name of the finding
 * @param box where, in the radiograph's own pixels
 * @param score greatest map value inside times the finding's probability, 0 to 1
 */
public record LesionBox(String finding, Box box, double score) {
}
