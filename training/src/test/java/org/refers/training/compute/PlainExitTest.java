package org.refers.training.compute;

import java.io.IOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the C library does when Java ends a process that has PyTorch loaded. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "other systems' C libraries have no on_exit")
class PlainExitTest {

    @TempDir
    private Path folder;

    /** Arranges that the process aborts where anything that was arranged before PyTorch's loading is run at its end. */
    @SuppressWarnings("restricted") // because it links to a function of C
    static final class Child {

        private Child() {
        }

        public static void main(String[] arguments) throws Throwable {
            Linker linker = Linker.nativeLinker();
            MemorySegment abort = linker.defaultLookup().find("abort").orElseThrow();
            int refused = (int) linker
                    .downcallHandle(linker.defaultLookup().find("on_exit").orElseThrow(), FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS))
                    .invokeExact(abort, MemorySegment.NULL);
            if (arguments[0].equals("with")) {
                TorchEngine.load(new Compute("cpu", "1", Path.of(arguments[1])), sentence -> {
                });
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook")));
            System.exit(refused == 0 ? 7 : 1);
        }
    }

    @Test
    void withPyTorchTheProcessEndsBeforeTheDestructors() throws Exception {
        assertEquals(7, exitCode("with"));
        assertTrue(Files.readString(folder.resolve("child.txt")).contains("hook"), "Java's own end comes first");
    }

    @Test
    void withoutItAllIsRun() throws Exception {
        assertEquals(134, exitCode("without"), "the abort of this test is seen");
    }

    private int exitCode(String how) throws IOException, InterruptedException {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true",
                "-XX:-CreateCoredumpOnCrash", "-XX:ErrorFile=" + folder.resolve("crash.log"), "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Child.class.getName(), how, folder.resolve("cache").toString()).redirectErrorStream(true)
                .redirectOutput(folder.resolve("child.txt").toFile()).start();
        try {
            assertTrue(child.waitFor(120, TimeUnit.SECONDS), "it hangs");
            return child.exitValue();
        } finally {
            child.destroyForcibly().waitFor();
        }
    }
}
