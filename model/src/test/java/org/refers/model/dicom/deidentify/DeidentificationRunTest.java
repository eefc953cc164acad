package org.refers.model.dicom.deidentify;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.Tags;
import org.refers.model.dicom.Vr;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DeidentificationRunTest {

    private static final Set<DeidentificationOption> ALL = Set.of(DeidentificationOption.MODIFIED_DATES,
            DeidentificationOption.PATIENT_CHARACTERISTICS, DeidentificationOption.DEVICE_IDENTITY);

    @TempDir
    private Path folder;

    @Test
    void nothingOfACanaryIsFoundAfterwards() throws Exception {
        for (Set<DeidentificationOption> options : List.of(Set.<DeidentificationOption>of(), ALL)) {
            Path out = folder.resolve("out" + options.size());
            run(CanaryFiles.write(folder, CanaryFiles.dataSet()), out, options, Optional.empty());
            for (Path file : files(out)) {
                String all = out.relativize(file) + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (String trace : CanaryFiles.TRACES) {
                    assertFalse(all.toLowerCase(Locale.ROOT).contains(trace.toLowerCase(Locale.ROOT)),
                            trace + " in " + out.relativize(file));
                }
            }
        }
    }

    @Test
    void pixelsStayAndMarksAreSet() throws Exception {
        DicomObject result = only(run(CanaryFiles.write(folder, CanaryFiles.dataSet()), folder.resolve("out"), Set.of(),
                Optional.empty()));
        assertArrayEquals(new byte[]{1, 2, 3, 4}, result.bytes(Tags.PIXEL_DATA));
        assertEquals(Optional.of("NO"), result.text(0x00120062), "nobody has looked at the pixels");
        assertEquals(List.of("113100"), codes(result));
        assertEquals(Optional.of("REMOVED"), result.text(0x00280303));
        assertEquals(Optional.empty(), result.text(Tags.STUDY_DATE));
        assertTrue(result.contains(Tags.STUDY_DATE), "type 2 attributes stay, empty");
        assertEquals(Optional.of("MONOCHROME2"), result.text(Tags.PHOTOMETRIC_INTERPRETATION));
        assertEquals(Optional.of("CR"), result.text(Tags.MODALITY));
        assertFalse(result.contains(0x60003000));
    }

    /** Beside words of the standard, without which no picture opens, a code of the picture's group can be anybody's. */
    @Test
    void namesAmongTheCodesOfThePictureAreReplaced() throws Exception {
        DicomObject hidden = CanaryFiles.dataSet().toBuilder().text(0x0028140E, Vr.CS, "CANARY")
                .text(Tags.SERIES_NUMBER, "4711471").text(Tags.PATIENT_ID, "4711471")
                .text(Tags.PATIENT_NAME, "LINEAR^CANARY").text(Tags.VOI_LUT_FUNCTION, "LINEAR").build();
        DicomObject result = only(run(CanaryFiles.write(folder, hidden), folder.resolve("out"), Set.of(),
                Optional.empty()));
        assertEquals(Optional.of("ANONYMIZED"), result.text(0x0028140E));
        assertEquals(Optional.of("LINEAR"), result.text(Tags.VOI_LUT_FUNCTION));
        assertEquals(Optional.of("0"), result.text(Tags.SERIES_NUMBER), "the patient's number as a number");
    }

    @Test
    void optionsKeepWhatTheyName() throws Exception {
        DicomObject result = only(run(CanaryFiles.write(folder, CanaryFiles.dataSet()), folder.resolve("out"), ALL,
                Optional.empty()));
        assertEquals(List.of("113100", "113107", "113108", "113109"), codes(result));
        assertEquals(Optional.of("073Y"), result.text(Tags.PATIENT_AGE));
        assertEquals(Optional.of("F"), result.text(Tags.PATIENT_SEX));
        assertEquals(Optional.of("SN55"), result.text(Tags.DEVICE_SERIAL_NUMBER));
        assertEquals(Optional.of("101112"), result.text(Tags.STUDY_TIME));
        assertEquals(Optional.of("MODIFIED"), result.text(0x00280303));
        int study = Integer.parseInt(result.text(Tags.STUDY_DATE).orElseThrow());
        int series = Integer.parseInt(result.text(Tags.SERIES_DATE).orElseThrow());
        assertTrue(study < 20200203, "the shift is at least a year");
        assertEquals(java.time.LocalDate.parse("" + study, java.time.format.DateTimeFormatter.BASIC_ISO_DATE)
                .plusDays(1),
                java.time.LocalDate.parse("" + series, java.time.format.DateTimeFormatter.BASIC_ISO_DATE));
        assertEquals(Optional.empty(), result.text(Tags.PATIENT_BIRTH_DATE), "no option retains a date of birth");
    }

    @Test
    void referencesStillPointAtTheirFiles() throws Exception {
        DicomObject result = only(run(CanaryFiles.write(folder, CanaryFiles.dataSet()), folder.resolve("out"), Set.of(),
                Optional.empty()));
        DicomObject inner = result.items(0x00081140).getFirst().items(0x00081199).getFirst();
        assertEquals(result.text(Tags.SOP_INSTANCE_UID), inner.text(Tags.REFERENCED_SOP_INSTANCE_UID));
        assertTrue(result.text(Tags.SOP_INSTANCE_UID).orElseThrow().startsWith("2.25."));
    }

    @Test
    void reportKeepsItsFindings() throws Exception {
        DeidentificationResult result = run(CanaryFiles.write(folder, CanaryFiles.dataSet()), folder.resolve("out"),
                Set.of(), Optional.empty());
        String text = Files.readString(folder.resolve("out").resolve(result.reportReview().getFirst()));
        assertTrue(text.contains("2.5 cm mass in the left upper lobe. No effusion."), text);
        for (String gone : List.of("Vogel", "2021", "1947", "10:11", "5566778")) {
            assertFalse(text.contains(gone), text);
        }
    }

    @Test
    void reviewedPixelsAreCalledClean() throws Exception {
        Path in = CanaryFiles.write(folder, CanaryFiles.dataSet());
        Path out = folder.resolve("out");
        DeidentificationResult first = run(in, out, Set.of(), Optional.empty());
        assertEquals(1, first.pixelReview().size());
        Path list = folder.resolve("seen.txt");
        Files.copy(out.resolve("review-pixels.txt"), list);
        DeidentificationResult second = run(in, out, Set.of(), Optional.of(list));
        assertEquals(List.of(), second.pixelReview());
        DicomObject result = only(second);
        assertEquals(Optional.of("YES"), result.text(0x00120062));
        assertEquals(List.of("113100", "113101"), codes(result));
        assertFalse(Files.exists(out.resolve("review-pixels.txt")));
        assertEquals(List.of(), run(in, out, Set.of(), Optional.empty()).pixelReview(), "what was seen stays seen");
    }

    @Test
    void secondRunChangesNothingAndMendsWhatIsMissing() throws Exception {
        Path in = CanaryFiles.write(folder, CanaryFiles.dataSet());
        Path out = folder.resolve("out");
        run(in, out, Set.of(), Optional.empty());
        List<String> before = contents(out);
        assertEquals(2, run(in, out, Set.of(), Optional.empty()).unchanged());
        assertEquals(before, contents(out));
        for (Path file : files(out)) {
            if (file.toString().endsWith(".dcm")) {
                Files.delete(file);
            }
        }
        assertEquals(1, run(in, out, Set.of(), Optional.empty()).unchanged());
        assertEquals(before, contents(out));
    }

    @Test
    void badFilesAreListedAndTheRestGoesOn() throws Exception {
        Path in = CanaryFiles.write(folder, CanaryFiles.dataSet());
        Files.writeString(in.resolve("table.csv"), "a,b\n");
        Files.write(in.resolve("cut.dcm"), java.util.Arrays.copyOf(Files.readAllBytes(in.resolve(
                "ZZTEST_CANARY/Canary 1.dcm")), 300));
        Files.writeString(in.resolve("nobody.txt"), "a report of no study");
        DeidentificationResult result = run(in, folder.resolve("out"), Set.of(), Optional.empty());
        assertEquals(1, result.files());
        assertEquals(Set.of("table.csv", "cut.dcm", "nobody.txt"),
                Set.copyOf(result.rejected().stream().map(DeidentificationResult.Rejection::file).toList()));
    }

    @Test
    void placesThatWouldGiveThePatientAwayAreRefused() throws Exception {
        Path in = CanaryFiles.write(folder, CanaryFiles.dataSet());
        assertThrows(DeidentificationException.class, () -> run(in, in.resolve("out"), Set.of(), Optional.empty()));
        assertThrows(DeidentificationException.class, () -> run(in, folder, Set.of(), Optional.empty()));
        Path out = folder.resolve("out");
        assertThrows(DeidentificationException.class, () -> DeidentificationRun.of(new DeidentificationRequest(in, out,
                Set.of(), out.resolve("key"), Optional.empty(), Optional.empty()), done -> {
                }));
        run(in, out, Set.of(), Optional.empty());
        assertThrows(DeidentificationException.class, () -> run(in, out, ALL, Optional.empty()));
    }

    @Test
    void keyAndMappingAreTheOwnersAlone() throws Exception {
        Path in = CanaryFiles.write(folder, CanaryFiles.dataSet());
        Path mapping = folder.resolve("mapping.csv");
        DeidentificationRun.of(new DeidentificationRequest(in, folder.resolve("out"), Set.of(), folder.resolve("key"),
                Optional.of(mapping), Optional.empty()), done -> {
                });
        assertTrue(Files.readString(mapping).contains(CanaryFiles.NUMBER));
        if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(mapping)));
            assertEquals("rw-------",
                    PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))));
        }
    }

    @Test
    void textInUnusedBitsOfPixelsGoes() throws Exception {
        DicomObject pixels = CanaryFiles.dataSet().toBuilder().remove(0x60003000).integers(0x60000100, Vr.US, 16)
                .integers(0x60000102, Vr.US, 12).integers(Tags.BITS_ALLOCATED, 16).integers(Tags.BITS_STORED, 12)
                .integers(Tags.HIGH_BIT, 11).bytes(Tags.PIXEL_DATA, Vr.OW, new byte[]{1, 0x12, 3, 0x04, 5, 6, 7, 0x18})
                .build();
        DicomObject result = only(run(CanaryFiles.write(folder, pixels), folder.resolve("out"), Set.of(),
                Optional.empty()));
        assertArrayEquals(new byte[]{1, 0x02, 3, 0x04, 5, 6, 7, 0x08}, result.bytes(Tags.PIXEL_DATA));
    }

    private DeidentificationResult run(Path in, Path out, Set<DeidentificationOption> options, Optional<Path> reviewed)
            throws IOException, DeidentificationException {
        return DeidentificationRun.of(new DeidentificationRequest(in, out, options, folder.resolve("key"),
                Optional.empty(), reviewed), done -> {
                });
    }

    private DicomObject only(DeidentificationResult result) throws IOException, DicomException {
        assertEquals(1, result.files(), () -> result.rejected().toString());
        Path out = folder.resolve("out");
        Path file = files(out).stream().filter(path -> path.toString().endsWith(".dcm")).findFirst().orElseThrow();
        return DicomReader.read(file).dataSet();
    }

    private static List<String> codes(DicomObject dataSet) {
        return dataSet.items(0x00120064).stream().map(item -> item.text(Tags.CODE_VALUE).orElse("")).sorted().toList();
    }

    private static List<Path> files(Path out) throws IOException {
        try (Stream<Path> walked = Files.walk(out)) {
            return walked.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static List<String> contents(Path out) throws IOException {
        List<String> contents = new ArrayList<>();
        for (Path file : files(out)) {
            contents.add(
                    out.relativize(file) + ":" + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return contents;
    }
}
