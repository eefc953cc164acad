package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.TransferSyntax;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.ScratchWorkspace.Comparison;
import org.refers.model.workspace.ScratchWorkspace.Share;
import org.refers.model.workspace.importer.ImportLook.Problem;
import org.refers.model.workspace.importer.ImportLook.Verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a look says beyond the import's own result, which {@link Miniature} compares for every layout. */
class ImportLookTest {

    @TempDir
    Path temp;

    private Path folder;
    private Path workspace;
    private Miniature source;

    @BeforeEach
    void folders() throws IOException {
        folder = Files.createDirectories(temp.resolve("source")).toRealPath();
        workspace = temp.resolve("workspace");
        source = new Miniature(folder);
    }

    private ImportLook look() throws IOException, ImportException {
        return Importers.look(ImportRequest.of(folder, "auto"), Optional.of(workspace), ImportProgress.NONE);
    }

    private static Map<String, Verdict> verdicts(ImportLook look) {
        return look.verdicts().stream().collect(Collectors.toMap(Verdict::file, verdict -> verdict, (one, other) -> one,
                TreeMap::new));
    }

    @Test
    void eachRowAndPictureThatDoesNotFitGetsAVerdictAndAFix() throws Exception {
        source.picture("001.png", "002.png", "003.png", "004.png")
                .text("radiographs.csv", "file,patient,study,Mass,colour",
                        "1.png,p1,s1,1,grey", "002.png,p2,s2,0,grey", "5.png,p5,s5,0,grey",
                        "004.png,p4,s4,0,grey,surplus")
                .text("reports/s02.txt", "Clear.").text("reports/other.txt", "Clear.");
        ImportLook look = look();
        Map<String, Verdict> verdicts = verdicts(look);
        assertTrue(verdicts.get("1.png").reason().contains("001.png beside it"), verdicts::toString);
        assertTrue(verdicts.get("1.png").fix().contains("Make the two names alike"), verdicts::toString);
        assertEquals(Problem.MISSING, verdicts.get("5.png").problem());
        assertEquals(Problem.UNLISTED, verdicts.get("003.png").problem());
        assertTrue(verdicts.get("reports/s02.txt").reason().contains("leading zeros"), verdicts::toString);
        assertTrue(verdicts.get("reports/other.txt").fix().startsWith("Name the report after"), verdicts::toString);
        assertEquals(2, look.problems().get(Problem.REPORT));
        assertEquals(Set.of(
                "column colour is unknown and was left out: it is no finding, since line 2 holds something other than"
                        + " present, absent, uncertain, 1, 0 and -1",
                "line 5 has 6 values where the header has 5; the line was left out"),
                look.verdicts().stream().filter(verdict -> verdict.problem() == Problem.TABLE).map(Verdict::reason)
                        .collect(Collectors.toSet()));
        assertEquals("csv", look.kind());
        assertEquals(1, look.splits().values().stream().mapToInt(Integer::intValue).sum());
        assertFalse(Files.exists(workspace));
    }

    @Test
    void aFileOfAnUnknownCompressionIsImportedAndDoubted() throws Exception {
        source.dicom("plain.dcm", "P1", "1.2.1", "", ViewPosition.PA).dicom("fast.dcm", "P2", "1.2.2", "",
                ViewPosition.PA);
        Path fast = source.path("fast.dcm");
        Files.write(fast, DicomWriter.toBytes(DicomReader.read(fast).dataSet(), TransferSyntax.HTJ2K));
        Verdict verdict = verdicts(look()).get("fast.dcm");
        assertEquals(Problem.CODEC, verdict.problem());
        assertTrue(verdict.reason().startsWith("is compressed as High-Throughput JPEG 2000"), verdict::reason);
        assertTrue(verdict.fix().contains("pylibjpeg-openjpeg"), verdict::fix);
        assertEquals(2, source.run(workspace, "auto").result().radiographs());
    }

    @Test
    void aWorkspaceThatIsThereIsComparedAndLeftAlone() throws Exception {
        source.picture("a.png", "b.png", "c.png").text("radiographs.csv", "file,patient,study,Mass", "a.png,p1,s1,1",
                "b.png,p2,s2,0", "c.png,p3,s3,0");
        assertEquals(Optional.empty(), look().present());
        source.run(workspace, "auto");
        assertEquals(Optional.of(new Comparison(new Share(3, 0, 0), new Share(3, 0, 0))), look().present());
        source.picture("d.png").text("radiographs.csv", "file,patient,study,Mass", "a.png,p1,s1,1", "b.png,p2,s2,1",
                "c.png,p3,s3,0", "d.png,p4,s4,0");
        assertEquals(Optional.of(new Comparison(new Share(2, 1, 1), new Share(2, 1, 1))), look().present());
    }

    @Test
    void aStoppedLookSaysSo() throws Exception {
        source.picture("a.png", "b.png");
        ImportLook look = Importers.look(ImportRequest.of(folder, "auto"), Optional.empty(), new ImportProgress() {
            @Override
            public void at(String phase, long done, long total) {
                // Only the stop is asked for here.
            }

            @Override
            public boolean isCancelled() {
                return true;
            }
        });
        assertTrue(look.stopped());
        assertEquals(0, look.result().radiographs());
        assertEquals(List.of("The look was stopped; only what was read so far is counted, and the rest is unknown."),
                look.result().notices());
    }

    @Test
    void aStopThatComesWhenAllIsReadIsNone() throws Exception {
        source.picture("a.png", "b.png").text("radiographs.csv", "file,patient,study,Mass", "a.png,p1,s1,1",
                "b.png,p2,s2,1");
        AtomicBoolean read = new AtomicBoolean();
        ImportLook look = Importers.look(ImportRequest.of(folder, "auto"), Optional.empty(), new ImportProgress() {
            @Override
            public void at(String phase, long done, long total) {
                read.set(done == total);
            }

            @Override
            public boolean isCancelled() {
                return read.get();
            }
        });
        assertFalse(look.stopped());
        assertEquals(2, look.result().radiographs());
        assertEquals(List.of(), look.result().notices());
    }

    @Test
    void nothingStaysInTheFolderForTemporaryFiles() throws Exception {
        source.picture("a.png");
        look();
        try (Stream<Path> left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertEquals(List.of(), left.filter(path -> SourceFolder.nameOf(path).startsWith("refers-look")).toList());
        }
    }
}
