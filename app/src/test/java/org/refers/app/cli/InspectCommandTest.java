package org.refers.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.FaultLog;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.RadiographModules;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Uids;
import org.refers.model.dicom.Vr;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class InspectCommandTest {

    private static final Set<String> KEYS = Set.of("format", "rows", "columns", "bits_stored", "signed", "photometric",
            "transfer_syntax", "modality", "view", "windows", "frames", "lossy", "burned_in");

    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void jsonHasTheContractsKeys() throws IOException {
        assertEquals(0, run("inspect", "--json", dicom().toString()));
        JsonNode json = new ObjectMapper().readTree(out.toByteArray());
        Set<String> keys = new TreeSet<>();
        json.fieldNames().forEachRemaining(keys::add);
        assertEquals(new TreeSet<>(KEYS), keys);
        assertEquals("dicom", json.get("format").asText());
        assertEquals(2, json.get("rows").asInt());
        assertEquals(12, json.get("bits_stored").asInt());
        assertTrue(json.get("signed").asBoolean());
        assertEquals("MONOCHROME1", json.get("photometric").asText());
        assertEquals("AP", json.get("view").asText());
        assertEquals("[[1000.0,2000.0]]", json.get("windows").toString());
        assertTrue(json.get("burned_in").isNull());
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void arrayFileHoldsStoredValuesAndPictureTheDisplay() throws IOException, RadiographException {
        Path npy = folder.resolve("out.npy");
        Path png = folder.resolve("out.png");
        assertEquals(0, run("inspect", dicom().toString(), "--npy", npy.toString(), "--png", png.toString()));
        byte[] bytes = Files.readAllBytes(npy);
        String header = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
        assertTrue(header.startsWith("{'descr': '<i2', 'fortran_order': False, 'shape': (2, 2), }"), header);
        assertArrayEquals(new byte[]{0, 0, -1, -1, (byte) 0xff, 7, 0, (byte) 0xf8},
                Arrays.copyOfRange(bytes, 128, bytes.length));
        // MONOCHROME1: the lowest value is white.
        short[] shown = RadiographReader.storedValues(png).values();
        assertEquals(255, shown[3]);
        assertEquals(0, shown[2]);
    }

    @Test
    void badFilesEndWithTwoAndOneLine() throws IOException {
        Path cut = folder.resolve("cut.dcm");
        byte[] whole = Files.readAllBytes(dicom());
        Files.write(cut, Arrays.copyOf(whole, whole.length - 2));
        assertEquals(2, run("inspect", "--json", cut.toString()));
        assertEquals(2, run("inspect", folder.resolve("absent.dcm").toString()));
        assertEquals(2, run("inspect", folder.toString()));
        String told = err.toString(StandardCharsets.UTF_8);
        assertEquals(3, told.lines().count(), told);
        assertTrue(told.startsWith("cut.dcm: Pixel Data (7FE0,0010)"), told);
        assertTrue(told.lines().findFirst().orElseThrow().endsWith("or leave it out."), told);
        assertTrue(told.contains("absent.dcm: there is no such file; check its name."), told);
        Path nowhere = folder.resolve("no/values.npy");
        assertEquals(2, run("inspect", dicom().toString(), "--npy", nowhere.toString()));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains(nowhere + " cannot be written;"), told);
        assertEquals("", out.toString(StandardCharsets.UTF_8));
    }

    @Test
    void framesOverlaysAndSpacingAreTold() throws IOException, RadiographException {
        Path file = folder.resolve("frames.dcm");
        DicomObject dataSet = RadiographModules
                .of(Radiograph.ofEightBits(2, 2, new short[]{1, 2, 3, 4}, ViewPosition.PA))
                .text(Tags.SOP_CLASS_UID, Uids.COMPUTED_RADIOGRAPHY).text(Tags.SOP_INSTANCE_UID, Uids.fromSeed("f"))
                .text(Tags.NUMBER_OF_FRAMES, "2").bytes(Tags.PIXEL_DATA, Vr.OB, new byte[]{1, 2, 3, 4, 5, 6, 7, 8})
                .text(Tags.IMAGER_PIXEL_SPACING, "0.2\\0.2")
                .text(Tags.ESTIMATED_RADIOGRAPHIC_MAGNIFICATION_FACTOR, "1.1").integers(0x60000010, Vr.US, 2)
                .integers(0x60000011, Vr.US, 2).integers(0x60000050, Vr.SS, 1, 1).text(0x60001500, Vr.LO, "Marker")
                .bytes(0x60003000, Vr.OW, new byte[]{0b0010, 0}).build();
        DicomWriter.write(dataSet, file);
        Path png = folder.resolve("frames.png");
        assertEquals(0, run("inspect", file.toString(), "--frame", "1", "--overlays", "--png", png.toString()));
        assertArrayEquals(new short[]{5, 255, 7, 8}, RadiographReader.storedValues(png).values());
        String told = out.toString(StandardCharsets.UTF_8);
        assertTrue(told.contains("overlay: 2 x 2 at row 1, column 1, Marker"), told);
        assertTrue(told.contains("pixel spacing: 0.2 x 0.2 mm (rows x columns), on the detector, magnified 1.1 times"),
                told);
        assertTrue(told.contains("read by: refers"), told);
        assertEquals(2, run("inspect", file.toString(), "--frame", "2"));
        assertTrue(err.toString(StandardCharsets.UTF_8).contains("frames.dcm: holds 2 frames"));
    }

    private Path dicom() throws IOException {
        Radiograph radiograph = new Radiograph(2, 2, new short[]{0, -1, 2047, -2048}, true, 12, 1, 0, true,
                List.of(WindowLevel.linear(1000, 2000)), OptionalInt.empty(), Optional.empty(), ViewPosition.AP);
        DicomObject dataSet = RadiographModules.of(radiograph).text(Tags.SOP_CLASS_UID, Uids.COMPUTED_RADIOGRAPHY)
                .text(Tags.SOP_INSTANCE_UID, Uids.fromSeed("inspect")).text(Tags.MODALITY, "CR").build();
        Path file = folder.resolve("image.dcm");
        DicomWriter.write(dataSet, file);
        return file;
    }

    private int run(String... arguments) {
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Cli(console, new FaultLog(folder.resolve("logs/refers.log")), (workspace, runs) -> 0).run(arguments);
    }
}
