package org.refers.model.dicom.presentation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.presentation.PresentationState.Drawn;
import org.refers.model.dicom.presentation.PresentationState.Look;
import org.refers.model.dicom.structured.FindingCodes;
import org.refers.model.dicom.structured.FoundBox;
import org.refers.model.dicom.structured.ReportedBox;
import org.refers.model.finding.Box;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.study.WindowLevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PresentationStateReaderTest {

    private static final float[] SQUARE = {10, 10, 30, 10, 30, 30, 10, 30, 10, 10};

    private static PresentationStateReader.Contents read(DicomObject state) throws DicomException {
        return PresentationStateReader.read(DicomReader.parse(DicomWriter.toBytes(state)).dataSet());
    }

    @Property(tries = 50)
    void aBoxComesBackWhereItWas(@ForAll @DoubleRange(max = 2900) double x, @ForAll @DoubleRange(max = 1900) double y,
            @ForAll @DoubleRange(min = 1, max = 100) double width,
            @ForAll @DoubleRange(min = 1, max = 100) double height) throws DicomException {
        PresentationStateReader.Contents contents = read(PresentationStateTest.boxes(PresentationStateTest.READER,
                PresentationStateTest.box("Mass", x, y, width, height)));
        assertEquals(Map.of(), contents.others());
        ReportedBox box = contents.boxes().getFirst();
        assertEquals(x, box.box().x(), 1e-3);
        assertEquals(y, box.box().y(), 1e-3);
        assertEquals(width, box.box().width(), 1e-3);
        assertEquals(height, box.box().height(), 1e-3);
    }

    @Test
    void pictureReaderAndAnyFindingComeBack() throws DicomException {
        List<String> findings = List.of("Pleuraergu\u00df, klein - links", "Mass", "=Mass, \"large\"");
        FoundBox[] boxes = findings.stream().map(finding -> PresentationStateTest.box(finding, 1, 2, 3, 4))
                .toArray(FoundBox[]::new);
        PresentationStateReader.Contents contents = read(
                PresentationStateTest.boxes(PresentationStateTest.READER, boxes));
        assertEquals(findings, contents.boxes().stream().map(ReportedBox::finding).toList());
        for (ReportedBox box : contents.boxes()) {
            assertEquals("1.2.3.4", box.radiograph());
            assertEquals("R1", box.observer());
            assertFalse(box.byAlgorithm());
        }
    }

    @Test
    void aModelsBoxesAreKnownAgainAsAModels() throws DicomException {
        PresentationStateReader.Contents contents = read(PresentationStateTest.boxes(PresentationStateTest.MODEL,
                PresentationStateTest.box("Mass", 1, 2, 3, 4)));
        assertTrue(contents.boxes().getFirst().byAlgorithm());
    }

    @Test
    void measurementsAreNoBoxes() throws DicomException {
        DicomObject state = PresentationStateTest.written(PresentationStateTest.header().build(),
                PresentationStateTest.READER, new Look(Optional.of(WindowLevel.linear(1, 2)), Optional.empty()),
                new Drawn(List.of(), List.of(new ReaderMeasurement("R1", ReaderMeasurement.Kind.DISTANCE,
                        List.of(new MeasuredLine(1, 2, 3, 4))))))
                .orElseThrow();
        PresentationStateReader.Contents contents = read(state);
        assertEquals(List.of(), contents.boxes());
        assertEquals("1 line and 1 text that names no known finding", contents.othersInWords());
    }

    private static DicomObject graphic(String type, String units, float... points) {
        return DicomObject.builder().text(PresentationTags.GRAPHIC_ANNOTATION_UNITS, units)
                .integers(PresentationTags.GRAPHIC_DIMENSIONS, 2)
                .integers(PresentationTags.NUMBER_OF_GRAPHIC_POINTS, points.length / 2)
                .floats(PresentationTags.GRAPHIC_DATA, points).text(PresentationTags.GRAPHIC_TYPE, type).build();
    }

    private static DicomObject text(String words, float x, float y) {
        return DicomObject.builder().text(PresentationTags.UNFORMATTED_TEXT_VALUE, words)
                .text(PresentationTags.ANCHOR_POINT_ANNOTATION_UNITS, "PIXEL")
                .floats(PresentationTags.ANCHOR_POINT, x, y).text(PresentationTags.ANCHOR_POINT_VISIBILITY, "Y")
                .build();
    }

    private static DicomObject linked(DicomObject item, int tag, int number) {
        return item.toBuilder().integers(tag, number).build();
    }

    private static DicomObject annotation(List<DicomObject> graphics, DicomObject... texts) {
        return DicomObject.builder().text(PresentationTags.GRAPHIC_LAYER, "LAYER")
                .items(PresentationTags.GRAPHIC_OBJECT_SEQUENCE, graphics)
                .items(PresentationTags.TEXT_OBJECT_SEQUENCE, List.of(texts)).build();
    }

    private static DicomObject picture(String uid) {
        return DicomObject.builder().text(Tags.REFERENCED_SOP_INSTANCE_UID, uid).build();
    }

    /** A state of another program. */
    private static DicomObject.Builder foreign(DicomObject... annotations) {
        DicomObject series = DicomObject.builder()
                .items(Tags.REFERENCED_IMAGE_SEQUENCE, List.of(picture("1.2.7"))).build();
        return DicomObject.builder().text(Tags.SOP_CLASS_UID, PresentationStateWriter.GRAYSCALE_SOFTCOPY)
                .text(Tags.SOP_INSTANCE_UID, "1.2.8").text(Tags.MANUFACTURER, "Somebody")
                .text(PresentationTags.CONTENT_LABEL, "MODEL")
                .text(PresentationTags.CONTENT_CREATOR_NAME, "Vogel^Hilda")
                .items(PresentationTags.REFERENCED_SERIES_SEQUENCE, List.of(series))
                .items(PresentationTags.GRAPHIC_ANNOTATION_SEQUENCE, List.of(annotations));
    }

    private static List<String> findings(PresentationStateReader.Contents contents) {
        return contents.boxes().stream().map(ReportedBox::finding).toList();
    }

    @Test
    void linkedWordsNameTheFindingAndOthersAreListed() throws DicomException {
        DicomObject square = graphic("POLYLINE", "PIXEL", SQUARE);
        DicomObject other = graphic("POLYLINE", "PIXEL", 50, 50, 50, 80, 90, 80, 90, 50, 50, 50);
        PresentationStateReader.Contents contents = read(foreign(annotation(
                List.of(linked(square, PresentationTags.GRAPHIC_GROUP_ID, 7),
                        linked(other, PresentationTags.GRAPHIC_GROUP_ID, 8)),
                linked(text("Nodule", 10, 10), PresentationTags.GRAPHIC_GROUP_ID, 8),
                linked(text("see my note", 50, 50), PresentationTags.GRAPHIC_GROUP_ID, 7))).build());
        assertEquals(List.of("", "Nodule"), findings(contents), "the link goes before the place");
        assertEquals(Map.of(ForeignShape.TEXT, 1), contents.others());
        ReportedBox box = contents.boxes().getFirst();
        assertEquals(new Box(10, 10, 20, 20), box.box());
        assertEquals("Vogel^Hilda", box.observer());
        assertFalse(box.byAlgorithm(), "the label is ours alone");
    }

    @Test
    void wordsWithoutALinkGoToTheNextBoxAlone() throws DicomException {
        DicomObject near = graphic("POLYLINE", "PIXEL", SQUARE);
        DicomObject far = graphic("POLYLINE", "PIXEL", 500, 500, 600, 500, 600, 600, 500, 600, 500, 500);
        PresentationStateReader.Contents contents = read(foreign(annotation(List.of(far, near)),
                annotation(List.of(), text("MASS: 12 mm?", 35, 20), text("Dr. Vogel", 31, 20))).build());
        assertEquals(List.of("", "MASS"), findings(contents));
        assertEquals("1 text that names no known finding", contents.othersInWords());
    }

    @Test
    void aCompoundRectangleIsReadOnceThoughItIsDrawnTwice() throws DicomException {
        DicomObject compound = linked(DicomObject.builder().text(PresentationTags.COMPOUND_GRAPHIC_UNITS, "PIXEL")
                .text(PresentationTags.COMPOUND_GRAPHIC_TYPE, "RECTANGLE")
                .floats(PresentationTags.GRAPHIC_DATA, 10, 10, 30, 30).build(),
                PresentationTags.COMPOUND_GRAPHIC_INSTANCE_ID, 3);
        DicomObject turned = linked(compound.toBuilder()
                .put(DicomObject.builder().floats(PresentationTags.ROTATION_ANGLE, 15).build().elements().iterator()
                        .next())
                .build(), PresentationTags.COMPOUND_GRAPHIC_INSTANCE_ID, 4);
        DicomObject again = linked(graphic("POLYLINE", "PIXEL", SQUARE), PresentationTags.COMPOUND_GRAPHIC_INSTANCE_ID,
                3);
        DicomObject both = annotation(List.of(again),
                linked(text("Pneumothorax", 900, 900), PresentationTags.COMPOUND_GRAPHIC_INSTANCE_ID, 3)).toBuilder()
                .items(PresentationTags.COMPOUND_GRAPHIC_SEQUENCE, List.of(compound, turned)).build();
        PresentationStateReader.Contents contents = read(foreign(both).build());
        assertEquals(List.of("Pneumothorax"), findings(contents));
        assertEquals(new Box(10, 10, 20, 20), contents.boxes().getFirst().box());
        assertEquals(Map.of(ForeignShape.TURNED, 1), contents.others());
    }

    @Test
    void allElseIsCountedByItsKind() throws DicomException {
        PresentationStateReader.Contents contents = read(foreign(annotation(List.of(
                graphic("ELLIPSE", "PIXEL", 1, 2, 3, 2, 2, 1, 2, 3), graphic("CIRCLE", "PIXEL", 1, 2, 3, 4),
                graphic("POLYLINE", "PIXEL", 1, 2, 3, 4), graphic("POLYLINE", "PIXEL"),
                graphic("INTERPOLATED", "PIXEL", 1, 2, 3, 4), graphic("POINT", "PIXEL", 1, 2),
                graphic("POLYLINE", "DISPLAY", .1f, .1f, .3f, .1f, .3f, .3f, .1f, .3f, .1f, .1f),
                graphic("POLYLINE", "PIXEL", 10, 10, Float.NaN, 10, 30, 30, 10, 30, 10, 10),
                graphic("SPLINE", "PIXEL", 1, 2)))).build());
        assertEquals(List.of(), contents.boxes());
        assertEquals("3 lines, 2 circles or ellipses, 1 curve, 1 point, 1 shape with a place on the screen and"
                + " 1 other shape", contents.othersInWords());
    }

    @Test
    void boxesApplyToEveryPictureThatTheirAnnotationMeans() throws DicomException {
        DicomObject square = annotation(List.of(graphic("POLYLINE", "PIXEL", SQUARE)));
        DicomObject second = square.toBuilder().items(Tags.REFERENCED_IMAGE_SEQUENCE, List.of(picture("1.2.9")))
                .build();
        DicomObject later = square.toBuilder().items(Tags.REFERENCED_IMAGE_SEQUENCE, List.of(
                picture("1.2.9").toBuilder().text(PresentationTags.REFERENCED_FRAME_NUMBER, "2\\3").build())).build();
        DicomObject series = DicomObject.builder()
                .items(Tags.REFERENCED_IMAGE_SEQUENCE, List.of(picture("1.2.7"), picture("1.2.9"))).build();
        PresentationStateReader.Contents contents = read(foreign(square, second, later)
                .items(PresentationTags.REFERENCED_SERIES_SEQUENCE, List.of(series)).build());
        assertEquals(List.of("1.2.7", "1.2.9", "1.2.9"),
                contents.boxes().stream().map(ReportedBox::radiograph).sorted().toList());
        assertEquals(Map.of(ForeignShape.LATER_FRAME, 1), contents.others());
        assertEquals(Map.of(ForeignShape.NO_PICTURE, 1), read(foreign(square)
                .items(PresentationTags.REFERENCED_SERIES_SEQUENCE, List.of()).build()).others());
    }

    @Test
    void moreShapesThanAnybodyDrawsAreRefused() {
        DicomObject square = graphic("POLYLINE", "PIXEL", SQUARE);
        DicomException many = assertThrows(DicomException.class, () -> PresentationStateReader
                .read(foreign(annotation(Collections.nCopies(10_001, square))).build()));
        assertTrue(String.valueOf(many.getMessage()).contains("more than 10000 shapes"), many.getMessage());
        List<DicomObject> pictures = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            pictures.add(picture("1.2." + i));
        }
        DicomObject series = DicomObject.builder().items(Tags.REFERENCED_IMAGE_SEQUENCE, pictures).build();
        assertThrows(DicomException.class, () -> PresentationStateReader
                .read(foreign(annotation(Collections.nCopies(100, square)))
                        .items(PresentationTags.REFERENCED_SERIES_SEQUENCE, List.of(series)).build()),
                "a few shapes of many pictures are many boxes");
    }

    /** A search that tries every space anew would take hours for it. */
    @Test
    void wordsWithoutAnEndAreReadToALimit() {
        String spaces = "Mass" + " ".repeat(2_000_000) + "x";
        assertEquals(Optional.empty(),
                assertTimeoutPreemptively(Duration.ofSeconds(60), () -> FindingCodes.known(spaces)));
    }

    @Test
    void knownFindingsAreFoundAmongWords() {
        assertEquals(Optional.of("Pleural_Thickening"), FindingCodes.known("Pleural_Thickening"));
        assertEquals(Optional.of("lung opacity"), FindingCodes.known("Vogel\r\nlung opacity 0.83"));
        assertEquals(Optional.of("Nodule/Mass"), FindingCodes.known("Nodule/Mass (probable)"));
        assertEquals(Optional.of("Nodule"), FindingCodes.known("Nodule 7 mm"));
        assertEquals(Optional.of("Effusion"), FindingCodes.known("left - Effusion"));
        assertEquals(Optional.empty(), FindingCodes.known("no mass seen"), "part of a sentence is no name");
        assertEquals(Optional.empty(), FindingCodes.known(""));
    }
}
