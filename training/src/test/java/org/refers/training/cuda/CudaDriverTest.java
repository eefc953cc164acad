package org.refers.training.cuda;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.training.cuda.CudaDriver.State;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** The driver's interface against libraries that answer as a driver does; they are compiled where a C compiler is there. */
class CudaDriverTest {

    private static final String ANSWERS = """
            #include <stddef.h>
            int cuInit(unsigned flags) { return INIT; }
            int cuDriverGetVersion(int *version) { *version = 12080; return 0; }
            int cuDeviceGetCount(int *count) { *count = COUNT; return 0; }
            int cuDeviceGet(int *device, int index) { *device = 40 + index; return 0; }
            int cuDeviceGetName(char *name, int length, int device) {
                name[0] = 'N'; name[1] = '0' + device - 40; name[2] = 0; return length > 2 ? 0 : 1;
            }
            int cuDeviceTotalMem_v2(size_t *bytes, int device) { *bytes = (size_t) 24 << 30; return 0; }
            int cuDeviceGetAttribute(int *value, int attribute, int device) {
                *value = attribute == 75 ? 8 : attribute == 76 ? 9 : -1; return 0;
            }
            """;

    @TempDir
    private Path folder;

    private CudaDriver ask(int init, int count) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("driver.c"), ANSWERS);
        return DriverCalls.ask(compile(source, "-DINIT=" + init, "-DCOUNT=" + count).toString());
    }

    private Path compile(Path source, String... options) throws IOException, InterruptedException {
        Path library = folder.resolve("libdriver" + String.join("", options) + ".so");
        try {
            List<String> command = new java.util.ArrayList<>(List.of("cc", "-shared", "-fPIC", "-o", library.toString(),
                    source.toString()));
            command.addAll(List.of(options));
            Process compiler = new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(folder.resolve("cc.log").toFile()).start();
            assumeTrue(compiler.waitFor(1, TimeUnit.MINUTES) && compiler.exitValue() == 0, "no working C compiler");
        } catch (IOException absent) {
            assumeTrue(false, "no C compiler");
        }
        return library;
    }

    @Test
    void cardsComeInTheirOrder() throws Exception {
        CudaDriver driver = ask(0, 2);

        assertEquals(State.READY, driver.state());
        assertEquals("12.8", driver.cudaWords());
        assertEquals(List.of(new GraphicsCard("N0", 24L << 30, 8, 9), new GraphicsCard("N1", 24L << 30, 8, 9)),
                driver.cards());
        assertEquals("N0, 24 GiB, compute capability 8.9", driver.cards().getFirst().words());
    }

    @Test
    void refusalsArePutIntoWords() throws Exception {
        assertEquals(State.NO_CARD, ask(100, 0).state());
        assertEquals(State.NO_CARD, ask(0, 0).state());
        CudaDriver exchanged = ask(803, 1);
        assertEquals(State.BROKEN, exchanged.state());
        assertTrue(exchanged.problem().orElseThrow().contains("restart the machine"), exchanged.toString());
        assertTrue(ask(12345, 1).problem().orElseThrow().contains("12345"));
        assertEquals(State.BROKEN, ask(0, -3).state());
    }

    @Test
    void aLibraryThatIsNoDriverIsBrokenAndNoneIsAbsent() throws Exception {
        Path other = compile(Files.writeString(folder.resolve("other.c"), "int hello(void) { return 1; }"));

        assertEquals(State.BROKEN, DriverCalls.ask(other.toString()).state());
        assertEquals(CudaDriver.absent(), DriverCalls.ask(folder.resolve("none.so").toString()));
    }
}
