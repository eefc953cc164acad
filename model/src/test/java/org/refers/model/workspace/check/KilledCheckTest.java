package org.refers.model.workspace.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.image.JpegWriter;
import org.refers.model.image.PngWriter;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A check whose process dies while pairs are compared: what it kept stays, and the next check ends as one that was never broken. */
class KilledCheckTest {

    private static final int ROWS = 180;
    private static final int COLUMNS = 160;
    private static final int PATIENTS = 12;
    private static final long LIMIT_SECONDS = 120;

    @TempDir
    Path temp;

    /** The child process: checks, and ends at a pair as a killed program does, without closing anything. */
    static final class Child {

        private Child() {
        }

        public static void main(String[] arguments) throws Exception {
            int last = Integer.parseInt(arguments[1]);
            try (Workspace workspace = Workspace.open(Path.of(arguments[0]))) {
                new DataCheck(workspace, new CheckRequest(1, "test", false)).run((phase, done, total) -> {
                    if (phase == CheckProgress.Phase.PAIRS) {
                        at(done, last);
                    }
                }, () -> false);
            }
        }

        private static void at(long done, int last) {
            if (done == last) {
                Runtime.getRuntime().halt(137);
            }
            if (done == last / 2) {
                // Long enough that the next pair is kept together with those before it.
                sleep();
            }
        }

        private static void sleep() {
            try {
                Thread.sleep(1100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Each radiograph under three numbers: as it is, recompressed and resized. */
    private void importInto(String workspace) throws Exception {
        Path source = Files.createDirectories(temp.resolve("source"));
        PaintedChests chests = new PaintedChests(ROWS, COLUMNS);
        List<String> rows = new ArrayList<>(List.of("file,patient,study,view,split"));
        for (int patient = 0; patient < PATIENTS; patient++) {
            byte[] chest = chests.of(patient);
            PngWriter.writeGrey(source.resolve(patient + ".png"), ROWS, COLUMNS, chest);
            JpegWriter.writeGrey(source.resolve(patient + "-a.jpg"), ROWS, COLUMNS, chest, 0.5);
            PngWriter.writeGrey(source.resolve(patient + "-b.png"), 130, 116, chests.resized(chest, 130, 116));
            rows.add("%d.png,P%d,S,PA,train".formatted(patient, patient));
            rows.add("%d-a.jpg,Q%d,S,PA,test".formatted(patient, patient));
            rows.add("%d-b.png,R%d,S,PA,validation".formatted(patient, patient));
        }
        Files.write(source.resolve("radiographs.csv"), rows);
        try (Workspace made = Workspace.openOrCreate(temp.resolve(workspace))) {
            Importers.run(ImportRequest.of(source, "csv"), made, ImportProgress.NONE);
        }
    }

    private CheckResult check(String workspace) throws Exception {
        try (Workspace open = Workspace.open(temp.resolve(workspace))) {
            return new DataCheck(open, new CheckRequest(1, "test", false)).run((phase, done, total) -> {
            }, () -> false);
        }
    }

    private List<String> rows(String workspace, String sql) throws Exception {
        try (Workspace open = Workspace.open(temp.resolve(workspace))) {
            return open.query(connection -> CheckStore.list(connection, sql, row -> row.getString(1)));
        }
    }

    private List<String> pairs(String workspace) throws Exception {
        return rows(workspace,
                "SELECT a.file || ' ' || b.file || ' ' || likeness || ' ' || sharpness FROM picture_pairs"
                        + " JOIN radiographs a ON a.id = one JOIN radiographs b ON b.id = other ORDER BY 1");
    }

    private void killAt(String workspace, int pair) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Child.class.getName(), temp.resolve(workspace).toString(), Integer.toString(pair)))
                .redirectErrorStream(true).redirectOutput(temp.resolve("child.log").toFile()).start();
        assertTrue(child.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "the check did not come to the pair");
        assertEquals(137, child.exitValue(), Files.readString(temp.resolve("child.log")));
    }

    @Test
    void aCheckKilledAmongThePairsGoesOnAndEndsAlike() throws Exception {
        importInto("whole");
        CheckResult whole = check("whole");
        int pairs = whole.work().compared();
        assertTrue(pairs >= 3 * PATIENTS, pairs + " pairs");

        importInto("killed");
        int before = 0;
        // At the first pair nothing is kept; later kills find what those before them kept.
        for (int at : List.of(1, pairs / 3, pairs / 3, pairs / 4)) {
            killAt("killed", at);
            int kept = pairs("killed").size();
            assertTrue(at == 1 ? kept == 0 : kept > before && kept < pairs, kept + " pairs after " + before);
            before = kept;
            assertEquals(List.of(), rows("killed", "SELECT value FROM settings WHERE name = 'compared'"));
        }
        CheckResult rest = check("killed");

        assertEquals(0, rest.work().measured());
        assertEquals(pairs - before, rest.work().compared());
        assertEquals(pairs("whole"), pairs("killed"));
        assertEquals(whole.issues().stream().map(Issue::detail).toList(),
                rest.issues().stream().map(Issue::detail).toList());
        assertFalse(rest.issues().isEmpty());
        assertEquals(3 * PATIENTS, rest.issues().stream().filter(issue -> issue.rule() == Rule.COPY_ACROSS_SIDES)
                .findFirst().orElseThrow().radiographs());
    }
}
