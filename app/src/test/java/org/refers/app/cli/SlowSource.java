package org.refers.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.refers.model.image.PngWriter;

/** A folder that takes an import long enough to be stopped in its midst, and little of the disk. */
public final class SlowSource {

    /** Each of them is read whole for its digest. */
    public static final int FILES = 3000;
    private static final int WIDTH = 2000;

    private SlowSource() {
    }

    /** Makes the folder: many names of one file, since reading takes no heed of that. */
    public static Path make(Path folder) throws IOException {
        Files.createDirectories(folder);
        byte[] noise = new byte[WIDTH * WIDTH];
        new Random(1).nextBytes(noise);
        Path first = folder.resolve("0000.png");
        PngWriter.writeGrey(first, WIDTH, WIDTH, noise);
        for (int i = 1; i < FILES; i++) {
            Files.createLink(folder.resolve("%04d.png".formatted(i)), first);
        }
        return folder;
    }
}
