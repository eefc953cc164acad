package org.refers.model.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DicomDirectoryTest {

    private static final int NONE = DirectoryRecords.NONE;

    @TempDir
    private Path folder = Path.of("");

    @Test
    void patientsStudiesSeriesAndImagesAreRead() throws IOException, DicomException {
        DicomDirectory directory = DicomDirectory.read(write(usual()));
        assertEquals(2, directory.patients().size());
        DicomDirectory.Patient patient = directory.patients().getFirst();
        assertEquals("P1", patient.id().orElseThrow());
        assertEquals("Test", patient.name().orElseThrow().alphabetic().family());
        DicomDirectory.Study study = patient.studies().getFirst();
        assertEquals("20260101", study.date().orElseThrow());
        assertEquals("CR", study.series().getFirst().modality().orElseThrow());
        List<DicomDirectory.Instance> instances = study.series().getFirst().instances();
        assertEquals(List.of("IMAGES", "CR1"), instances.getFirst().fileId());
        assertTrue(instances.getFirst().isImage());
        assertEquals("SR DOCUMENT", instances.get(1).type());
        assertEquals(2, directory.instances().size());
        assertTrue(directory.patients().get(1).studies().isEmpty());
    }

    @Test
    void aRecordOutOfUseIsPassedOver() throws IOException, DicomException {
        DirectoryRecords records = new DirectoryRecords().add("PATIENT", 1, NONE, DicomObject.builder());
        records.add("PATIENT", NONE, NONE, DicomObject.builder().text(Tags.PATIENT_ID, "second"));
        byte[] bytes = records.bytes();
        // The flag of the first record: FFFF after (0004,1410) US 2.
        int at = find(bytes, new byte[]{4, 0, 0x10, 0x14, 'U', 'S', 2, 0});
        bytes[at + 8] = 0;
        bytes[at + 9] = 0;
        DicomDirectory read = DicomDirectory.read(Files.write(folder.resolve("DICOMDIR"), bytes));
        assertEquals(List.of("second"), read.patients().stream().map(p -> p.id().orElse("")).toList());
    }

    @Test
    void linksInACircleAndIntoNothingAreRefused() throws IOException, DicomException {
        Path circle = write(new DirectoryRecords().add("PATIENT", 0, NONE, DicomObject.builder()));
        String words = assertThrows(DicomException.class, () -> DicomDirectory.read(circle)).getMessage();
        assertTrue(words.startsWith("DICOMDIR: Directory Record Sequence (0004,1220) has a link"), words);
        Path down = write(new DirectoryRecords().add("PATIENT", NONE, 1, DicomObject.builder()).add("STUDY", NONE, 0,
                DicomObject.builder()));
        assertThrows(DicomException.class, () -> DicomDirectory.read(down));
        byte[] bytes = new DirectoryRecords().add("PATIENT", NONE, NONE, DicomObject.builder()).bytes();
        bytes[find(bytes, new byte[]{4, 0, 0, 0x12, 'U', 'L', 4, 0}) + 8] ^= 2;
        Path nowhere = Files.write(folder.resolve("DICOMDIR"), bytes);
        assertThrows(DicomException.class, () -> DicomDirectory.read(nowhere));
    }

    /** Damage anywhere ends in a directory or in words, never in another exception or in a loop. */
    @Test
    @Timeout(60)
    void damageIsRefusedInWords() throws IOException, DicomException {
        byte[] whole = usual().bytes();
        Random random = new Random(5);
        int refused = 0;
        for (int i = 0; i < 2000; i++) {
            byte[] damaged = whole.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                damaged[132 + random.nextInt(damaged.length - 132)] = (byte) random.nextInt();
            }
            Path file = Files.write(folder.resolve("DICOMDIR"), damaged);
            try {
                DicomDirectory.read(file).instances();
            } catch (DicomException e) {
                assertTrue(e.getMessage().startsWith("DICOMDIR: "), e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > 500, refused + " refused");
    }

    @Test
    void filesAreFoundBelowTheFolderOnly() throws IOException, DicomException {
        Path disc = Files.createDirectories(folder.resolve("disc/images"));
        Path picture = Files.writeString(disc.resolve("cr1"), "x");
        Files.writeString(folder.resolve("SECRET"), "x");
        FileSet set = FileSet.of(write(usual(), folder.resolve("disc")));
        assertEquals(picture.toRealPath(), set.find(List.of("IMAGES", "CR1")).orElseThrow().toRealPath());
        assertTrue(set.find(List.of("IMAGES", "CR2")).isEmpty());
        assertTrue(set.find(List.of("IMAGES")).isEmpty());
        for (List<String> hostile : List.of(List.of("..", "SECRET"), List.of("IMAGES", "..", "..", "SECRET"),
                List.of("/etc/passwd"), List.of("IMAGES/../../SECRET"), List.of(""), List.of("."), List.of("C:", "X"),
                List.<String>of(), List.of("A", "B", "C", "D", "E", "F", "G", "H", "I"))) {
            assertThrows(DicomException.class, () -> set.find(hostile), hostile.toString());
        }
    }

    @Test
    void aLinkThatLeadsOutIsNotFollowed() throws IOException, DicomException {
        Path disc = Files.createDirectories(folder.resolve("disc"));
        Path outside = Files.createDirectories(folder.resolve("outside"));
        Files.writeString(outside.resolve("CR1"), "x");
        Files.createSymbolicLink(disc.resolve("IMAGES"), outside);
        FileSet set = FileSet.of(write(usual(), disc));
        assertThrows(DicomException.class, () -> set.find(List.of("IMAGES", "CR1")));
        assertThrows(DicomException.class, () -> set.find(List.of("IMAGES", "cr1")));
    }

    static DirectoryRecords usual() {
        return new DirectoryRecords()
                .add("PATIENT", 5, 1,
                        DicomObject.builder().text(Tags.PATIENT_ID, "P1").text(Tags.PATIENT_NAME, "Test^Case"))
                .add("STUDY", NONE, 2, DicomObject.builder().text(Tags.STUDY_DATE, "20260101"))
                .add("SERIES", NONE, 3, DicomObject.builder().text(Tags.MODALITY, "CR"))
                .add("IMAGE", 4, NONE, DicomObject.builder().text(Tags.REFERENCED_FILE_ID, "IMAGES\\CR1"))
                .add("SR DOCUMENT", NONE, NONE, DicomObject.builder().text(Tags.REFERENCED_FILE_ID, "IMAGES\\SR1"))
                .add("PATIENT", 6, NONE, DicomObject.builder().text(Tags.PATIENT_ID, "P2"))
                .add("PRIVATE", NONE, NONE, DicomObject.builder());
    }

    private Path write(DirectoryRecords records) throws IOException, DicomException {
        return write(records, folder);
    }

    private static Path write(DirectoryRecords records, Path folder) throws IOException, DicomException {
        return Files.write(folder.resolve("DICOMDIR"), records.bytes());
    }

    private static int find(byte[] bytes, byte[] wanted) {
        for (int at = 0; at + wanted.length <= bytes.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("not found");
    }
}
