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

    /** Whether both speak of one finding and cannot both be true: there and not there, or on the left and on the right. */
    public boolean contradicts(FindingMention other) {
        boolean said = label != FindingLabel.UNKNOWN && other.label != FindingLabel.UNKNOWN;
        if (!said || !finding.equals(other.finding)) {
            return false;
        }
        boolean opposite = side == Side.LEFT && other.side == Side.RIGHT
                || side == Side.RIGHT && other.side == Side.LEFT;
        return isPositive() != other.isPositive() || isPositive() && opposite;
    }
}
