package org.refers.model.study;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One grey projection image with everything that decides how its stored values are shown. Colour files are turned to
 * grey before they come here.
 *
 * <p>The pixel array is handed over, not copied: at 3000 x 2500 a copy costs more than a redraw. Whoever holds a
 * radiograph must not write to it.
 *
 * @param rows height in pixels
 * @param columns width in pixels
 * @param stored stored values, row after row, {@code rows * columns} of them; read through {@link #storedAt(int)},
 *     since unsigned values above 32,767 look negative in a short
 * @param signed whether the stored values are two's complement
 * @param bitsStored significant bits of a stored value, 1 to 16
 * @param slope modality transform: value = stored * slope + intercept
 * @param intercept see slope
 * @param inverted whether low values are white (MONOCHROME1, or Presentation LUT Shape INVERSE)
 * @param windows the display windows the file offers, the first one preferred; may be empty
 * @param padding stored value that marks pixels outside the field, if the file names one
 * @param spacing distance between pixels, where known
 * @param view view position
 * @param voiLuts the display curves by table that the file offers, the first one preferred; they come before the windows
 * @param overlays what the file wants drawn over the picture; never part of the pixels
 * @param frame which of the file's pictures it is
 * @param orientation where the picture's edges point in the patient, where the file says so
 * @param burnedIn whether text is burned into the picture, where the file says so
 */
public record Radiograph( // checkstyle: RecordComponentNumber, because a DICOM image needs all of it to be shown
        int rows, int columns, short[] stored, boolean signed, int bitsStored, double slope,
        double intercept, boolean inverted, List<WindowLevel> windows, OptionalInt padding,
        Optional<PixelSpacing> spacing,
        ViewPosition view, List<VoiLut> voiLuts, Overlays overlays, FrameNumber frame,
        Optional<PatientOrientation> orientation, Optional<Boolean> burnedIn) {

    /** Creates a radiograph; sizes, bits and slope are checked. */
    public Radiograph {
        if (rows < 1 || columns < 1 || (long) rows * columns != stored.length) {
            throw new IllegalArgumentException(rows + " x " + columns + " pixels, but " + stored.length + " values");
        }
        if (bitsStored < 1 || bitsStored > 16) {
            throw new IllegalArgumentException("bits stored must be 1 to 16, not " + bitsStored);
        }
        if (slope == 0 || !Double.isFinite(slope) || !Double.isFinite(intercept)) {
            throw new IllegalArgumentException("no modality transform: slope " + slope + ", intercept " + intercept);
        }
        windows = List.copyOf(windows);
        voiLuts = List.copyOf(voiLuts);
    }

    /** The only picture of a file without display curves by table and overlays. */
    public Radiograph( // checkstyle: ParameterNumber, because it is the record without what few files have
            int rows, int columns, short[] stored, boolean signed, int bitsStored, double slope, double intercept,
            boolean inverted, List<WindowLevel> windows, OptionalInt padding, Optional<PixelSpacing> spacing,
            ViewPosition view) {
        this(rows, columns, stored, signed, bitsStored, slope, intercept, inverted, windows, padding, spacing, view,
                List.of(), Overlays.NONE, FrameNumber.ONLY, Optional.empty(), Optional.empty());
    }

    /** An 8-bit picture, as PNG and JPEG files hold it: black is 0, no window, nothing known of its scale. */
    public static Radiograph ofEightBits(int rows, int columns, short[] grey, ViewPosition view) {
        return new Radiograph(rows, columns, grey, false, 8, 1, 0, false, List.of(), OptionalInt.empty(),
                Optional.empty(), view);
    }

    /** The same picture with a view position that somebody else knows. */
    public Radiograph seenFrom(ViewPosition known) {
        return new Radiograph(rows, columns, stored, signed, bitsStored, slope, intercept, inverted, windows, padding,
                spacing, known, voiLuts, overlays, frame, orientation, burnedIn);
    }

    /** The stored value at a pixel, {@code row * columns + column}, with its sign. */
    public int storedAt(int index) {
        return signed ? stored[index] : stored[index] & 0xffff;
    }

    /** The value at a pixel after the modality transform. */
    public double valueAt(int index) {
        return storedAt(index) * slope + intercept;
    }
}
