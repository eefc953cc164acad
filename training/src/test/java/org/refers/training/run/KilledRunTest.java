package org.refers.training.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.training.store.RunFolder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A process killed in the middle of a run, at no chosen moment, leaves a run that goes on exactly. */
class KilledRunTest {

    private static final String[] SETTINGS = {"batch_size=4", "max_steps=40", "validate_every=100", "report_words=120",
        "text_words=120", "checkpoint_every=1", "checkpoint_keep=3"};

    @TempDir
    private Path folder;

    /** The child process: pre-trains until it is killed. */
    static final class Child {

        private Child() {
        }

        public static void main(String[] arguments) throws TrainingException {
            TestWorkspace workspace = new TestWorkspace(Path.of(arguments[0]));
            new RunStarter().run(workspace.pretrain("killed", SETTINGS), event -> {
            }, () -> false);
        }
    }

    @Test
    void aKilledRunGoesOnAsIfNothingHadBeen() throws Exception {
        TestWorkspace workspace = new TestWorkspace(folder).write(12, 0, 0);
        Path killed = folder.resolve("killed");
        kill(killed);
        new RunStarter().run(workspace.resumed("killed"), event -> {
        }, () -> false);
        new RunStarter().run(workspace.pretrain("whole", SETTINGS), event -> {
        }, () -> false);

        assertEquals(losses(folder.resolve("whole")), losses(killed));
    }

    private void kill(Path run) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName(), folder.toString()).redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "child.txt")).start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
            while (child.isAlive() && lines(run) < 6 && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            assertTrue(child.isAlive(), "the child ended early: " + Files.readString(folder.resolve("child.txt")));
        } finally {
            child.destroyForcibly().waitFor();
        }
        assertTrue(lines(run) >= 6 && lines(run) < 80, "killed at no good moment: " + lines(run));
    }

    private static long lines(Path run) throws IOException {
        Path metrics = run.resolve(RunFolder.METRICS);
        return Files.exists(metrics) ? Files.readString(metrics).lines().count() : 0;
    }

    /** All of a step's line but its speed. */
    private static List<String> losses(Path run) throws IOException {
        return Files.readAllLines(run.resolve(RunFolder.METRICS)).stream().filter(line -> line.contains("\"step\","))
                .map(line -> line.replaceAll(",\"images_per_second\".*", "")).toList();
    }
}
