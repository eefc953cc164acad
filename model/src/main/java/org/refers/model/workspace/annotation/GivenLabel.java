package org.refers.model.workspace.annotation;

import org.refers.model.finding.FindingLabel;

/**
 * What a reader said of a radiograph or a study.
 *
 * @param subject key of the radiograph or the study
 * @param reader pseudonym
 * @param finding name of the finding
 * @param value present, absent or uncertain
 */
public record GivenLabel(String subject, String reader, String finding, FindingLabel value) {
}
