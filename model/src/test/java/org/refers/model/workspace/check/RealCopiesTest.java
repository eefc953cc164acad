package org.refers.model.workspace.check;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.image.JpegWriter;
import org.refers.model.image.PngWriter;
import org.refers.model.image.RadiographReader;
import org.refers.model.image.Resampler;
import org.refers.model.study.Radiograph;
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

    /** Films under a second number, recompressed and in another size: all are found, and nothing else. */
    @Test
    void recompressedAndResizedCopiesOfRealFilmsAreAllFound() throws Exception {
        String folder = System.getProperty("refers.data", "");
        Path images = Path.of(folder, "covid19", "images");
        Assumptions.assumeTrue(!folder.isEmpty() && Files.isDirectory(images),
                "skipped: no COVID-19 collection, name its folder's parent with -Drefers.data=DIR");
        List<Path> films = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(images, "1-s2.0*")) {
            all.forEach(films::add);
        }
        Collections.sort(films);
        List<String> rows = new ArrayList<>(List.of("file,patient,study,view,split"));
        Path source = Files.createDirectories(temp.resolve("planted"));
        for (Path film : films.subList(0, 12)) {
            String name = String.valueOf(film.getFileName());
            Radiograph radiograph = RadiographReader.read(film);
            Files.copy(film, source.resolve(name));
            JpegWriter.writeGrey(source.resolve("a-" + name + ".jpg"), radiograph.rows(), radiograph.columns(),
                    grey(radiograph, radiograph.rows(), radiograph.columns()), 0.6);
            int half = radiograph.rows() / 2;
            PngWriter.writeGrey(source.resolve("b-" + name + ".png"), half, radiograph.columns() / 2,
                    grey(radiograph, half, radiograph.columns() / 2));
            rows.add(name + ",P" + name + ",S" + name + ",PA,test");
            rows.add("a-" + name + ".jpg,A" + name + ",A" + name + ",PA,train");
            rows.add("b-" + name + ".png,B" + name + ",B" + name + ",PA,validation");
        }
        Files.write(source.resolve("radiographs.csv"), rows);
        try (Workspace workspace = Workspace.openOrCreate(temp.resolve("workspace"))) {
            Importers.run(ImportRequest.of(source, "csv"), workspace, ImportProgress.NONE);
            CheckResult result = new DataCheck(workspace, new CheckRequest(1, "test", false))
                    .run((phase, done, total) -> {
                    }, () -> false);
            Issue copies = result.issues().stream().filter(issue -> issue.rule() == Rule.COPY_ACROSS_SIDES).findFirst()
                    .orElseThrow();
            // Each film with both copies, and these with each other.
            assertEquals("36 pairs", copies.detail());
            assertEquals(36, copies.radiographs());
        }
    }

    private static byte[] grey(Radiograph radiograph, int rows, int columns) {
        float[] grey = Resampler.displayGrey(radiograph, rows, columns);
        byte[] bytes = new byte[grey.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (grey[i] * 255 + 0.5f);
        }
        return bytes;
    }
}
