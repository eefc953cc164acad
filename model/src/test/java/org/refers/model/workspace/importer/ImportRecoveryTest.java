package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An import whose process is killed leaves a workspace that opens, and goes on when it is repeated. */
class ImportRecoveryTest {

    /** More than one batch takes. */
    private static final int FILES = 9000;
    private static final long LIMIT_SECONDS = 60;

    @TempDir
    Path temp;

    /** The child process: imports, and waits after the first batch to be killed. */
    static final class Child {

        private Child() {
        }

        public static void main(String[] arguments) throws Exception {
            try (Workspace workspace = Workspace.openOrCreate(Path.of(arguments[1]))) {
                Importers.run(ImportRequest.of(Path.of(arguments[0]), "folder"), workspace, (phase, done, total) -> {
                    if (done < total) {
                        sleep();
                    }
                });
            }
        }

        private static void sleep() {
            try {
                Thread.sleep(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Test
    void aKilledImportLeavesAReadableWorkspaceAndGoesOn() throws Exception {
        Miniature source = new Miniature(Files.createDirectories(temp.resolve("source")));
        for (int i = 0; i < FILES; i++) {
            source.picture("scan" + i + ".png");
        }
        Path workspace = temp.resolve("workspace");
        Process child = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                Child.class.getName(), temp.resolve("source").toString(), workspace.toString()))
                .redirectErrorStream(true).redirectOutput(temp.resolve("child.log").toFile()).start();
        waitForStudies(workspace, child);
        child.destroyForcibly().waitFor();
        List<StudyEntry> left;
        try (Workspace open = Workspace.open(workspace)) {
            left = open.studies();
        }
        assertTrue(!left.isEmpty() && left.size() < FILES, () -> left.size() + " studies");
        Miniature.Imported rest = source.run(workspace, "folder");
        assertEquals(FILES, rest.studies().size());
        assertEquals(FILES - left.size(), rest.result().added().radiographs());
        assertEquals(FILES, rest.result().radiographs());
        assertEquals(left.get(0).id(), rest.studies().get(0).id());
        assertNotEquals(left.get(0).split(), rest.studies().get(0).split(), "sides are drawn when all patients are in");
    }

    private void waitForStudies(Path workspace, Process child) throws IOException, InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(LIMIT_SECONDS);
        while (System.nanoTime() < end && child.isAlive() && studies(workspace) == 0) {
            Thread.sleep(50);
        }
        assertTrue(child.isAlive(), () -> "the import ended too early: " + log());
    }

    private int studies(Path workspace) {
        try (Workspace open = Workspace.open(workspace)) {
            return open.counts().studies();
        } catch (WorkspaceException e) {
            return 0;
        }
    }

    private String log() {
        try {
            return Files.readString(temp.resolve("child.log"));
        } catch (IOException e) {
            return "no log";
        }
    }
}
