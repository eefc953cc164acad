package org.refers.viewer.annotate;

import org.refers.model.finding.Box;

/**
 * A box that can be drawn on.
 *
 * @param id tells it from others
 * @param box where, in the radiograph's pixels
 * @param label words above it
 */
public record EditableBox(String id, Box box, String label) {
}
