package org.refers.model.workspace.export;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.RadiographModules;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Uids;
import org.refers.model.dicom.presentation.PresentationStateReader;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.image.GreyPipeline;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.annotation.DrawnMeasurement;
import org.refers.model.workspace.annotation.GivenLabel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PresentationSinkTest {

    private static final int SIDE = 32;
    private static final ReaderMeasurement DISTANCE = new ReaderMeasurement("R1", ReaderMeasurement.Kind.DISTANCE,
            List.of(new MeasuredLine(1, 1, 9, 9)));

    @TempDir
    private Path folder;

    private static Radiograph radiograph() {
        SplittableRandom random = new SplittableRandom(5);
        short[] stored = new short[SIDE * SIDE];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (short) random.nextInt(300, 2500);
        }
        return new Radiograph(SIDE, SIDE, stored, false, 12, 2, -100, true, List.of(), OptionalInt.empty(),
                Optional.empty(), ViewPosition.PA);
    }

    private RadiographEntry entry(String id, String photometric, ReaderBox... boxes) throws IOException {
        Path file = folder.resolve(id + ".dcm");
        DicomObject.Builder object = RadiographModules.of(radiograph())
                .text(Tags.SOP_CLASS_UID, Uids.DIGITAL_XRAY_FOR_PRESENTATION).text(Tags.SOP_INSTANCE_UID, "1.2.3." + id)
                .text(Tags.STUDY_INSTANCE_UID, "1.2.3").text(Tags.SERIES_INSTANCE_UID, "1.2.3.5")
                .text(Tags.PATIENT_ID, "P").text(Tags.MODALITY, "DX")
                .text(Tags.PHOTOMETRIC_INTERPRETATION, photometric);
        DicomWriter.write(object.build(), file);
        return new RadiographEntry(id, file, ViewPosition.PA, "DX", SIDE, SIDE, "0".repeat(64), Map.of(),
                List.of(boxes));
    }

    private BoxSink.Written write(Path out, AnnotationExport.Said said, RadiographEntry... radiographs)
            throws IOException {
        BoxSink sink = DicomSink.of(Files.createDirectories(out), BoxFormat.GSPS,
                LocalDateTime.of(2026, 1, 2, 3, 4, 5));
        StudyEntry study = new StudyEntry("s", "p", 0, Split.TEST, List.of(radiographs), Optional.empty());
        assertTrue(AnnotationExport.write(List.of(study), said, sink, done -> true));
        return sink.finish();
    }

    @Test
    void aReadersBoxesAndMeasurementsAreOneFile() throws Exception {
        ReaderBox mass = new ReaderBox("R1", "Mass", new Box(2, 3, 4, 5));
        RadiographEntry both = entry("1", "MONOCHROME1", mass, new ReaderBox("R2", "Mass", new Box(5, 5, 3, 3)));
        RadiographEntry measured = entry("2", "MONOCHROME1");
        AnnotationExport.Said said = new AnnotationExport.Said(
                Map.of("1", List.of(new GivenLabel("1", "R1", "Mass", FindingLabel.PRESENT))),
                Map.of("1", List.of(new DrawnMeasurement("x", "1", DISTANCE)), "2",
                        List.of(new DrawnMeasurement("y", "2", DISTANCE))));
        Path out = folder.resolve("out");
        BoxSink.Written written = write(out, said, both, measured);
        assertEquals(List.of("1-R1.gsps.dcm", "1-R2.gsps.dcm", "2-R1.gsps.dcm"), names(out));
        assertEquals(List.of(3, 2, 2, 2),
                List.of(written.files(), written.radiographs(), written.boxes(), written.measurements()));
        assertEquals(List.of("has labels, for which presentation states have no place; use csv or coco"),
                written.leftOut().stream().map(BoxSink.LeftOut::reason).toList());
        PresentationStateReader.Contents contents = PresentationStateReader
                .read(DicomReader.read(out.resolve("1-R1.gsps.dcm")).dataSet());
        assertEquals(List.of(mass.box()), contents.boxes().stream().map(box -> box.box()).toList());
        assertEquals("1 line and 1 text that names no known finding", contents.othersInWords(), "the distance");
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
        }
    }

    /** Without a window in the file a viewer would show all 12 bits, and a picture that nobody has read like that. */
    @Test
    void aRadiographWithoutAWindowLooksAsItDoesHere() throws Exception {
        Path out = folder.resolve("out");
        write(out, new AnnotationExport.Said(Map.of(), Map.of()),
                entry("1", "MONOCHROME1", new ReaderBox("R1", "Mass", new Box(2, 3, 4, 5))));
        DicomObject state = DicomReader.read(out.resolve("1-R1.gsps.dcm")).dataSet();
        DicomObject voi = state.items(0x00283110).getFirst();
        WindowLevel window = WindowLevel.linear(voi.number(Tags.WINDOW_CENTER).orElseThrow(),
                voi.number(Tags.WINDOW_WIDTH).orElseThrow());
        assertEquals("INVERSE", state.text(Tags.PRESENTATION_LUT_SHAPE).orElseThrow());
        GreyPipeline here = GreyPipeline.of(radiograph());
        for (short stored : new short[]{0, 299, 700, 1234, 2499, 4095}) {
            double value = stored * state.number(Tags.RESCALE_SLOPE).orElseThrow()
                    + state.number(Tags.RESCALE_INTERCEPT).orElseThrow();
            assertEquals(here.grey(stored), 1 - window.toGrey(value), 1e-5, "stored " + stored);
        }
        assertTrue(window.width() < 6000, "not the whole range: " + window);
    }

    @Test
    void coloursAreListed() throws Exception {
        Path out = folder.resolve("out");
        RadiographEntry colour = entry("1", "PALETTE COLOR", new ReaderBox("R1", "Mass", new Box(2, 3, 4, 5)));
        BoxSink.Written written = write(out, new AnnotationExport.Said(Map.of(), Map.of()), colour);
        assertEquals(List.of(), names(out));
        assertTrue(written.leftOut().getFirst().reason().startsWith("is in colour"), written.leftOut().toString());
        assertFalse(DicomSink.of(out, BoxFormat.GSPS, LocalDateTime.MIN).takes(colour));
    }
}
