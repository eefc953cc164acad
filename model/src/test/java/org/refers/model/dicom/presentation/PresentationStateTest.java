package org.refers.model.dicom.presentation;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Uids;
import org.refers.model.dicom.Vr;
import org.refers.model.dicom.presentation.PresentationState.Drawn;
import org.refers.model.dicom.presentation.PresentationState.Look;
import org.refers.model.dicom.structured.FoundBox;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.dicom.structured.ReferencedRadiograph;
import org.refers.model.finding.Box;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.finding.ReaderMeasurement.Kind;
import org.refers.model.study.PixelSpacing;
import org.refers.model.study.WindowLevel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PresentationStateTest {

    static final LocalDateTime THEN = LocalDateTime.of(2026, 1, 2, 3, 4, 5);
    static final Observer READER = new Observer.Person("R1");
    static final Observer MODEL = new Observer.Algorithm("run 7", "0123456789ab");
    private static final Look PLAIN = new Look(Optional.of(WindowLevel.linear(2048, 4096)), Optional.empty());
    private static final PixelSpacing DETECTOR = new PixelSpacing(0.2, 0.1, PixelSpacing.Kind.DETECTOR);

    static DicomObject.Builder header() {
        return DicomObject.builder().text(Tags.SOP_CLASS_UID, Uids.COMPUTED_RADIOGRAPHY)
                .text(Tags.SOP_INSTANCE_UID, "1.2.3.4").text(Tags.STUDY_INSTANCE_UID, "1.2.3")
                .text(Tags.SERIES_INSTANCE_UID, "1.2.3.9").text(Tags.PATIENT_ID, "P1")
                .text(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2").integers(Tags.PIXEL_REPRESENTATION, 0)
                .integers(Tags.ROWS, 2000).integers(Tags.COLUMNS, 3000);
    }

    static FoundBox box(String finding, double x, double y, double width, double height) {
        return new FoundBox(finding, new Box(x, y, width, height), OptionalDouble.empty());
    }

    static Optional<DicomObject> written(DicomObject header, Observer observer, Look look, Drawn drawn)
            throws DicomException {
        Optional<DicomObject> state = PresentationStateWriter
                .write(new PresentationState(ReferencedRadiograph.of(header), observer, drawn, look, THEN));
        return state.isEmpty()
                ? state
                : Optional.of(DicomReader.parse(DicomWriter.toBytes(state.get())).dataSet());
    }

    static DicomObject boxes(Observer observer, FoundBox... boxes) throws DicomException {
        return written(header().build(), observer, PLAIN, new Drawn(List.of(boxes), List.of())).orElseThrow();
    }

    private static DicomObject only(DicomObject object, int sequence) {
        assertEquals(1, object.items(sequence).size());
        return object.items(sequence).getFirst();
    }

    @Test
    void aStatePointsAtItsRadiographAndShowsItWhole() throws DicomException {
        DicomObject state = boxes(READER, box("Mass", 1, 2, 3, 4));
        assertEquals("1.2.840.10008.5.1.4.1.1.11.1", state.text(Tags.SOP_CLASS_UID).orElseThrow());
        assertEquals("PR", state.text(Tags.MODALITY).orElseThrow());
        assertEquals("1.2.3", state.text(Tags.STUDY_INSTANCE_UID).orElseThrow());
        DicomObject series = only(state, PresentationTags.REFERENCED_SERIES_SEQUENCE);
        assertEquals("1.2.3.9", series.text(Tags.SERIES_INSTANCE_UID).orElseThrow());
        DicomObject image = only(series, Tags.REFERENCED_IMAGE_SEQUENCE);
        assertEquals("1.2.3.4", image.text(Tags.REFERENCED_SOP_INSTANCE_UID).orElseThrow());
        assertFalse(image.contains(PresentationTags.REFERENCED_FRAME_NUMBER));
        DicomObject area = only(state, PresentationTags.DISPLAYED_AREA_SELECTION_SEQUENCE);
        assertArrayEquals(new double[]{1, 1}, area.numbers(PresentationTags.DISPLAYED_AREA_TOP_LEFT));
        assertArrayEquals(new double[]{3000, 2000}, area.numbers(PresentationTags.DISPLAYED_AREA_BOTTOM_RIGHT));
        assertEquals(List.of("1", "1"), area.texts(PresentationTags.PRESENTATION_PIXEL_ASPECT_RATIO));
        assertEquals("IDENTITY", state.text(Tags.PRESENTATION_LUT_SHAPE).orElseThrow());
    }

    @Test
    void ofSeveralFramesTheFirstIsMeant() throws DicomException {
        DicomObject state = written(header().text(Tags.NUMBER_OF_FRAMES, "2").build(), READER, PLAIN,
                new Drawn(List.of(box("Mass", 1, 2, 3, 4)), List.of())).orElseThrow();
        DicomObject image = only(only(state, PresentationTags.REFERENCED_SERIES_SEQUENCE),
                Tags.REFERENCED_IMAGE_SEQUENCE);
        assertEquals(1, image.integer(PresentationTags.REFERENCED_FRAME_NUMBER).orElseThrow());
    }

    @Test
    void unequalSpacingKeepsTheRadiographsShape() throws DicomException {
        DicomObject state = written(header().build(), READER, new Look(PLAIN.window(), Optional.of(DETECTOR)),
                new Drawn(List.of(box("Mass", 1, 2, 3, 4)), List.of())).orElseThrow();
        DicomObject area = only(state, PresentationTags.DISPLAYED_AREA_SELECTION_SEQUENCE);
        assertArrayEquals(new double[]{0.2, 0.1}, area.numbers(PresentationTags.PRESENTATION_PIXEL_SPACING));
        assertFalse(area.contains(PresentationTags.PRESENTATION_PIXEL_ASPECT_RATIO), "only one of the two is allowed");
    }

    @Test
    void eachFindingHasALayerAndEachBoxAGroupWithItsWords() throws DicomException {
        DicomObject state = boxes(READER, box("Pleural effusion, left", 10, 100, 30, 40), box("Mass", 1, 2, 3, 4),
                box("Pleural effusion, right", 1000, 2, 3, 4), box("Mass", 50, 60, 7, 8));
        List<DicomObject> layers = state.items(PresentationTags.GRAPHIC_LAYER_SEQUENCE);
        assertEquals(List.of("PLEURAL_EFFUSION", "MASS", "PLEURAL_EFFUSI_2"),
                layers.stream().map(layer -> layer.text(PresentationTags.GRAPHIC_LAYER).orElseThrow()).toList());
        List<DicomObject> annotations = state.items(PresentationTags.GRAPHIC_ANNOTATION_SEQUENCE);
        assertEquals(3, annotations.size());
        List<DicomObject> lines = annotations.get(1).items(PresentationTags.GRAPHIC_OBJECT_SEQUENCE);
        List<DicomObject> words = annotations.get(1).items(PresentationTags.TEXT_OBJECT_SEQUENCE);
        assertEquals(2, lines.size());
        assertArrayEquals(new double[]{1, 2, 4, 2, 4, 6, 1, 6, 1, 2},
                lines.getFirst().numbers(PresentationTags.GRAPHIC_DATA));
        assertEquals("Mass - R1", words.getFirst().text(PresentationTags.UNFORMATTED_TEXT_VALUE).orElseThrow());
        for (int i = 0; i < 2; i++) {
            assertEquals(lines.get(i).integer(PresentationTags.GRAPHIC_GROUP_ID),
                    words.get(i).integer(PresentationTags.GRAPHIC_GROUP_ID));
        }
        assertEquals(4, state.items(PresentationTags.GRAPHIC_GROUP_SEQUENCE).size());
    }

    @Property(tries = 50)
    void wordsStayWithinTheRadiograph(@ForAll @DoubleRange(max = 2999) double x,
            @ForAll @DoubleRange(max = 1999) double y,
            @ForAll @DoubleRange(min = 0.5, max = 3000) double size) throws DicomException {
        DicomObject state = boxes(READER, box("A finding with a rather long name", x, y, size, size));
        DicomObject words = only(only(state, PresentationTags.GRAPHIC_ANNOTATION_SEQUENCE),
                PresentationTags.TEXT_OBJECT_SEQUENCE);
        double[] from = words.numbers(PresentationTags.BOUNDING_BOX_TOP_LEFT);
        double[] to = words.numbers(PresentationTags.BOUNDING_BOX_BOTTOM_RIGHT);
        assertTrue(from[0] >= 0 && from[1] >= 0 && to[0] <= 3000.01 && to[1] <= 2000.01);
        assertTrue(to[0] > from[0] && to[1] > from[1]);
    }

    @Test
    void aModelsStateSaysThatItIsAModelsAndForResearch() throws DicomException {
        DicomObject state = boxes(MODEL,
                new FoundBox("Mass", new Box(1, 2, 3, 4), OptionalDouble.of(0.625)));
        assertEquals("MODEL", state.text(PresentationTags.CONTENT_LABEL).orElseThrow());
        assertEquals("Research use only, not for diagnosis. run 7 0123456789ab",
                state.text(PresentationTags.CONTENT_DESCRIPTION).orElseThrow());
        assertEquals(Optional.empty(), state.text(PresentationTags.CONTENT_CREATOR_NAME));
        List<String> words = state.items(PresentationTags.GRAPHIC_ANNOTATION_SEQUENCE).stream()
                .flatMap(one -> one.items(PresentationTags.TEXT_OBJECT_SEQUENCE).stream())
                .map(text -> text.text(PresentationTags.UNFORMATTED_TEXT_VALUE).orElseThrow()).toList();
        assertEquals(List.of("Mass 0.63 - run 7",
                "Research use only, not for diagnosis. Model run 7 0123456789ab"), words);
        DicomObject reader = boxes(READER, box("Mass", 1, 2, 3, 4));
        assertEquals("READER", reader.text(PresentationTags.CONTENT_LABEL).orElseThrow());
        assertEquals("R1", reader.text(PresentationTags.CONTENT_CREATOR_NAME).orElseThrow());
    }

    @Test
    void measurementsAreLinesWithTheirFigure() throws DicomException {
        List<ReaderMeasurement> made = List.of(
                new ReaderMeasurement("R1", Kind.DISTANCE, List.of(new MeasuredLine(100, 100, 400, 500))),
                new ReaderMeasurement("R1", Kind.CARDIOTHORACIC_RATIO,
                        List.of(new MeasuredLine(100, 100, 150, 100), new MeasuredLine(50, 120, 150, 120))));
        assertEquals(List.of("500 px, not calibrated - R1", "CTR 0.50 - R1"), figures(made, Optional.empty()));
        assertEquals(List.of("85.4 mm on the detector - R1", "CTR 0.50 - R1"), figures(made, Optional.of(DETECTOR)));
        DicomObject state = written(header().build(), READER, PLAIN, new Drawn(List.of(), made)).orElseThrow();
        List<DicomObject> lines = only(state, PresentationTags.GRAPHIC_ANNOTATION_SEQUENCE)
                .items(PresentationTags.GRAPHIC_OBJECT_SEQUENCE);
        assertEquals(3, lines.size());
        assertArrayEquals(new double[]{100, 100, 400, 500}, lines.getFirst().numbers(PresentationTags.GRAPHIC_DATA));
        assertEquals(lines.get(1).integer(PresentationTags.GRAPHIC_GROUP_ID),
                lines.get(2).integer(PresentationTags.GRAPHIC_GROUP_ID), "heart and chest belong together");
    }

    private static List<String> figures(List<ReaderMeasurement> made, Optional<PixelSpacing> spacing)
            throws DicomException {
        DicomObject state = written(header().build(), READER, new Look(PLAIN.window(), spacing),
                new Drawn(List.of(), made)).orElseThrow();
        return only(state, PresentationTags.GRAPHIC_ANNOTATION_SEQUENCE).items(PresentationTags.TEXT_OBJECT_SEQUENCE)
                .stream().map(text -> text.text(PresentationTags.UNFORMATTED_TEXT_VALUE).orElseThrow()).toList();
    }

    @Test
    void boxesAreCutAtTheEdgeAndWithoutAnyThereIsNoState() throws DicomException {
        DicomObject line = only(only(boxes(READER, box("Mass", -10, -10, 20, 30)),
                PresentationTags.GRAPHIC_ANNOTATION_SEQUENCE), PresentationTags.GRAPHIC_OBJECT_SEQUENCE);
        assertArrayEquals(new double[]{0, 0, 10, 0, 10, 20, 0, 20, 0, 0}, line.numbers(PresentationTags.GRAPHIC_DATA));
        assertEquals(Optional.empty(), written(header().build(), READER, PLAIN,
                new Drawn(List.of(box("Mass", -9, 0, 9, 9)), List.of())));
    }

    @Test
    void theSameBoxesHaveTheSameUidsAndOthersHaveOthers() throws DicomException {
        String one = boxes(READER, box("Mass", 1, 2, 3, 4)).text(Tags.SOP_INSTANCE_UID).orElseThrow();
        assertEquals(one, boxes(READER, box("Mass", 1, 2, 3, 4)).text(Tags.SOP_INSTANCE_UID).orElseThrow());
        assertFalse(one.equals(boxes(READER, box("Mass", 1, 2, 3, 5)).text(Tags.SOP_INSTANCE_UID).orElseThrow()));
        assertFalse(one.equals(boxes(MODEL, box("Mass", 1, 2, 3, 4)).text(Tags.SOP_INSTANCE_UID).orElseThrow()));
    }

    private static DicomObject shown(DicomObject header, Look look) throws DicomException {
        return written(header, READER, look, new Drawn(List.of(box("Mass", 1, 2, 3, 4)), List.of())).orElseThrow();
    }

    /** Viewers that do not know VOI LUT Function take every window for LINEAR. */
    @Property(tries = 200)
    void anExactWindowIsWrittenAsALinearOneOfTheSameGreys(@ForAll @DoubleRange(min = -5000, max = 70_000) double center,
            @ForAll @DoubleRange(min = 0.01, max = 70_000) double width,
            @ForAll @DoubleRange(max = 65_535) double value)
            throws DicomException {
        WindowLevel exact = new WindowLevel(center, width, WindowLevel.Function.LINEAR_EXACT);
        DicomObject voi = only(shown(header().build(), new Look(Optional.of(exact), Optional.empty())),
                PresentationTags.SOFTCOPY_VOI_LUT_SEQUENCE);
        WindowLevel linear = WindowLevel.linear(voi.number(Tags.WINDOW_CENTER).orElseThrow(),
                voi.number(Tags.WINDOW_WIDTH).orElseThrow());
        assertEquals(exact.toGrey(value), linear.toGrey(value), 1e-4 / Math.min(1, width));
        assertFalse(voi.contains(Tags.VOI_LUT_FUNCTION));
    }

    @Test
    void aSigmoidSaysSoAndMonochrome1IsInverted() throws DicomException {
        DicomObject state = shown(header().text(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1")
                .decimals(Tags.RESCALE_SLOPE, 2).decimals(Tags.RESCALE_INTERCEPT, -100).build(),
                new Look(Optional.of(new WindowLevel(10, 20, WindowLevel.Function.SIGMOID)), Optional.empty()));
        DicomObject voi = only(state, PresentationTags.SOFTCOPY_VOI_LUT_SEQUENCE);
        assertEquals("SIGMOID", voi.text(Tags.VOI_LUT_FUNCTION).orElseThrow());
        assertEquals(2, state.number(Tags.RESCALE_SLOPE).orElseThrow());
        assertEquals(-100, state.number(Tags.RESCALE_INTERCEPT).orElseThrow());
        assertEquals("INVERSE", state.text(Tags.PRESENTATION_LUT_SHAPE).orElseThrow());
    }

    @Test
    void displayCurvesAndModalityTablesComeAlong() throws DicomException {
        DicomObject table = DicomObject.builder().integers(Tags.LUT_DESCRIPTOR, Vr.US, 2, 0xfff0, 12)
                .bytes(Tags.LUT_DATA, Vr.OW, new byte[]{1, 0, (byte) 0xff, 0x0f}).text(Tags.MODALITY_LUT_TYPE, "OD")
                .build();
        DicomObject header = header().integers(Tags.PIXEL_REPRESENTATION, 1)
                .items(Tags.MODALITY_LUT_SEQUENCE, List.of(table))
                .items(Tags.VOI_LUT_SEQUENCE, List.of(DicomObject.builder().build(), table)).build();
        assertTrue(PresentationStateWriter.hasCurve(header));
        DicomObject state = shown(header, new Look(Optional.empty(), Optional.empty()));
        DicomObject modality = only(state, Tags.MODALITY_LUT_SEQUENCE);
        DicomObject curve = only(only(state, PresentationTags.SOFTCOPY_VOI_LUT_SEQUENCE), Tags.VOI_LUT_SEQUENCE);
        assertEquals("OD", modality.text(Tags.MODALITY_LUT_TYPE).orElseThrow());
        for (DicomObject item : List.of(modality, curve)) {
            assertArrayEquals(new double[]{2, -16, 12}, item.numbers(Tags.LUT_DESCRIPTOR), "signed as the pixels are");
            assertArrayEquals(table.bytes(Tags.LUT_DATA), item.bytes(Tags.LUT_DATA));
        }
        DicomObject damaged = header.toBuilder().items(Tags.VOI_LUT_SEQUENCE,
                List.of(table.toBuilder().remove(Tags.LUT_DATA).build())).build();
        assertThrows(DicomException.class, () -> shown(damaged, PLAIN));
    }

    @Test
    void coloursAreLeftToOtherStates() {
        assertTrue(PresentationStateWriter.takes(header().build()));
        assertFalse(PresentationStateWriter.takes(header().text(Tags.PHOTOMETRIC_INTERPRETATION, "RGB").build()));
        assertFalse(
                PresentationStateWriter.takes(header().text(Tags.PHOTOMETRIC_INTERPRETATION, "PALETTE COLOR").build()));
    }
}
