package org.refers.model.workspace.annotation;

import org.refers.model.finding.ReaderBox;

/**
 * A box that was drawn in this program.
 *
 * @param id 32 hexadecimal digits, the same for as long as the box is moved and renamed
 * @param radiograph key of the radiograph
 * @param box who drew what where
 */
public record DrawnBox(String id, String radiograph, ReaderBox box) {
}
