package org.refers.app.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.refers.model.image.PngWriter;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;

/** A workspace with faults: the first picture of patient 0 is also one of patient 100, on another side. */
public final class CheckedStudies {

    private static final int SIDE = 48;

    private CheckedStudies() {
    }

    /** Makes the workspace and returns its folder. */
    public static Path make(Path folder, int patients) throws Exception {
        Path source = Files.createDirectories(folder.resolve("source"));
        List<String> rows = new ArrayList<>(List.of("file,patient,study,view,split,report,Mass"));
        for (int patient = 0; patient < patients; patient++) {
            PngWriter.writeGrey(source.resolve(patient + ".png"), SIDE, SIDE, noise(patient));
            rows.add(patient + ".png,P" + patient + ",S" + patient + ",PA," + (patient % 2 == 0 ? "train" : "test")
                    + ",The heart is normal.," + patient % 3 % 2);
        }
        Files.write(source.resolve("same.png"), PngWriter.greyQuickly(SIDE, SIDE, noise(0)));
        rows.add("same.png,P100,S100,PA,test,The heart is normal.,0");
        Files.write(source.resolve("radiographs.csv"), rows);
        Path workspace = folder.resolve("workspace");
        try (Workspace open = Workspace.openOrCreate(workspace)) {
            Importers.run(ImportRequest.of(source, "csv"), open, ImportProgress.NONE);
        }
        return workspace;
    }

    private static byte[] noise(int seed) {
        Random random = new Random(seed);
        byte[] grey = new byte[SIDE * SIDE];
        byte[] blocks = new byte[64];
        random.nextBytes(blocks);
        for (int i = 0; i < grey.length; i++) {
            grey[i] = (byte) ((blocks[i / SIDE / 6 * 8 + i % SIDE / 6] & 0x7f) + 40 + random.nextInt(20));
        }
        return grey;
    }
}
