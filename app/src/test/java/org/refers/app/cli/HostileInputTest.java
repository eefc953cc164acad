package org.refers.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.app.error.FaultLog;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Vr;
import org.refers.model.image.JpegWriter;
import org.refers.model.image.PngWriter;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.Preset;
import org.refers.model.network.Size;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsWriter;
import org.refers.training.predict.ClassifierFile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Every kind of file that a person hands to a command, cut, scratched, emptied or of another kind: the command ends with 0 or
 * 2, says one line, shows no stack and writes nothing to its log, which is for faults of ours.
 */
class HostileInputTest {

    /** Each damage is done this many times with other bytes. */
    private static final int ROUNDS = 6;

    @TempDir
    private static Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void makeWorkspace() throws IOException {
        HostileInputTest commands = new HostileInputTest();
        Path source = Files.createDirectories(folder.resolve("sound"));
        for (int i = 0; i < 4; i++) {
            PngWriter.writeGrey(source.resolve(i + ".png"), 8, 8, new byte[]{(byte) i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
                0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
        }
        assertEquals(0, commands.run("import", source.toString(), "--workspace", path("w")), commands.err());
    }

    private static String path(String name) {
        return folder.resolve(name).toString();
    }

    @Test
    void pictures() throws IOException {
        byte[] grey = new byte[48];
        new SplittableRandom(1).nextBytes(grey);
        Map<String, byte[]> sound = new LinkedHashMap<>();
        sound.put("a.png", PngWriter.grey(6, 8, grey));
        sound.put("a.jpg", JpegWriter.grey(6, 8, grey, 0.9));
        sound.put("a.dcm", DicomWriter.toBytes(dicom(grey)));
        for (var kind : sound.entrySet()) {
            for (Path file : damaged(kind.getKey(), kind.getValue())) {
                assertToldInOneLine("inspect", file.toString());
                assertToldInOneLine("import", file.getParent().toString(), "--workspace", path("w-" + kind.getKey()));
            }
        }
    }

    private static DicomObject dicom(byte[] grey) {
        return DicomObject.builder().text(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.1.1")
                .text(Tags.SOP_INSTANCE_UID, "2.25.1").text(Tags.PHOTOMETRIC_INTERPRETATION, "MONOCHROME2")
                .integers(Tags.ROWS, 6).integers(Tags.COLUMNS, 8).integers(Tags.SAMPLES_PER_PIXEL, 1)
                .integers(Tags.BITS_ALLOCATED, 8).integers(Tags.BITS_STORED, 8).integers(Tags.HIGH_BIT, 7)
                .integers(Tags.PIXEL_REPRESENTATION, 0).bytes(Tags.PIXEL_DATA, Vr.OB, grey).build();
    }

    @Test
    void tablesAndScores() throws IOException {
        for (Path file : damaged("radiographs.csv",
                "file,patient,view,Mass\n0.png,1,PA,present\n1.png,2,AP,absent\n")) {
            assertToldInOneLine("import", file.toString(), "--workspace", path("w-csv"));
            assertToldInOneLine("import", file.getParent().toString(), "--workspace", path("w-csv2"), "--kind", "csv");
        }
        for (Path file : damaged("scores.txt", "1 0.9\n0 0.25\n1 0.5\n0 0.75\n")) {
            assertToldInOneLine("evaluate", "--scores", file.toString(), "--json");
        }
        for (Path file : damaged("test.csv",
                "radiograph_id,study_id,patient_id,split,mass,mass_label\nr,s,p,test,0.5,1\n")) {
            Path run = Files.createDirectories(file.resolveSibling("run/predictions"));
            Files.copy(file, run.resolve("test.csv"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(file.resolveSibling("run/config.yaml"), "kind: finetune\n");
            assertToldInOneLine("evaluate", "--run", file.resolveSibling("run").toString(), "--json");
        }
    }

    @Test
    void weightsModelsAndRecipes() throws IOException {
        Path sound = folder.resolve("sound.safetensors");
        Safetensors.writer().metadata("refers.format", "1").floats("blocks.0.norm1.weight", new long[]{4},
                new float[]{1, 2, 3, 4}).write(sound);
        byte[] weights = Files.readAllBytes(sound);
        for (Path file : damaged("w.safetensors", weights)) {
            assertToldInOneLine("weights", "import", file.toString(), "--out", path("out.safetensors"));
            assertToldInOneLine("predict", "--model", file.toString(), "--workspace", path("w"), "--out",
                    path("o.csv"));
            assertToldInOneLine("explain", "--model", file.toString(), "--image", path("sound/0.png"), "--out",
                    path("maps"));
            assertToldInOneLine("report", "--model", file.toString(), "--study", path("sound/0.png"));
            assertToldInOneLine("weights", "export", "--model", file.toString(), "--out", path("e.safetensors"));
        }
        for (Path file : damaged("recipe.yaml", "format: 1\nbase: demo\nlr: {value: 0.1, reason: tried}\nnone: 3\n")) {
            assertToldInOneLine("pretrain", "--workspace", path("w"), "--run", path("r"), "--recipe", file.toString(),
                    "--device", "cpu");
        }
    }

    /** A few bytes that state a network of hundreds of megabytes, or findings that are none. */
    @Test
    void modelsThatHoldLessThanTheyState() throws IOException {
        for (String findings : List.of("[\"mass\"]", "null", "[null]", "{}", "[\"a\",\"b\"]")) {
            Path file = folder.resolve("stated.safetensors");
            SafetensorsWriter writer = Safetensors.writer();
            ModelFile.describe(writer, NetworkConfig.of(Preset.PAPER, Size.BASE, 50, 50).with("num_classes", "1"));
            writer.metadata(ClassifierFile.FINDINGS_KEY, findings).floats("x", new long[]{1}, new float[]{1})
                    .write(file);
            assertToldInOneLine("explain", "--model", file.toString(), "--image", path("sound/0.png"), "--out",
                    path("maps"));
            assertToldInOneLine("predict", "--model", file.toString(), "--workspace", path("w"), "--out",
                    path("o.csv"));
        }
    }

    /** Names that are none, and such that would break a line, a table, or what a terminal shows. */
    @Test
    void namesAreShownAndDoNoHarm() throws IOException {
        Path source = Files.createDirectories(folder.resolve("names"));
        for (String name : List.of("line\nbreak.png", "bell\u0007\u001b[31mred.png", "rtl\u202egnp.exe.png",
                "CON.png", "aux", "=cmd()'.png", "n".repeat(240) + ".png", "\ud83e\udec1.png", "quote\".png")) {
            Files.writeString(source.resolve(name), "no picture");
        }
        PngWriter.writeGrey(source.resolve("ok\r\nX.png"), 8, 8, new byte[64]);
        assertEquals(0, run("import", source.toString(), "--workspace", path("w-names")), err());
        for (String text : List.of(out.toString(StandardCharsets.UTF_8), err())) {
            assertFalse(text.contains("\u202e") || text.contains("\u001b") || text.contains("\u0007"), text);
            assertTrue(text.lines().noneMatch(line -> line.startsWith("break.png") || line.startsWith("X.png")), text);
        }
        assertEquals(0, run("import", source.toString(), "--workspace", path("w-names"), "--json"), err());
        String json = out.toString(StandardCharsets.UTF_8);
        assertFalse(json.contains("\u202e"), json);
        assertTrue(new ObjectMapper().readTree(json).path("rejected").findValuesAsText("file")
                .contains("rtl\u202egnp.exe.png"), json);
        assertEquals(2, run("inspect", source.resolve("rtl\u202egnp.exe.png").toString()));
        assertTrue(err().contains("\\u202e") && err().lines().count() == 1, err());
    }

    /** A file may be a program besides: it is read, it is told, and what we write of it is none. */
    @Test
    void aPreambleThatIsAProgramIsTold() throws IOException, DicomException {
        byte[] grey = new byte[48];
        byte[] dicom = DicomWriter.toBytes(dicom(grey));
        byte[] shell = "#!/bin/sh\ntouch /tmp/owned\nexit\n".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(shell, 0, dicom, 0, shell.length);
        Path file = Files.write(folder.resolve("polyglot.dcm"), dicom);
        assertEquals(0, run("inspect", file.toString(), "--json"), err());
        assertTrue(err().contains("is a script too"), err());
        assertEquals(1, out.toString(StandardCharsets.UTF_8).lines().count());
        Path written = folder.resolve("written.dcm");
        DicomWriter.write(DicomReader.read(file).dataSet(), written);
        assertArrayEquals(new byte[128], Arrays.copyOf(Files.readAllBytes(written), 128));
    }

    private static List<Path> damaged(String name, String text) throws IOException {
        return damaged(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Path> damaged(String name, byte[] sound) throws IOException {
        List<byte[]> files = new ArrayList<>(List.of(new byte[0], new byte[]{0}, new byte[600],
                "{\"a\":[".repeat(50).getBytes(StandardCharsets.UTF_8),
                "\u00fc\u00df".getBytes(StandardCharsets.ISO_8859_1),
                new byte[]{(byte) 0xff, (byte) 0xfe, 'a', 0}));
        SplittableRandom random = new SplittableRandom(name.hashCode());
        for (int round = 0; round < ROUNDS; round++) {
            files.add(Arrays.copyOf(sound, random.nextInt(sound.length)));
            byte[] scratched = sound.clone();
            for (int i = 0; i <= round; i++) {
                scratched[random.nextInt(sound.length)] = (byte) random.nextInt(256);
            }
            files.add(scratched);
        }
        List<Path> written = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            Path place = Files.createDirectories(folder.resolve("d-" + name + "-" + i));
            written.add(Files.write(place.resolve(name), files.get(i)));
        }
        return written;
    }

    private void assertToldInOneLine(String... arguments) throws IOException {
        int code = run(arguments);
        String what = String.join(" ", arguments) + " -> " + code + ": " + err();
        Path log = folder.resolve("refers.log");
        assertFalse(Files.exists(log), () -> what + read(log));
        assertTrue(code == 0 || code == 2, what);
        if (code == 2) {
            assertEquals("", out.toString(StandardCharsets.UTF_8), what);
            assertFalse(err().lines().anyMatch(line -> line.startsWith("\tat ") || line.contains("Exception")), what);
            assertEquals(1, err().lines().filter(line -> !line.startsWith("Importing as ")).count(), what);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            return gone.toString();
        }
    }

    private int run(String... arguments) {
        out.reset();
        err.reset();
        Console console = new Console(new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        return new Cli(console, new FaultLog(folder.resolve("refers.log")), (workspace, runs) -> 0).run(arguments);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
