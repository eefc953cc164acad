package org.refers.model.workspace.importer;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DirectoryRecords;
import org.refers.model.dicom.Tags;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.WorkspaceCounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

class FolderImporterTest {

    private static final String CANARY = "CANARY^JANE-4711";

    @TempDir
    Path temp;

    private Path workspace;
    private Miniature source;

    @BeforeEach
    void folders() throws IOException {
        workspace = temp.resolve("workspace");
        source = new Miniature(Files.createDirectories(temp.resolve("source")));
    }

    private static Set<Set<String>> groups(Miniature.Imported imported) {
        return imported.studies().stream()
                .map(study -> study.radiographs().stream().map(entry -> SourceFolder.nameOf(entry.file()))
                        .collect(Collectors.toCollection(TreeSet::new)))
                .collect(Collectors.toSet());
    }

    @Test
    void dicomFilesAreGroupedByStudyUidWhereverTheyLie() throws Exception {
        source.dicom("a/1.dcm", "P1", "1.2.1", "A1", ViewPosition.PA)
                .dicom("b/without-extension", "P1", "1.2.1", "A1", ViewPosition.LATERAL)
                .dicom("b/3.dcm", "P1", "1.2.2", "A2", ViewPosition.AP)
                .dicom("c.dcm", "P2", "1.2.3", "A3", ViewPosition.PA);
        Miniature.Imported imported = source.run(workspace, "auto");
        assertEquals(Set.of(Set.of("1.dcm", "without-extension"), Set.of("3.dcm"), Set.of("c.dcm")), groups(imported));
        assertEquals(2, imported.studies().stream().map(StudyEntry::patientId).distinct().count());
        assertEquals("DX", imported.radiograph("c.dcm").modality());
        assertEquals(ViewPosition.LATERAL, imported.radiograph("without-extension").view());
        assertEquals(Miniature.COLUMNS, imported.radiograph("c.dcm").columns());
        assertTrue(imported.result().rejected().isEmpty());
    }

    @Test
    void aDicomdirIsNoRadiographAndTellsWhatWasLost() throws Exception {
        source.dicom("IMAGES/CR1", "P1", "1.2.1", "A1", ViewPosition.PA);
        DirectoryRecords records = new DirectoryRecords()
                .add("PATIENT", DirectoryRecords.NONE, 1, DicomObject.builder().text(Tags.PATIENT_NAME, CANARY))
                .add("STUDY", DirectoryRecords.NONE, 2, DicomObject.builder())
                .add("SERIES", DirectoryRecords.NONE, 3, DicomObject.builder())
                .add("IMAGE", 4, DirectoryRecords.NONE,
                        DicomObject.builder().text(Tags.REFERENCED_FILE_ID, "IMAGES\\CR1"))
                .add("IMAGE", 5, DirectoryRecords.NONE,
                        DicomObject.builder().text(Tags.REFERENCED_FILE_ID, "IMAGES\\CR2"))
                .add("SR DOCUMENT", DirectoryRecords.NONE, DirectoryRecords.NONE,
                        DicomObject.builder().text(Tags.REFERENCED_FILE_ID, "..\\SECRET"));
        byte[] bytes = records.bytes();
        Files.write(source.path("DICOMDIR"), bytes);
        Files.write(source.path("other-name.dcm"), bytes);
        Miniature.Imported imported = source.run(workspace, "folder");
        assertEquals(Set.of(Set.of("CR1")), groups(imported));
        List<String> reasons = imported.result().rejected().stream().map(one -> one.reason()).toList();
        assertEquals(3, reasons.size(), reasons.toString());
        assertTrue(reasons.contains("lists IMAGES/CR2, which is not there; copy the disc again"), reasons.toString());
        assertTrue(reasons.stream().anyMatch(r -> r.startsWith("lists \"../SECRET\", which was not opened: ")),
                reasons.toString());
        assertTrue(reasons.stream().anyMatch(r -> r.startsWith("is a DICOM directory (DICOMDIR)")), reasons.toString());
        assertTrue(imported.result().notices().contains(
                "A DICOMDIR lists 2 pictures and 1 other object; 2 of them cannot be used."));
    }

    @Test
    void filesOfOtherKindsAreCountedInWords() throws Exception {
        source.picture("18.png");
        for (String name : List.of("a.db", "b.db", "c.zip", "README")) {
            Files.writeString(source.path(name), "no picture");
        }
        assertEquals(List.of("Files of other kinds were left alone: .db (2), .zip (1), without an ending (1)."),
                source.run(workspace, "folder").result().notices().stream()
                        .filter(notice -> notice.contains("other kinds")).toList());
    }

    @Test
    void picturesAreGroupedBySubFolderOrByTheirNamesWithoutTheView() throws Exception {
        source.picture("17-pa.png", "17-lat.jpg", "18.png", "images/a_pa.png", "images/b_pa.png", "images/b_lat.png",
                "patient1/visit1/x.png", "patient1/visit1/y.png", "patient1/visit2/x.png");
        Miniature.Imported imported = source.run(workspace, "folder");
        assertEquals(Set.of(Set.of("17-pa.png", "17-lat.jpg"), Set.of("18.png"), Set.of("a_pa.png"),
                Set.of("b_pa.png", "b_lat.png"), Set.of("x.png", "y.png"), Set.of("x.png")), groups(imported));
        assertEquals(5, imported.studies().stream().map(StudyEntry::patientId).distinct().count());
        assertEquals(ViewPosition.LATERAL, imported.radiograph("17-lat.jpg").view());
        assertEquals(ViewPosition.PA, imported.radiograph("a_pa.png").view());
    }

    @Test
    void aFolderOfManyPicturesIsNoStudy() throws Exception {
        for (int i = 0; i < 9; i++) {
            source.picture("batch/" + i + ".png");
        }
        assertEquals(9, source.run(workspace, "folder").studies().size());
    }

    @Test
    void reportsArePairedByAccessionNumberStudyUidOrName() throws Exception {
        Miniature reports = new Miniature(temp.resolve("reports"));
        reports.text("ACC7.txt", "FINDINGS: Large left effusion.", "IMPRESSION: Effusion.")
                .text("deep/1.2.9.txt", "Clear lungs.").text("scan3.txt", "Normal chest.").text("nobody.txt", "Lost.");
        source.dicom("a.dcm", "P1", "1.2.8", "ACC7", ViewPosition.PA)
                .dicom("b.dcm", "P2", "1.2.9", "", ViewPosition.PA).picture("scan3-pa.png", "scan4-pa.png");
        Miniature.Imported imported = source.run(workspace,
                ImportRequest.of(temp.resolve("source"), "folder").withReports(temp.resolve("reports")));
        assertEquals(new Report("Large left effusion.", "Effusion."),
                imported.studyOf("a.dcm").report().orElseThrow());
        assertEquals("Clear lungs.", imported.studyOf("b.dcm").report().orElseThrow().text());
        assertEquals("Normal chest.", imported.studyOf("scan3-pa.png").report().orElseThrow().text());
        assertEquals(3, imported.result().reports());
        assertTrue(imported.rejected().get("scan4-pa.png").contains("has no report"));
        assertTrue(imported.rejected().get(temp.resolve("reports/nobody.txt").toString()).contains("fits no study"));
        assertEquals(2, imported.rejected().size());
    }

    @Test
    void badFilesAreListedAndTheRestGoesOn() throws Exception {
        source.picture("good-pa.png", "cut.png", "cut.jpg").dicom("cut.dcm", "P1", "1.2.3", "", ViewPosition.PA)
                .text("no-picture.png", "just text").text("notes.doc", "ignored").text("good.txt", "Clear.")
                .text("twice/good2.txt", "Clear.").text("good2.txt", "Not clear.").picture("good2.png");
        for (String name : List.of("cut.png", "cut.jpg", "cut.dcm")) {
            byte[] bytes = Files.readAllBytes(source.path(name));
            Files.write(source.path(name), Arrays.copyOf(bytes, bytes.length - 40));
        }
        Files.createFile(source.path("empty.png"));
        Files.write(source.path("latin.txt"), "Größe".getBytes(StandardCharsets.ISO_8859_1));
        source.picture("latin.png");
        Files.copy(source.path("good-pa.png"), source.path("other/copy.png"));
        Miniature.Imported imported = source.run(workspace, "folder");
        Map<String, String> rejected = imported.rejected();
        assertTrue(rejected.get("cut.png").contains("cut short"), rejected::toString);
        assertTrue(rejected.get("cut.jpg").contains("cut short"), rejected::toString);
        assertTrue(rejected.containsKey("cut.dcm"), rejected::toString);
        assertTrue(rejected.get("no-picture.png").contains("neither DICOM nor PNG nor JPEG"), rejected::toString);
        assertTrue(rejected.get("empty.png").contains("empty"), rejected::toString);
        assertTrue(rejected.get("latin.txt").contains("not UTF-8"), rejected::toString);
        assertTrue(rejected.get("good2.txt").contains("same name"), rejected::toString);
        assertTrue(rejected.get("twice/good2.txt").contains("same name"), rejected::toString);
        assertTrue(rejected.get("other/copy.png").contains("same bytes as good-pa.png"), rejected::toString);
        assertEquals(Set.of(Set.of("good-pa.png"), Set.of("good2.png"), Set.of("latin.png")), groups(imported));
        assertEquals(1, imported.result().reports());
    }

    @Test
    void recordsOfADeidentificationAreNoReports() throws Exception {
        source.dicom("a.dcm", "P1", "1.2.1", "A1", ViewPosition.PA).text("A1.txt", "FINDINGS: Clear lungs.")
                .text("review-pixels.txt", "2.25.1.dcm").text("deidentification.json", "{}");
        Miniature.Imported imported = source.run(workspace, "auto");
        assertEquals(List.of(), imported.result().rejected());
        assertEquals(List.of(), imported.result().notices());
        assertEquals(1, imported.result().reports());
        Files.delete(source.path("deidentification.json"));
        assertEquals(Set.of("review-pixels.txt"), source.run(workspace, "auto").rejected().keySet(),
                "a text of that name elsewhere is taken for a report");
    }

    @Test
    void aDicomFileThatIsAProgramTooIsReadAndTold() throws Exception {
        source.dicom("a.dcm", "P1", "1.2.1", "A1", ViewPosition.PA).dicom("b.dcm", "P1", "1.2.1", "A1",
                ViewPosition.LATERAL);
        byte[] bytes = Files.readAllBytes(source.path("a.dcm"));
        bytes[0] = 'M';
        bytes[1] = 'Z';
        Files.write(source.path("a.dcm"), bytes);
        Miniature.Imported imported = source.run(workspace, "auto");
        assertEquals(2, imported.radiographs().size());
        assertEquals(List.of(), imported.result().rejected());
        assertEquals(
                List.of("1 DICOM file begins like a Windows program: never run or unpack it; the picture was read as"
                        + " usual."),
                imported.result().notices());
    }

    @Test
    void filesOfOneNameInTwoFoldersAreToldApart() throws Exception {
        source.picture("a/same.png", "b/same.png", "c/own.png");
        Files.copy(source.path("b/same.png"), source.path("d/copy.png"));
        Miniature.Imported imported = source.run(workspace, "folder");
        assertEquals(3, imported.result().radiographs());
        assertTrue(imported.rejected().get("d/copy.png").contains("same bytes as b/same.png"),
                imported.rejected()::toString);
    }

    /** Reading from a pipe or a socket would wait for ever. */
    @Test
    void whatIsNoFileIsNamed() throws Exception {
        source.picture("a.png");
        try (ServerSocketChannel socket = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            socket.bind(UnixDomainSocketAddress.of(source.path("socket.png")));
            Miniature.Imported imported = source.run(workspace, "folder");
            assertEquals(Map.of("socket.png", "is not a file"), imported.rejected());
        }
    }

    @Test
    void aFolderThatMayNotBeReadIsNamed() throws IOException {
        source.picture("sub/a.png");
        Path closed = source.path("sub/a.png").getParent();
        assertTrue(closed.toFile().setReadable(false));
        try {
            assumeFalse(Files.isReadable(closed), "a superuser may read everything");
            assertEquals(closed + " cannot be read; check your rights to it", assertThrows(ImportException.class,
                    () -> source.run(workspace, ImportRequest.of(closed, "auto"))).getMessage());
        } finally {
            assertTrue(closed.toFile().setReadable(true));
        }
    }

    @Test
    void linksOutOfTheFolderAreNotFollowed() throws Exception {
        new Miniature(temp.resolve("secret")).picture("secret.png");
        source.picture("own.png");
        Files.createSymbolicLink(source.path("link.png"), temp.resolve("secret/secret.png"));
        Files.createSymbolicLink(source.path("folder"), temp.resolve("secret"));
        Files.createSymbolicLink(source.path("loop"), temp.resolve("source"));
        Miniature.Imported imported = source.run(workspace, "folder");
        assertEquals(Set.of(Set.of("own.png")), groups(imported));
        assertTrue(imported.rejected().get("link.png").contains("leads out of the folder"));
        assertTrue(imported.rejected().containsKey("folder"));
    }

    @Test
    void importingTwiceAddsNothingAndChangesNothing() throws Exception {
        source.dicom("a.dcm", "P1", "1.2.1", "A1", ViewPosition.PA).picture("x-pa.png", "x-lat.png")
                .text("x.txt", "Clear lungs today.");
        Miniature.Imported first = source.run(workspace, "folder");
        Miniature.Imported second = source.run(workspace, "folder");
        assertEquals(new WorkspaceCounts(2, 2, 3, 1, 0, 0), first.result().added());
        assertEquals(WorkspaceCounts.NONE, second.result().added());
        assertEquals(first.studies(), second.studies());
        assertEquals(3, second.result().radiographs());
        assertEquals(2, second.result().studies());
        assertEquals(1, second.result().reports());
    }

    @Test
    void patientsAreSplitFromTheSeedAndAddedOnesLeaveTheOthersWhereTheyAre() throws Exception {
        for (int i = 0; i < 20; i++) {
            source.picture("scan" + i + "-pa.png", "scan" + i + "-lat.png");
        }
        Map<String, Split> before = sides(source.run(workspace, "folder"));
        assertEquals(before, sides(source.run(temp.resolve("again"), "folder")));
        Map<Split, Long> sizes = before.values().stream()
                .collect(Collectors.groupingBy(side -> side, Collectors.counting()));
        assertEquals(Map.of(Split.TRAIN, 28L, Split.VALIDATION, 4L, Split.TEST, 8L), sizes);
        source.picture("later.png");
        Map<String, Split> after = sides(source.run(workspace, "folder"));
        before.forEach((file, side) -> assertEquals(side, after.get(file)));
    }

    private static Map<String, Split> sides(Miniature.Imported imported) {
        return imported.studies().stream().flatMap(study -> study.radiographs().stream()
                .map(entry -> Map.entry(SourceFolder.nameOf(entry.file()), study.split())))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    @Test
    void givenListsDecideTheSidesAndAConflictGoesToTheSideFurtherFromTraining() throws Exception {
        new Miniature(temp.resolve("lists")).text("train.txt", "a-pa.png 0 1", "b.png 1 0").text("test.txt",
                "other/a-lat.png 0 1").text("train_10.txt", "c.png");
        source.picture("a-pa.png", "a-lat.png", "b.png", "c.png");
        Miniature.Imported imported = source.run(workspace,
                ImportRequest.of(temp.resolve("source"), "folder").withSplits(temp.resolve("lists")));
        assertEquals(Map.of("a-pa.png", Split.TEST, "a-lat.png", Split.TEST, "b.png", Split.TRAIN, "c.png",
                Split.NONE), sides(imported));
    }

    @Test
    void emptyAndMissingFoldersAndUnknownKindsAreRefusedInOneSentence() throws IOException {
        assertTrue(refusal("folder").contains("is empty"));
        source.text("only.doc", "text");
        assertTrue(refusal("folder").contains("holds no DICOM, PNG or JPEG"));
        assertTrue(refusal("floder").contains("no kind floder; the kinds are auto, sample"));
        Path missing = temp.resolve("missing");
        assertTrue(String.valueOf(assertThrows(ImportException.class,
                () -> source.run(workspace, ImportRequest.of(missing, "auto"))).getMessage()).contains("not there"));
    }

    private String refusal(String kind) {
        return String.valueOf(assertThrows(ImportException.class, () -> source.run(workspace, kind)).getMessage());
    }

    @Test
    void patientsNamesAreInNoKeyNoticeOrReasonOfTheirRejection() throws Exception {
        source.dicom("a.dcm", CANARY, "1.2.1", CANARY, ViewPosition.PA).dicom("b.dcm", CANARY, "1.2.2", "",
                ViewPosition.PA).picture("c.png");
        byte[] bytes = Files.readAllBytes(source.path("b.dcm"));
        Files.write(source.path("b.dcm"), Arrays.copyOf(bytes, bytes.length - 100));
        Miniature.Imported imported = source.run(workspace, "folder");
        assertFalse(imported.studies().toString().contains(CANARY));
        assertFalse(imported.result().toString().contains(CANARY));
        assertTrue(imported.rejected().containsKey("b.dcm"));
    }
}
