package org.refers.model.study;

import java.util.OptionalDouble;

/**
 * The distance between pixel centres.
 *
 * @param rowMillimetres distance between neighbouring rows, mm
 * @param columnMillimetres distance between neighbouring columns, mm
 * @param kind in which plane the distance holds, which decides whether a length measured with it may be believed
 * @param magnification how many times larger the patient is on the detector than in truth, where the file estimates it;
 *     above 0, and stated for distances on the detector alone
 */
public record PixelSpacing(double rowMillimetres, double columnMillimetres, Kind kind, OptionalDouble magnification) {

    /** Where the millimetres were measured. */
    public enum Kind {
        /** On the detector, uncorrected for magnification: Imager Pixel Spacing (0018,1164). */
        DETECTOR,
        /** In the patient: Pixel Spacing (0028,0030) that was worked out from the geometry of the room. */
        CALIBRATED_BY_GEOMETRY,
        /** In the patient: Pixel Spacing that was measured on a thing of known size in the picture. */
        CALIBRATED_BY_FIDUCIAL,
        /** In the patient, calibrated in a way that is not told: Pixel Spacing that differs from the detector's. */
        CALIBRATED,
        /** On a film, by the scanner that read it: Nominal Scanned Pixel Spacing (0018,2010). */
        SCANNED_FILM,
        /** Pixel Spacing without a word on how it was obtained. */
        UNSTATED
    }

    /** A spacing without an estimate of magnification. */
    public PixelSpacing(double rowMillimetres, double columnMillimetres, Kind kind) {
        this(rowMillimetres, columnMillimetres, kind, OptionalDouble.empty());
    }

    /** Creates a spacing; all numbers must be positive and finite. */
    public PixelSpacing {
        if (!(rowMillimetres > 0) || !(columnMillimetres > 0) || !Double.isFinite(rowMillimetres * columnMillimetres)) {
            throw new IllegalArgumentException("pixel spacing " + rowMillimetres + " x " + columnMillimetres + " mm");
        }
        if (magnification.isPresent()
                && !(magnification.getAsDouble() > 0 && Double.isFinite(magnification.getAsDouble()))) {
            throw new IllegalArgumentException("magnification " + magnification.getAsDouble());
        }
    }
}
