package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.TransferSyntax;
import org.refers.model.dicom.presentation.PresentationState;
import org.refers.model.dicom.presentation.PresentationState.Drawn;
import org.refers.model.dicom.presentation.PresentationState.Look;
import org.refers.model.dicom.presentation.PresentationStateWriter;
import org.refers.model.dicom.segmentation.Segment;
import org.refers.model.dicom.segmentation.SegmentationWriter;
import org.refers.model.dicom.structured.BoxReport;
import org.refers.model.dicom.structured.BoxReportWriter;
import org.refers.model.dicom.structured.FoundBox;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.dicom.structured.ReferencedRadiograph;
import org.refers.model.finding.Box;
import org.refers.model.finding.MaskBoxes;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ReportedBoxesTest {

    private static final LocalDateTime THEN = LocalDateTime.of(2026, 1, 2, 3, 4, 5);
    private static final Box BOX = new Box(1, 2, 3, 2);

    @TempDir
    Path temp;

    private Miniature source;

    @BeforeEach
    void folders() throws IOException {
        source = new Miniature(Files.createDirectories(temp.resolve("source")));
        source.dicom("a.dcm", "P1", "1.2.1", "A1", ViewPosition.PA).dicom("b.dcm", "P2", "1.2.2", "A2",
                ViewPosition.PA);
    }

    private ReferencedRadiograph radiograph(String file) throws IOException, DicomException {
        DicomObject header = DicomReader.readHeader(temp.resolve("source").resolve(file)).dataSet().toBuilder()
                .text(Tags.SERIES_INSTANCE_UID, "1.2.77").build();
        return ReferencedRadiograph.of(header);
    }

    private void report(String name, String file, Observer observer) throws IOException, DicomException {
        DicomObject report = BoxReportWriter.write(new BoxReport(radiograph(file), observer,
                List.of(new FoundBox("Mass", BOX, OptionalDouble.empty())), THEN)).orElseThrow();
        DicomWriter.write(report, temp.resolve("source").resolve(name));
    }

    @Test
    void reportsAndMasksBecomeBoxesOfTheirRadiograph() throws Exception {
        report("0-sr.dcm", "a.dcm", new Observer.Person("R1"));
        DicomObject mask = SegmentationWriter.binary(radiograph("b.dcm"), List.of(new Segment("Consolidation",
                new Observer.Person("R2"), MaskBoxes.pixels(BOX, Miniature.ROWS, Miniature.COLUMNS))), THEN);
        DicomWriter.write(mask, temp.resolve("source/z-seg.dcm"));
        Miniature.Imported imported = source.run(temp.resolve("workspace"), "auto");
        assertEquals(List.of(new ReaderBox("R1", "Mass", BOX)), imported.radiograph("a.dcm").boxes());
        assertEquals(List.of(new ReaderBox("R2", "Consolidation", BOX)), imported.radiograph("b.dcm").boxes());
        assertEquals(2, imported.radiographs().size());
        assertEquals(List.of(), imported.result().rejected());
        assertEquals(2, imported.result().radiographs());
        assertEquals(2, imported.result().boxes());
        ImportResult again = source.run(temp.resolve("workspace"), "auto").result();
        assertEquals(0, again.added().boxes(), "again: nothing new");
        assertEquals(2, again.boxes());
    }

    private void state(String name, Observer observer, ReaderMeasurement... measured) throws Exception {
        Look look = new Look(Optional.of(WindowLevel.linear(512, 1024)), Optional.empty());
        Drawn drawn = new Drawn(List.of(new FoundBox("Mass", BOX, OptionalDouble.empty())), List.of(measured));
        DicomWriter.write(PresentationStateWriter
                .write(new PresentationState(radiograph("a.dcm"), observer, drawn, look, THEN)).orElseThrow(),
                temp.resolve("source").resolve(name));
    }

    @Test
    void presentationStatesBecomeBoxesOfTheirRadiographAndTheRestIsListed() throws Exception {
        ReaderMeasurement distance = new ReaderMeasurement("R1", ReaderMeasurement.Kind.DISTANCE,
                List.of(new MeasuredLine(1, 1, 4, 4)));
        state("0-pr.dcm", new Observer.Person("Vogel^Hilda"));
        state("model.dcm", new Observer.Algorithm("run", "abc"));
        state("z-pr.dcm", new Observer.Person("R1"), distance);
        Miniature.Imported imported = source.run(temp.resolve("workspace"), "auto");
        List<ReaderBox> boxes = imported.radiograph("a.dcm").boxes();
        assertEquals(List.of("Mass", "Mass"), boxes.stream().map(ReaderBox::finding).toList());
        assertEquals(List.of(BOX, BOX), boxes.stream().map(ReaderBox::box).toList());
        assertTrue(boxes.stream().anyMatch(box -> box.reader().equals("R1")));
        assertTrue(boxes.stream().anyMatch(box -> box.reader().matches("R-[0-9a-f]{8}")), "no name of a person");
        assertEquals(2, imported.radiographs().size());
        assertTrue(imported.rejected().get("model.dcm").contains("a program made"), imported.rejected().toString());
        assertEquals(
                "holds 1 line and 1 text that names no known finding; only upright rectangles of a picture are read",
                imported.rejected().get("z-pr.dcm"));
    }

    /** Without preamble and meta information nothing but the data set tells that a file is a report. */
    @Test
    void aBareReportIsAReport() throws Exception {
        DicomObject report = BoxReportWriter.write(new BoxReport(radiograph("a.dcm"), new Observer.Person("R1"),
                List.of(new FoundBox("Mass", BOX, OptionalDouble.empty())), THEN)).orElseThrow();
        for (TransferSyntax syntax : List.of(TransferSyntax.EXPLICIT_LITTLE_ENDIAN,
                TransferSyntax.IMPLICIT_LITTLE_ENDIAN)) {
            Files.write(temp.resolve("source/sr.dcm"),
                    DicomWriter.toBareBytes(report, syntax, DicomWriter.Lengths.DEFINED));
            Miniature.Imported imported = source.run(temp.resolve("workspace-" + syntax), "auto");
            assertEquals(List.of(), imported.result().rejected(), syntax.title());
            assertEquals(List.of(new ReaderBox("R1", "Mass", BOX)), imported.radiograph("a.dcm").boxes());
        }
    }

    @Test
    void severalObjectsOfOnePictureAroundItAreAllTaken() throws Exception {
        report("0.dcm", "a.dcm", new Observer.Person("R1"));
        report("c.dcm", "a.dcm", new Observer.Person("R2"));
        report("d.dcm", "a.dcm", new Observer.Person("R3"));
        Miniature.Imported imported = source.run(temp.resolve("workspace"), "auto");
        assertEquals(List.of("R1", "R2", "R3"),
                imported.radiograph("a.dcm").boxes().stream().map(ReaderBox::reader).sorted().toList());
        assertEquals(2, imported.result().radiographs());
        assertEquals(3, imported.result().boxes());
    }

    @Test
    void aFolderOfObjectsAloneIsRefused() throws Exception {
        report("0.dcm", "a.dcm", new Observer.Person("R1"));
        Files.delete(temp.resolve("source/a.dcm"));
        Files.delete(temp.resolve("source/b.dcm"));
        ImportException refused = assertThrows(ImportException.class,
                () -> source.run(temp.resolve("workspace"), "auto"));
        assertTrue(refused.getMessage().contains("holds no DICOM, PNG or JPEG file"), refused.getMessage());
    }

    @Test
    void boxesOfOtherPicturesAndOfProgramsAreListed() throws Exception {
        report("model.dcm", "a.dcm", new Observer.Algorithm("run", "abc"));
        report("lost.dcm", "b.dcm", new Observer.Person("R1"));
        Files.delete(temp.resolve("source/b.dcm"));
        Miniature.Imported imported = source.run(temp.resolve("workspace"), "auto");
        assertEquals(List.of(), imported.radiograph("a.dcm").boxes());
        assertTrue(imported.rejected().get("model.dcm").contains("a program made"), imported.rejected().toString());
        assertTrue(imported.rejected().get("lost.dcm").contains("1 box on pictures that are not among"),
                imported.rejected().toString());
    }

    @Test
    void damagedReportsAreListedAndTheRestGoesOn() throws Exception {
        report("sr.dcm", "a.dcm", new Observer.Person("R1"));
        byte[] whole = Files.readAllBytes(temp.resolve("source/sr.dcm"));
        Files.write(temp.resolve("source/sr.dcm"), java.util.Arrays.copyOf(whole, whole.length - 90));
        Miniature.Imported imported = source.run(temp.resolve("workspace"), "auto");
        assertEquals(2, imported.radiographs().size());
        assertEquals(1, imported.result().rejected().size());
    }

    @Test
    void namesOfPersonsDoNotEnterTheWorkspace() throws Exception {
        assertEquals("R1", ReportedBoxes.reader("R1", name -> "never"));
        assertEquals("reference", ReportedBoxes.reader(" ", name -> "never"));
        report("sr.dcm", "a.dcm", new Observer.Person("Vogel^Hilda"));
        String one = source.run(temp.resolve("one"), "auto").radiograph("a.dcm").boxes().getFirst().reader();
        String other = source.run(temp.resolve("other"), "auto").radiograph("a.dcm").boxes().getFirst().reader();
        assertTrue(one.matches("R-[0-9a-f]{8}"), one);
        assertNotEquals(one, other, "each workspace has a secret of its own");
        assertEquals(one, source.run(temp.resolve("one"), "auto").radiograph("a.dcm").boxes().getFirst().reader());
        assertEquals(1, source.run(temp.resolve("one"), "auto").radiograph("a.dcm").boxes().size());
    }
}
