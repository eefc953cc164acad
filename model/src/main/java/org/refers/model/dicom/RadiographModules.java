package org.refers.model.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.refers.model.study.PixelSpacing;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel;

/** The attributes of a DICOM file that say what a {@link Radiograph} says: pixels, display and geometry. */
public final class RadiographModules {

    private static final int EIGHT_BITS = 8;

    private RadiographModules() {
    }

    /**
     * Starts a data set with everything that follows from the radiograph alone; identity, patient, study and series are
     * the caller's to add.
     *
     * @param radiograph stored values must lie within its bits stored
     */
    public static DicomObject.Builder of(Radiograph radiograph) {
        int allocated = radiograph.bitsStored() <= EIGHT_BITS ? 8 : 16;
        DicomObject.Builder builder = DicomObject.builder()
                .integers(Tags.SAMPLES_PER_PIXEL, 1)
                .text(Tags.PHOTOMETRIC_INTERPRETATION, radiograph.inverted() ? "MONOCHROME1" : "MONOCHROME2")
                .integers(Tags.ROWS, radiograph.rows())
                .integers(Tags.COLUMNS, radiograph.columns())
                .integers(Tags.BITS_ALLOCATED, allocated)
                .integers(Tags.BITS_STORED, radiograph.bitsStored())
                .integers(Tags.HIGH_BIT, radiograph.bitsStored() - 1)
                .integers(Tags.PIXEL_REPRESENTATION, radiograph.signed() ? 1 : 0)
                .text(Tags.PRESENTATION_LUT_SHAPE, radiograph.inverted() ? "INVERSE" : "IDENTITY")
                .decimals(Tags.RESCALE_INTERCEPT, radiograph.intercept())
                .decimals(Tags.RESCALE_SLOPE, radiograph.slope())
                .text(Tags.RESCALE_TYPE, "US");
        putWindows(radiograph, builder);
        putGeometry(radiograph, builder);
        return builder.bytes(Tags.PIXEL_DATA, allocated == EIGHT_BITS ? Vr.OB : Vr.OW, pixels(radiograph, allocated));
    }

    private static void putWindows(Radiograph radiograph, DicomObject.Builder builder) {
        if (radiograph.windows().isEmpty()) {
            return;
        }
        WindowLevel.Function function = radiograph.windows().get(0).function();
        if (radiograph.windows().stream().anyMatch(window -> window.function() != function)) {
            throw new IllegalArgumentException("one file's windows share one VOI LUT Function");
        }
        builder.decimals(Tags.WINDOW_CENTER,
                radiograph.windows().stream().mapToDouble(WindowLevel::center).toArray());
        builder.decimals(Tags.WINDOW_WIDTH, radiograph.windows().stream().mapToDouble(WindowLevel::width).toArray());
        builder.text(Tags.VOI_LUT_FUNCTION, function.name());
    }

    private static void putGeometry(Radiograph radiograph, DicomObject.Builder builder) {
        radiograph.padding().ifPresent(value -> builder.integers(Tags.PIXEL_PADDING_VALUE,
                radiograph.signed() ? Vr.SS : Vr.US, value));
        radiograph.spacing().ifPresent(spacing -> builder.decimals(
                spacing.kind() == PixelSpacing.Kind.DETECTOR ? Tags.IMAGER_PIXEL_SPACING : Tags.PIXEL_SPACING,
                spacing.rowMillimetres(), spacing.columnMillimetres()));
        String view = switch (radiograph.view()) {
            case PA -> "PA";
            case AP -> "AP";
            case LATERAL -> "LL";
            case OTHER, UNKNOWN -> "";
        };
        builder.text(Tags.VIEW_POSITION, view);
        if (radiograph.view() == ViewPosition.OTHER) {
            builder.text(Tags.SERIES_DESCRIPTION, "Other view");
        }
    }

    private static byte[] pixels(Radiograph radiograph, int allocated) {
        short[] stored = radiograph.stored();
        if (allocated == EIGHT_BITS) {
            byte[] bytes = new byte[stored.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) stored[i];
            }
            return bytes;
        }
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(stored.length, 2)).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(stored);
        return bytes.array();
    }
}
