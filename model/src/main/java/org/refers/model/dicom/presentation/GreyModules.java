package org.refers.model.dicom.presentation;

import java.util.List;
import java.util.Optional;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Vr;
import org.refers.model.study.WindowLevel;

/**
 * The modules of a presentation state that say how stored values become grey (PS3.3, C.11.1, C.11.6 and C.11.8). A state takes the place of all that
 * the picture's own file says of that.
 */
final class GreyModules {

    private final DicomObject header;

    GreyModules(DicomObject header) {
        this.header = header;
    }

    /** Whether the radiograph has a display curve of its own. */
    boolean hasCurve() {
        return !tables(Tags.VOI_LUT_SEQUENCE).isEmpty();
    }

    /**
     * Puts the modules.
     *
     * @param shown window of a radiograph without a display curve
     * @throws DicomException if the radiograph's own lookup tables or numbers make no sense
     */
    void put(Optional<WindowLevel> shown, DicomObject.Builder builder) throws DicomException {
        modality(builder);
        builder.items(PresentationTags.SOFTCOPY_VOI_LUT_SEQUENCE, List.of(display(shown)));
        boolean inverse = header.text(Tags.PHOTOMETRIC_INTERPRETATION).filter("MONOCHROME1"::equals).isPresent()
                || header.text(Tags.PRESENTATION_LUT_SHAPE).filter("INVERSE"::equals).isPresent();
        builder.text(Tags.PRESENTATION_LUT_SHAPE, inverse ? "INVERSE" : "IDENTITY");
    }

    private void modality(DicomObject.Builder builder) throws DicomException {
        List<DicomObject> tables = tables(Tags.MODALITY_LUT_SEQUENCE);
        if (!tables.isEmpty()) {
            DicomObject item = table(tables.getFirst(), isSigned())
                    .text(Tags.MODALITY_LUT_TYPE, tables.getFirst().text(Tags.MODALITY_LUT_TYPE).orElse("US")).build();
            builder.items(Tags.MODALITY_LUT_SEQUENCE, List.of(item));
        } else if (header.number(Tags.RESCALE_SLOPE).isPresent() || header.number(Tags.RESCALE_INTERCEPT).isPresent()) {
            builder.decimals(Tags.RESCALE_INTERCEPT, header.number(Tags.RESCALE_INTERCEPT).orElse(0))
                    .decimals(Tags.RESCALE_SLOPE, header.number(Tags.RESCALE_SLOPE).orElse(1))
                    .text(Tags.RESCALE_TYPE, header.text(Tags.RESCALE_TYPE).orElse("US"));
        }
    }

    /** The first display curve, which goes before windows as in this program's own view; else the window. */
    private DicomObject display(Optional<WindowLevel> shown) throws DicomException {
        List<DicomObject> curves = tables(Tags.VOI_LUT_SEQUENCE);
        if (!curves.isEmpty()) {
            boolean signed = isSigned() || header.number(Tags.RESCALE_INTERCEPT).orElse(0) < 0;
            return DicomObject.builder()
                    .items(Tags.VOI_LUT_SEQUENCE, List.of(table(curves.getFirst(), signed).build())).build();
        }
        WindowLevel window = shown.orElseThrow(() -> new IllegalArgumentException("neither curve nor window"));
        return switch (window.function()) {
            case LINEAR -> window(window.center(), window.width()).build();
            // The same greys in the words that every viewer knows: VOI LUT Function came late to the standard.
            case LINEAR_EXACT -> window(window.center() + 0.5, window.width() + 1).build();
            case SIGMOID -> window(window.center(), window.width()).text(Tags.VOI_LUT_FUNCTION, "SIGMOID").build();
        };
    }

    private static DicomObject.Builder window(double center, double width) {
        return DicomObject.builder().decimals(Tags.WINDOW_CENTER, center).decimals(Tags.WINDOW_WIDTH, width);
    }

    /** The tables of a sequence; an item without anything in it is a writer's placeholder. */
    private List<DicomObject> tables(int sequence) {
        return header.items(sequence).stream().filter(item -> !item.elements().isEmpty()).toList();
    }

    private boolean isSigned() throws DicomException {
        return header.integer(Tags.PIXEL_REPRESENTATION).orElse(0) == 1;
    }

    /** A table of the radiograph, its descriptor in the representation that its first value needs. */
    private static DicomObject.Builder table(DicomObject item, boolean signed) throws DicomException {
        double[] descriptor = item.numbers(Tags.LUT_DESCRIPTOR);
        if (descriptor.length != 3 || item.bytes(Tags.LUT_DATA).length == 0) {
            throw new DicomException(Tags.LUT_DESCRIPTOR, "belongs to a lookup table that lacks a part");
        }
        long[] numbers = new long[3];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = signed ? (short) (int) descriptor[i] : (int) descriptor[i] & 0xffff;
        }
        return DicomObject.builder().integers(Tags.LUT_DESCRIPTOR, signed ? Vr.SS : Vr.US, numbers)
                .bytes(Tags.LUT_DATA, Vr.OW, item.bytes(Tags.LUT_DATA));
    }
}
