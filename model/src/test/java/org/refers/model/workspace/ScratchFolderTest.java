package org.refers.model.workspace;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ScratchFolderTest {

    /** A program that looks too. */
    static final class Other {

        public static void main(String[] arguments) throws WorkspaceException {
            ScratchFolder.make().close();
        }
    }

    /** Not its lock, which this process would lose by it. */
    private static void age(Path folder) throws Exception {
        Files.setLastModifiedTime(folder, FileTime.from(Instant.now().minus(Duration.ofHours(1))));
    }

    private static void lookElsewhere() throws Exception {
        Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Other.class.getName()).inheritIO().start();
        assertTrue(other.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, other.exitValue());
    }

    @Test
    void aFolderInUseOutlivesALookOfAnotherProgramAndOneOfThis() throws Exception {
        try (ScratchFolder mine = ScratchFolder.make()) {
            age(mine.path());
            ScratchFolder.make().close();
            lookElsewhere();
            assertTrue(Files.isDirectory(mine.path()), "the other program took it for one that was left");
        }
    }

    @Test
    void whatWasLeftIsRemovedAndWhatIsNewIsNot() throws Exception {
        Path left = Files.createTempDirectory("refers-look");
        Files.createFile(left.resolve("lock"));
        ScratchFolder.make().close();
        assertTrue(Files.isDirectory(left), "somebody is about to lock it");
        age(left);
        ScratchFolder.make().close();
        assertFalse(Files.exists(left));
    }
}
