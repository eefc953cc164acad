package org.refers.model.study;

/**
 * The distance between pixel centres.
 *
 * @param rowMillimetres distance between neighbouring rows, mm
 * @param columnMillimetres distance between neighbouring columns, mm
 * @param kind in which plane the distance holds, which decides whether a length measured with it may be believed
 */
public record PixelSpacing(double rowMillimetres, double columnMillimetres, Kind kind) {

    /** Where the millimetres were measured. */
    public enum Kind {
        /** On the detector, uncorrected for magnification: Imager Pixel Spacing (0018,1164). */
        DETECTOR,
        /** In the patient, calibrated: Pixel Spacing (0028,0030) that differs from the detector's. */
        CALIBRATED,
        /** Pixel Spacing without a word on how it was obtained. */
        UNSTATED
    }

    /** Creates a spacing; both distances must be positive and finite. */
    public PixelSpacing {
        if (!(rowMillimetres > 0) || !(columnMillimetres > 0) || !Double.isFinite(rowMillimetres * columnMillimetres)) {
            throw new IllegalArgumentException("pixel spacing " + rowMillimetres + " x " + columnMillimetres + " mm");
        }
    }
}
