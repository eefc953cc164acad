package org.refers.model.dicom.structured;

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
import org.refers.model.finding.Box;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BoxReportTest {

    private static final LocalDateTime THEN = LocalDateTime.of(2026, 1, 2, 3, 4, 5);
    private static final OptionalDouble NONE = OptionalDouble.empty();

    static DicomObject header() {
        return DicomObject.builder().text(Tags.SOP_CLASS_UID, Uids.COMPUTED_RADIOGRAPHY)
                .text(Tags.SOP_INSTANCE_UID, "1.2.3.4").text(Tags.STUDY_INSTANCE_UID, "1.2.3")
                .text(Tags.SERIES_INSTANCE_UID, "1.2.3.9").text(Tags.PATIENT_ID, "P1")
                .text(Tags.PATIENT_NAME, "Müller^Jörg").integers(Tags.ROWS, 2000).integers(Tags.COLUMNS, 3000).build();
    }

    private static BoxReportReader.Contents roundTrip(Observer observer, FoundBox... boxes) throws DicomException {
        DicomObject written = BoxReportWriter
                .write(new BoxReport(ReferencedRadiograph.of(header()), observer, List.of(boxes), THEN)).orElseThrow();
        return BoxReportReader.read(DicomReader.parse(DicomWriter.toBytes(written)).dataSet());
    }

    @Property(tries = 50)
    void aBoxComesBackWhereItWas(@ForAll @DoubleRange(max = 2900) double x, @ForAll @DoubleRange(max = 1900) double y,
            @ForAll @DoubleRange(min = 1, max = 100) double width,
            @ForAll @DoubleRange(min = 1, max = 100) double height) throws DicomException {
        ReportedBox box = roundTrip(new Observer.Person("R1"), new FoundBox("Mass", new Box(x, y, width, height), NONE))
                .boxes().getFirst();
        // Coordinates up to 4096 in single precision are within 2^-12 of themselves, sizes within two of those.
        assertEquals(x, box.box().x(), 1e-3);
        assertEquals(y, box.box().y(), 1e-3);
        assertEquals(width, box.box().width(), 1e-3);
        assertEquals(height, box.box().height(), 1e-3);
    }

    @Test
    void thePictureItsFindingAndItsReaderComeBack() throws DicomException {
        ReportedBox box = roundTrip(new Observer.Person("R1"),
                new FoundBox("Pleuraerguß_klein", new Box(1, 2, 3, 4), NONE)).boxes().getFirst();
        assertEquals("1.2.3.4", box.radiograph());
        assertEquals("R1", box.observer());
        assertEquals("Pleuraerguß_klein", box.finding());
        assertFalse(box.byAlgorithm());
    }

    @Test
    void aModelsBoxesSayThatTheyAreAModels() throws DicomException {
        ReportedBox box = roundTrip(new Observer.Algorithm("run 7", "abc"),
                new FoundBox("Mass", new Box(1, 2, 3, 4), OptionalDouble.of(0.625))).boxes().getFirst();
        assertTrue(box.byAlgorithm());
        assertEquals("run 7", box.observer());
        assertEquals(0.625, box.probability().orElseThrow(), 1e-12);
    }

    @Test
    void theWholeRadiographIsFromZeroToColumnsAndRows() throws DicomException {
        DicomObject written = BoxReportWriter.write(new BoxReport(ReferencedRadiograph.of(header()),
                new Observer.Person("R1"), List.of(new FoundBox("Mass", new Box(0, 0, 3000, 2000), NONE)), THEN))
                .orElseThrow();
        DicomObject group = written.items(StructuredTags.CONTENT_SEQUENCE).getLast()
                .items(StructuredTags.CONTENT_SEQUENCE).getFirst();
        DicomObject region = group.items(StructuredTags.CONTENT_SEQUENCE).stream()
                .filter(item -> item.contains(StructuredTags.GRAPHIC_DATA)).findFirst().orElseThrow();
        assertArrayEquals(new double[]{0, 0, 3000, 0, 3000, 2000, 0, 2000, 0, 0},
                region.numbers(StructuredTags.GRAPHIC_DATA));
    }

    @Test
    void boxesAreCutAtTheEdgeAndThoseOutsideAreLeftOut() throws DicomException {
        List<ReportedBox> boxes = roundTrip(new Observer.Person("R1"),
                new FoundBox("Mass", new Box(-10, -10, 20, 30), NONE),
                new FoundBox("Mass", new Box(3000, 5, 20, 30), NONE)).boxes();
        assertEquals(List.of(new Box(0, 0, 10, 20)), boxes.stream().map(ReportedBox::box).toList());
        assertEquals(Optional.empty(), BoxReportWriter.write(new BoxReport(ReferencedRadiograph.of(header()),
                new Observer.Person("R1"), List.of(new FoundBox("Mass", new Box(-9, 0, 9, 9), NONE)), THEN)));
    }

    @Test
    void aRadiographWithoutUidsIsRefused() {
        assertThrows(DicomException.class,
                () -> ReferencedRadiograph.of(header().toBuilder().remove(Tags.SERIES_INSTANCE_UID).build()));
    }

    @Test
    void onlyUprightRectanglesAreBoxes() {
        assertEquals(Optional.of(new Box(1, 2, 3, 4)),
                UprightRectangle.of(new double[]{4, 6, 1, 6, 1, 2, 4, 2, 4, 6}),
                "another corner, other way round");
        assertEquals(Optional.empty(), UprightRectangle.of(new double[]{1, 2, 4, 3, 3, 6, 0, 5, 1, 2}), "tilted");
        assertEquals(Optional.empty(), UprightRectangle.of(new double[]{1, 2, 4, 2, 4, 6, 1, 6}), "open");
        assertEquals(Optional.empty(), UprightRectangle.of(new double[]{1, 2, 4, 2, 1, 2, 1, 6, 1, 2}), "folded");
        assertEquals(Optional.empty(), UprightRectangle.of(new double[]{1, 2, 1, 2, 1, 2, 1, 2, 1, 2}),
                "a point");
        assertEquals(Optional.empty(),
                UprightRectangle.of(new double[]{Double.NaN, 2, 4, 2, 4, 6, 1, 6, Double.NaN, 2}));
    }

    @Test
    void otherShapesAreCounted() throws DicomException {
        float[] triangle = {1, 1, 5, 1, 3, 4, 1, 1};
        DicomObject outline = ContentItems.polyline("CONTAINS", Concepts.IMAGE_REGION, triangle,
                ReferencedRadiograph.of(header()).reference());
        DicomObject report = ContentItems.container("", Concepts.IMAGING_MEASUREMENT_REPORT, List.of(outline));
        assertEquals(new BoxReportReader.Contents(List.of(), 1), BoxReportReader.read(report));
    }
}
