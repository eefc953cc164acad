package org.refers.model.text;

import org.refers.model.finding.FindingLabel;

/**
 * What a report says of one finding.
 *
 * @param finding name of the finding
 * @param side the side it names, {@link Side#UNSTATED} where it names none or the finding is denied
 * @param label present, absent, or uncertain where the report hedges
 */
public record FindingMention(String finding, Side side, FindingLabel label) {

    /** Whether the report counts the finding among what may be there: present, or hedged. */
    public boolean isPositive() {
        return label == FindingLabel.PRESENT || label == FindingLabel.UNCERTAIN;
    }
}
