package org.refers.model.workspace.export;

import org.refers.model.workspace.annotation.GivenLabel;

/**
 * A reader's label of a radiograph or of a whole study.
 *
 * @param ofStudy whether the subject is a study
 * @param label who said what of which
 */
public record Statement(boolean ofStudy, GivenLabel label) {
}
