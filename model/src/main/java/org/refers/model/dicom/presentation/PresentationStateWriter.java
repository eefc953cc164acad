package org.refers.model.dicom.presentation;

import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.dicom.structured.ReferencedRadiograph;
import org.refers.model.study.PixelSpacing;

/**
 * Writes boxes and measurements as Grayscale Softcopy Presentation State: the radiograph as it was read, with closed lines, lengths and
 * words over it, which viewers draw without knowing more than the standard.
 */
public final class PresentationStateWriter {

    /** SOP class Grayscale Softcopy Presentation State Storage. */
    public static final String GRAYSCALE_SOFTCOPY = "1.2.840.10008.5.1.4.1.1.11.1";
    /** Content Label of a model's boxes: by it they are known again. */
    static final String BY_MODEL = "MODEL";
    /** Manufacturer of what is written here. */
    static final String MAKER = "REFERS";

    private static final String BY_READER = "READER";
    private static final String RESEARCH_ONLY = "Research use only, not for diagnosis";

    private PresentationStateWriter() {
    }

    /**
     * Whether a state may refer to a radiograph: those of grey values do, colours have states of their own.
     *
     * @param header of the radiograph
     */
    public static boolean takes(DicomObject header) {
        return header.text(Tags.PHOTOMETRIC_INTERPRETATION).filter(name -> name.startsWith("MONOCHROME")).isPresent();
    }

    /** Whether a radiograph has a display curve of its own, so that a state needs no window. */
    public static boolean hasCurve(DicomObject header) {
        return new GreyModules(header).hasCurve();
    }

    /**
     * Writes a state.
     *
     * @return the data set; empty if nothing meets the radiograph
     * @throws DicomException if the radiograph's own lookup tables or numbers make no sense
     */
    public static Optional<DicomObject> write(PresentationState state) throws DicomException {
        List<Drawing> drawings = Drawing.of(state);
        if (drawings.isEmpty()) {
            return Optional.empty();
        }
        ReferencedRadiograph radiograph = state.radiograph();
        String seed = "presentation " + radiograph.instance() + " " + state.observer() + " " + state.drawn() + " ";
        DicomObject.Builder builder = radiograph.derived(GRAYSCALE_SOFTCOPY, "PR", seed, state.written())
                .remove(Tags.CONTENT_DATE).remove(Tags.CONTENT_TIME);
        identify(state, builder);
        builder.items(PresentationTags.REFERENCED_SERIES_SEQUENCE, List.of(referenced(radiograph)))
                .items(PresentationTags.DISPLAYED_AREA_SELECTION_SEQUENCE,
                        List.of(displayed(radiograph, state.look().spacing())));
        new GreyModules(radiograph.header()).put(state.look().window(), builder);
        GraphicModules graphics = new GraphicModules(radiograph);
        graphics.draw(drawings);
        if (state.observer() instanceof Observer.Algorithm model) {
            graphics.caption(BY_MODEL, RESEARCH_ONLY + ". Model " + identity(model));
        }
        graphics.put(builder);
        return Optional.of(builder.build());
    }

    private static void identify(PresentationState state, DicomObject.Builder builder) {
        String description = switch (state.observer()) {
            case Observer.Person(String name) -> "Boxes and measurements of reader " + name;
            case Observer.Algorithm model -> RESEARCH_ONLY + ". " + identity(model);
        };
        String creator = state.observer() instanceof Observer.Person(String name) ? GraphicModules.label(name) : "";
        builder.text(Tags.LATERALITY, state.radiograph().header().text(Tags.LATERALITY).orElse(""))
                .text(Tags.SERIES_DESCRIPTION, GraphicModules.label(description))
                .text(PresentationTags.CONTENT_LABEL,
                        state.observer() instanceof Observer.Person ? BY_READER : BY_MODEL)
                .text(PresentationTags.CONTENT_DESCRIPTION, GraphicModules.label(description))
                .text(PresentationTags.CONTENT_CREATOR_NAME, creator)
                .text(PresentationTags.PRESENTATION_CREATION_DATE,
                        state.written().format(DateTimeFormatter.ofPattern("uuuuMMdd")))
                .text(PresentationTags.PRESENTATION_CREATION_TIME,
                        state.written().format(DateTimeFormatter.ofPattern("HHmmss")));
    }

    private static String identity(Observer.Algorithm model) {
        return (model.name() + " " + model.version()).strip();
    }

    /** Boxes lie on the first frame, which is the one that this program shows and models are given. */
    private static DicomObject referenced(ReferencedRadiograph radiograph) throws DicomException {
        DicomObject series = radiograph.seriesReference(Tags.REFERENCED_IMAGE_SEQUENCE);
        if (radiograph.header().integer(Tags.NUMBER_OF_FRAMES).orElse(1) <= 1) {
            return series;
        }
        DicomObject first = radiograph.reference().toBuilder().text(PresentationTags.REFERENCED_FRAME_NUMBER, "1")
                .build();
        return series.toBuilder().items(Tags.REFERENCED_IMAGE_SEQUENCE, List.of(first)).build();
    }

    /**
     * The whole radiograph. Corners of the displayed area are pixels counted from 1 (PS3.3, C.10.4), unlike the coordinates of
     * graphics, which begin with 0 at the outer corner of the first pixel.
     */
    private static DicomObject displayed(ReferencedRadiograph radiograph, Optional<PixelSpacing> spacing)
            throws DicomException {
        DicomObject.Builder area = DicomObject.builder().integers(PresentationTags.DISPLAYED_AREA_TOP_LEFT, 1, 1)
                .integers(PresentationTags.DISPLAYED_AREA_BOTTOM_RIGHT, radiograph.columns(), radiograph.rows())
                .text(PresentationTags.PRESENTATION_SIZE_MODE, "SCALE TO FIT");
        if (spacing.isPresent()) {
            return area.decimals(PresentationTags.PRESENTATION_PIXEL_SPACING, spacing.get().rowMillimetres(),
                    spacing.get().columnMillimetres()).build();
        }
        double[] aspect = radiograph.header().readableNumbers(Tags.PIXEL_ASPECT_RATIO);
        boolean stated = aspect.length == 2 && aspect[0] >= 1 && aspect[1] >= 1;
        return area.text(PresentationTags.PRESENTATION_PIXEL_ASPECT_RATIO,
                stated ? (int) aspect[0] + "\\" + (int) aspect[1] : "1\\1").build();
    }
}
