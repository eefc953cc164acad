package org.refers.model.study;

/**
 * A display window over pixel values: the values about {@code center}, {@code width} apart from end to end, are spread
 * from black to white.
 *
 * @param center middle of the window, in the radiograph's output units after the modality transform
 * @param width extent of the window in the same units, above 0
 * @param function how values inside the window are mapped, DICOM attribute VOI LUT Function (0028,1056)
 * @param explanation the file's name for the window (0028,1055); empty where it gives none
 */
public record WindowLevel(double center, double width, Function function, String explanation) {

    /** The three window functions of DICOM PS3.3, C.11.2.1.2 and C.11.2.1.3. */
    public enum Function {
        LINEAR, LINEAR_EXACT, SIGMOID
    }

    /**
     * Creates a window.
     *
     * @throws IllegalArgumentException if the width is not above 0, a LINEAR width is below 1, or a number is not finite
     */
    public WindowLevel {
        boolean tooNarrow = function == Function.LINEAR ? !(width >= 1) : !(width > 0);
        if (tooNarrow || !Double.isFinite(width) || !Double.isFinite(center)) {
            throw new IllegalArgumentException("no display window has center " + center + " and width " + width);
        }
    }

    /** Creates a window without a name. */
    public WindowLevel(double center, double width, Function function) {
        this(center, width, function, "");
    }

    /** Creates a window with DICOM's default function. */
    public static WindowLevel linear(double center, double width) {
        return new WindowLevel(center, width, Function.LINEAR);
    }

    /**
     * Maps one value to a grey level.
     *
     * <p>The half-unit shift and the {@code width - 1} of LINEAR are part of the standard's definition; without them an
     * 8-bit image shown at 128/256 would not come out unchanged.
     *
     * @param value a pixel value after the modality transform
     * @return a grey level from 0 (black) to 1 (white)
     */
    public double toGrey(double value) {
        return switch (function) {
            case LINEAR -> width == 1
                    ? (value <= center - 0.5 ? 0 : 1)
                    : clamp((value - (center - 0.5)) / (width - 1) + 0.5);
            case LINEAR_EXACT -> clamp((value - center) / width + 0.5);
            case SIGMOID -> 1 / (1 + Math.exp(-4 * (value - center) / width));
        };
    }

    private static double clamp(double grey) {
        return Math.max(0, Math.min(1, grey));
    }
}
