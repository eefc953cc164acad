package org.refers.model.workspace;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * How a radiograph was taken, as far as its source says.
 *
 * @param manufacturer of the device, empty if unknown
 * @param device the maker's name of the model, empty if unknown
 * @param laterality side of the body as DICOM's Image Laterality: L, R, B, U, or empty if unknown
 * @param rowSpacing distance of the centres of neighbouring rows in mm, above 0
 * @param columnSpacing distance of the centres of neighbouring columns in mm, above 0
 */
public record Acquisition(String manufacturer, String device, String laterality, OptionalDouble rowSpacing,
        OptionalDouble columnSpacing) {

    private static final Set<String> LATERALITIES = Set.of("L", "R", "B", "U");

    /** Nothing said. */
    public static final Acquisition UNKNOWN = new Acquisition("", "", "", OptionalDouble.empty(),
            OptionalDouble.empty());

    /** Takes what no device means for unknown. */
    public Acquisition {
        manufacturer = manufacturer.strip();
        device = device.strip();
        String side = laterality.strip().toUpperCase(Locale.ROOT);
        laterality = LATERALITIES.contains(side) ? side : "";
        rowSpacing = distance(rowSpacing);
        columnSpacing = distance(columnSpacing);
    }

    private static OptionalDouble distance(OptionalDouble spacing) {
        return spacing.isPresent() && spacing.getAsDouble() > 0 && Double.isFinite(spacing.getAsDouble())
                ? spacing
                : OptionalDouble.empty();
    }
}
