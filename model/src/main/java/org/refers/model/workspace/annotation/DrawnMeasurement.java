package org.refers.model.workspace.annotation;

import org.refers.model.finding.ReaderMeasurement;

/**
 * A measurement that was made in this program.
 *
 * @param id 32 hexadecimal digits, the same for as long as its ends are moved
 * @param radiograph key of the radiograph
 * @param measurement who measured what where
 */
public record DrawnMeasurement(String id, String radiograph, ReaderMeasurement measurement) {
}
