package org.refers.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.FaultLog;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.RadiographModules;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Uids;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.annotation.AnnotationChange;
import org.refers.model.workspace.annotation.Annotations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** De-identification and export of boxes from the command line. */
class DeidentifyCommandTest {

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void jsonSaysWhatWasDoneAndWhatIsToBeReviewed() throws IOException {
        write("a.dcm");
        assertEquals(0, run("deidentify", in(), "--out", path("out"), "--key", path("key"), "--retain", "dates,patient",
                "--json"), text(err));
        JsonNode json = new ObjectMapper().readTree(out.toByteArray());
        Set<String> keys = new TreeSet<>();
        json.fieldNames().forEachRemaining(keys::add);
        assertEquals(Set.of("out", "files", "reports", "patients", "studies", "unchanged", "actions", "options",
                "review", "rejected", "record", "key", "mapping"), keys);
        assertEquals(1, json.get("files").asInt());
        assertEquals(1, json.get("review").get("pixels").size());
        assertEquals("113107", json.get("options").get(1).get("code").asText());
        assertFalse(Files.readString(folder.resolve("out/deidentification.json")).contains("DOE"));
    }

    @Test
    void wordsAskForReview() throws IOException {
        write("a.dcm");
        assertEquals(0, run("deidentify", in(), "--out", path("out"), "--key", path("key")));
        assertTrue(text(out).contains("Review the pixels of 1 file:"), text(out));
    }

    @Test
    void badUsageEndsWithTwoInOneLine() throws IOException {
        write("a.dcm");
        assertEquals(2, run("deidentify", in(), "--out", in() + "/out", "--key", path("key")));
        assertEquals(2, run("deidentify", path("nowhere"), "--out", path("out"), "--key", path("key")));
        assertEquals(2, run("deidentify", in(), "--out", path("out"), "--retain", "names"));
        assertEquals(3, text(err).lines().count(), text(err));
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void boxesGoOutAsObjectsAndTables() throws IOException {
        write("a.dcm");
        Files.writeString(folder.resolve("in/radiographs.csv"), "file,patient,study\na.dcm,P1,S1\n");
        Files.writeString(folder.resolve("in/boxes.csv"),
                "file,finding,reader,x,y,width,height\na.dcm,Mass,R1,1,0,2,2\n");
        assertEquals(0, run("import", in(), "--workspace", path("w"), "--json"), text(err));
        for (String format : new String[]{"sr", "seg", "gsps", "csv", "coco"}) {
            out.reset();
            assertEquals(0, run("boxes", "--workspace", path("w"), "--format", format, "--out", path(format), "--json"),
                    text(err));
            JsonNode json = new ObjectMapper().readTree(out.toByteArray());
            assertEquals(1, json.get("boxes").asInt(), json.toString());
            assertEquals(0, json.get("left_out").size(), json.toString());
        }
        assertTrue(Files.readString(folder.resolve("csv/boxes.csv")).contains(",R1,,Mass,1.0,0.0,2.0,2.0,"));
        JsonNode coco = new ObjectMapper().readTree(folder.resolve("coco/boxes.json").toFile());
        assertEquals("[1.0,0.0,2.0,2.0]", coco.get("annotations").get(0).get("bbox").toString());
        assertFalse(coco.toString().contains("a.dcm"), "file names only where they are asked for");
    }

    /** They are all that some radiographs have, and presentation states alone of the DICOM objects hold them. */
    @Test
    void measurementsGoOutAsPresentationStates() throws Exception {
        write("a.dcm");
        assertEquals(0, run("import", in(), "--workspace", path("w"), "--json"), text(err));
        assertEquals(2, run("boxes", "--workspace", path("w"), "--format", "gsps", "--out", path("gsps")));
        assertTrue(text(err).contains("no radiograph with boxes or measurements"), text(err));
        try (Workspace workspace = Workspace.open(folder.resolve("w"))) {
            new Annotations(workspace, Clock.systemUTC()).make(AnnotationChange.measure(
                    workspace.studies().getFirst().radiographs().getFirst().id(), new ReaderMeasurement("R1",
                            ReaderMeasurement.Kind.DISTANCE, List.of(new MeasuredLine(0, 1, 3, 1)))));
        }
        out.reset();
        assertEquals(0, run("boxes", "--workspace", path("w"), "--format", "gsps", "--out", path("gsps")), text(err));
        assertTrue(text(out).startsWith("0 boxes and 1 measurement of 1 radiograph in 1 file"), text(out));
    }

    private String in() {
        return path("in");
    }

    private String path(String name) {
        return folder.resolve(name).toString();
    }

    private void write(String name) throws IOException {
        Radiograph radiograph = new Radiograph(2, 4, new short[8], false, 12, 1, 0, false, List.of(),
                OptionalInt.empty(), Optional.empty(), ViewPosition.PA);
        Files.createDirectories(folder.resolve("in"));
        DicomWriter.write(RadiographModules.of(radiograph).text(Tags.SOP_CLASS_UID, Uids.DIGITAL_XRAY_FOR_PRESENTATION)
                .text(Tags.SOP_INSTANCE_UID, "1.2.3.4").text(Tags.STUDY_INSTANCE_UID, "1.2.3")
                .text(Tags.SERIES_INSTANCE_UID, "1.2.3.5").text(Tags.PATIENT_NAME, "DOE^JANE")
                .text(Tags.PATIENT_ID, "DOE-1").text(Tags.MODALITY, "DX").build(), folder.resolve("in").resolve(name));
    }

    private int run(String... arguments) {
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Cli(console, new FaultLog(folder.resolve("logs/refers.log")), (model, workspace) -> 0)
                .run(arguments);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
