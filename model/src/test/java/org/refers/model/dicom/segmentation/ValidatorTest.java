package org.refers.model.dicom.segmentation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Uids;
import org.refers.model.dicom.presentation.PresentationState;
import org.refers.model.dicom.presentation.PresentationState.Drawn;
import org.refers.model.dicom.presentation.PresentationState.Look;
import org.refers.model.dicom.presentation.PresentationStateWriter;
import org.refers.model.dicom.structured.BoxReport;
import org.refers.model.dicom.structured.BoxReportWriter;
import org.refers.model.dicom.structured.FoundBox;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.dicom.structured.ReferencedRadiograph;
import org.refers.model.finding.Box;
import org.refers.model.finding.MaskBoxes;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.study.PixelSpacing;
import org.refers.model.study.WindowLevel;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What is written, held against dicom3tools' validator where it is installed; without it these tests are skipped. */
class ValidatorTest {

    private static final LocalDateTime THEN = LocalDateTime.of(2026, 1, 2, 3, 4, 5);
    private static final Box BOX = new Box(2.5, 3.5, 10, 7);

    @TempDir
    private Path folder;

    private static ReferencedRadiograph radiograph() throws Exception {
        return ReferencedRadiograph.of(DicomObject.builder().text(Tags.SOP_CLASS_UID, Uids.COMPUTED_RADIOGRAPHY)
                .text(Tags.SOP_INSTANCE_UID, "1.2.3.4").text(Tags.STUDY_INSTANCE_UID, "1.2.3")
                .text(Tags.SERIES_INSTANCE_UID, "1.2.3.9").text(Tags.PATIENT_NAME, "Müller^Jörg")
                .text(Tags.PATIENT_ID, "P1").text(Tags.PATIENT_SEX, "M").text(Tags.PATIENT_BIRTH_DATE, "19500101")
                .text(Tags.STUDY_ID, "1").text(Tags.STUDY_DATE, "20260101").text(Tags.STUDY_TIME, "010203")
                .text(Tags.ACCESSION_NUMBER, "A1").text(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME1")
                .decimals(Tags.RESCALE_SLOPE, 1).decimals(Tags.RESCALE_INTERCEPT, 0).integers(Tags.ROWS, 33)
                .integers(Tags.COLUMNS, 35).build());
    }

    private List<String> errors(DicomObject dataSet) throws IOException, InterruptedException {
        Path validator = Path.of("/usr/bin/dciodvfy");
        Assumptions.assumeTrue(Files.isExecutable(validator), "skipped: dicom3tools' dciodvfy is not installed");
        Path file = folder.resolve("object.dcm");
        DicomWriter.write(dataSet, file);
        Process process = new ProcessBuilder(validator.toString(), file.toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        process.waitFor();
        return said.lines().filter(line -> line.startsWith("Error")).toList();
    }

    @Test
    void readersBoxesAreAValidReport() throws Exception {
        assertEquals(List.of(), errors(BoxReportWriter.write(new BoxReport(radiograph(), new Observer.Person("R1"),
                List.of(new FoundBox("Pleuraerguß", BOX, OptionalDouble.empty())), THEN)).orElseThrow()));
    }

    @Test
    void aModelsBoxesAreAValidReport() throws Exception {
        assertEquals(List.of(),
                errors(BoxReportWriter.write(new BoxReport(radiograph(), new Observer.Algorithm("run", "abc"),
                        List.of(new FoundBox("Mass", BOX, OptionalDouble.of(0.75)),
                                new FoundBox("Cardiomegaly", BOX, OptionalDouble.of(1.0 / 3))),
                        THEN)).orElseThrow()));
    }

    @Test
    void masksAreAValidSegmentation() throws Exception {
        Segment mass = new Segment("Mass", new Observer.Person("R1"), MaskBoxes.pixels(BOX, 33, 35));
        Segment other = new Segment("Something odd", new Observer.Algorithm("run", "abc"),
                MaskBoxes.pixels(new Box(0, 0, 35, 33), 33, 35));
        assertEquals(List.of(), errors(SegmentationWriter.binary(radiograph(), List.of(mass, other), THEN)));
        assertEquals(List.of(), errors(SegmentationWriter.binary(radiograph(), List.of(mass), THEN)));
    }

    @Test
    void mapsAreAValidSegmentation() throws Exception {
        assertEquals(List.of(), errors(SegmentationWriter.fractional(radiograph(), List.of(
                new ActivationSegment("Mass", new Observer.Algorithm("run", "abc"), new float[33 * 35])), THEN)));
    }

    @Test
    void boxesAndMeasurementsAreAValidPresentationState() throws Exception {
        ReaderMeasurement ratio = new ReaderMeasurement("R1", ReaderMeasurement.Kind.CARDIOTHORACIC_RATIO,
                List.of(new MeasuredLine(5, 6, 15, 6), new MeasuredLine(1, 9, 30, 9)));
        Drawn drawn = new Drawn(List.of(new FoundBox("Pleuraerguß", BOX, OptionalDouble.empty()),
                new FoundBox("Mass", BOX, OptionalDouble.of(0.75))), List.of(ratio));
        for (Observer observer : List.of(new Observer.Person("R1"), new Observer.Algorithm("run", "abc"))) {
            for (Optional<PixelSpacing> spacing : List.of(Optional.<PixelSpacing>empty(),
                    Optional.of(new PixelSpacing(0.1, 0.1, PixelSpacing.Kind.DETECTOR)))) {
                Look look = new Look(Optional.of(WindowLevel.linear(512, 1024)), spacing);
                DicomObject state = PresentationStateWriter
                        .write(new PresentationState(radiograph(), observer, drawn, look, THEN)).orElseThrow();
                assertEquals(List.of(), errors(state));
            }
        }
    }
}
