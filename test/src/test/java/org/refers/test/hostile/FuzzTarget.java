package org.refers.test.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;

/** What Jazzer calls: once with the name of a target, then with one file after the other. */
public final class FuzzTarget {

    private static Target target;
    private static Watch watch;

    private FuzzTarget() {
    }

    /** Takes the target's name. */
    public static void fuzzerInitialize(String[] arguments) throws IOException {
        Locale.setDefault(Locale.ROOT);
        target = Targets.named(arguments[0]);
        watch = new Watch(Files.createTempDirectory("fuzz-" + target.name()));
    }

    /** Reads one file. */
    public static void fuzzerTestOneInput(byte[] bytes) {
        watch.read(target, bytes);
    }
}
