package org.refers.model.study;

import java.util.List;
import java.util.Optional;

/**
 * Where a picture's edges point in the patient, DICOM attribute Patient Orientation (0020,0020). Letters are A (front),
 * P (back), R and L (the patient's own sides), H (head), F (feet), the strongest direction first.
 *
 * @param right direction of the right edge
 * @param bottom direction of the bottom edge
 */
public record PatientOrientation(String right, String bottom) {

    private static final String LETTERS = "APRLHF";
    private static final String OPPOSITES = "PALRFH";

    /** Creates an orientation; both directions are one to three letters. */
    public PatientOrientation {
        if (!isDirection(right) || !isDirection(bottom)) {
            throw new IllegalArgumentException("no patient orientation: " + right + ", " + bottom);
        }
    }

    /** The orientation of an attribute's values; empty if they are none. */
    public static Optional<PatientOrientation> of(List<String> values) {
        return values.size() == 2 && isDirection(values.get(0)) && isDirection(values.get(1))
                ? Optional.of(new PatientOrientation(values.get(0), values.get(1)))
                : Optional.empty();
    }

    private static boolean isDirection(String text) {
        return !text.isEmpty() && text.length() <= 3 && text.chars().allMatch(letter -> LETTERS.indexOf(letter) >= 0);
    }

    /** Direction of the left edge. */
    public String left() {
        return opposite(right);
    }

    /** Direction of the top edge. */
    public String top() {
        return opposite(bottom);
    }

    private static String opposite(String direction) {
        StringBuilder turned = new StringBuilder();
        direction.chars().forEach(letter -> turned.append(OPPOSITES.charAt(LETTERS.indexOf(letter))));
        return turned.toString();
    }
}
