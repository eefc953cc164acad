package org.refers.model.workspace.check;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** The check on the real COVID-19 collection named by -Drefers.data; skipped where it is not there. */
class RealCopiesTest {

    @TempDir
    Path temp;

    /**
     * The collection took its pictures from publications, and some were published twice under two patients: each of these pairs
     * was looked at and is one film. Nothing else among 163,306 pairs may be taken for one.
     */
    @Test
    void theFilmsThatWerePublishedTwiceAreFoundAndNothingElse() throws Exception {
        String folder = System.getProperty("refers.data", "");
        Path source = Path.of(folder, "covid19");
        Assumptions.assumeTrue(!folder.isEmpty() && Files.isDirectory(source),
                "skipped: no COVID-19 collection, name its folder's parent with -Drefers.data=DIR");
        try (Workspace workspace = Workspace.openOrCreate(temp)) {
            Importers.run(ImportRequest.of(source, "covid19"), workspace, ImportProgress.NONE);
            new DataCheck(workspace, new CheckRequest(1, "test", false)).run((phase, done, total) -> {
            }, () -> false);
            Map<Integer, String> names = new HashMap<>();
            workspace.query(connection -> {
                CheckStore.each(connection, "SELECT id, file FROM radiographs", row -> names.put(row.getInt(1),
                        String.valueOf(Path.of(row.getString(2)).getFileName())));
                return true;
            });
            List<PictureGroups.Pair> pairs = PictureGroups.pairs(workspace, new CheckStore(workspace),
                    CheckedData.read(workspace));
            Set<String> found = new TreeSet<>();
            for (PictureGroups.Pair pair : pairs) {
                if (!pair.onePatient()) {
                    found.add(String.join(" ",
                            new TreeSet<>(Set.of(String.valueOf(names.get(pair.one().row())),
                                    String.valueOf(names.get(pair.other().row()))))));
                }
            }
            assertEquals(new TreeSet<>(Set.of("2-chest-filmc.jpg 7-fatal-covid19.jpg", "AR-1.jpg extubation-1.jpg",
                    "AR-2.jpg extubation-1.jpg",
                    "1-s2.0-S2387020620301959-gr3_lrg-a.png 1-s2.0-S2387020620301959-gr4_lrg-b.png")), found);
        }
    }
}
