package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.workspace.FindingCount;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceCounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Imports of the real collections named by -Drefers.data; skipped where they are not there. */
class RealDataTest {

    @TempDir
    Path temp;

    private static Path data(String name) {
        String folder = System.getProperty("refers.data", "");
        Assumptions.assumeTrue(!folder.isEmpty(), "skipped: no real data, name its folder with -Drefers.data=DIR");
        Path path = Path.of(folder, name);
        Assumptions.assumeTrue(Files.exists(path), () -> "skipped: " + name + " is not in the folder of -Drefers.data");
        return path;
    }

    private ImportResult run(ImportRequest request, Workspace workspace) throws IOException, ImportException {
        return Importers.run(request, workspace, ImportProgress.NONE);
    }

    @Test
    void covid19() throws Exception {
        ImportRequest request = ImportRequest.of(data("covid19"), "auto");
        assertEquals("covid19", Importers.kindOf(request));
        try (Workspace workspace = Workspace.openOrCreate(temp)) {
            ImportResult result = run(request, workspace);
            assertEquals(572, result.radiographs());
            assertEquals(904, result.boxes());
            assertEquals(List.of(), result.rejected());
            assertEquals(405, result.studies());
            FindingCount covid = workspace.findings().get(0);
            // 390 and 166 by REFERS' lists, 8 and 3 by the metadata of images on no list.
            assertEquals(new FindingCount("COVID-19", 398, 169, 0), covid);
            assertEquals(417, workspace.findings().get(1).present() + workspace.findings().get(1).absent());
            List<RadiographEntry> all = workspace.studies().stream().flatMap(study -> study.radiographs().stream())
                    .toList();
            assertEquals(56, all.stream().filter(entry -> !entry.isProjection()).count());
            assertEquals(91,
                    workspace.studies(Split.TEST).stream().mapToLong(study -> study.radiographs().size()).sum(),
                    "REFERS' validation rows, no test rows being there");
            assertTrue(workspace.missingFiles().isEmpty());
            Set<String> ids = all.stream().map(RadiographEntry::id).collect(Collectors.toSet());
            assertEquals(572, ids.size());
            assertEquals(WorkspaceCounts.NONE, run(request, workspace).added());
        }
    }

    @Test
    void openI() throws Exception {
        try (Workspace workspace = Workspace.openOrCreate(temp)) {
            ImportResult result = run(ImportRequest.of(data("reports"), "auto"), workspace);
            assertEquals(3190, result.studies());
            assertEquals(3190, result.reports());
            assertEquals(2, result.radiographs());
            assertEquals(2760, workspace.studies().stream()
                    .filter(study -> !study.report().orElseThrow().findings().isEmpty()).count());
            assertEquals(3162, workspace.studies().stream()
                    .filter(study -> !study.report().orElseThrow().impression().isEmpty()).count());
        }
    }

    @Test
    void nihWithTheListsOfThePublishedWork() throws Exception {
        ImportRequest request = ImportRequest.of(data("boxes"), "auto")
                .withSplits(data("splits").resolve("NIH_ChestX-ray"));
        try (Workspace workspace = Workspace.openOrCreate(temp)) {
            ImportResult result = run(request, workspace);
            assertEquals(850, result.radiographs());
            assertEquals(850 * 15, result.labels());
            assertEquals(8, result.boxes());
            assertEquals(Set.of(Split.TRAIN, Split.VALIDATION, Split.TEST), workspace.patients().stream()
                    .map(patient -> patient.split()).collect(Collectors.toSet()));
        }
    }

    /** Rows, columns and positives of the published lists, as refers.md counts them; the lists' own rows are the reference. */
    @Test
    void theListsOfThePublishedWork() throws Exception {
        assertEquals(List.of(1119L, 240L, 1292L, 2018L, 625L, 613L, 133L, 504L, 447L, 200L, 208L, 166L, 372L, 41L),
                positives("NIH_ChestX-ray", "val.txt", 11_219, Split.VALIDATION));
        assertEquals(List.of(2420L, 582L, 2754L, 3938L, 1133L, 1335L, 242L, 1089L, 957L, 413L, 509L, 362L, 734L, 42L),
                positives("NIH_ChestX-ray", "test.txt", 22_433, Split.TEST));
        assertEquals(14, positives("NIH_ChestX-ray", "maco_train_list.txt", 78_468, Split.TRAIN).size());
        assertEquals(List.of(2139L, 131L, 69L, 932L, 1402L, 290L, 1125L, 307L, 753L, 251L, 1608L, 793L, 572L, 433L),
                positives("VinBigData_Chest_X-ray", "train.txt", 10_500, Split.TRAIN));
        assertEquals(List.of(613L, 38L, 14L, 260L, 372L, 64L, 323L, 87L, 187L, 66L, 466L, 224L, 162L, 120L),
                positives("VinBigData_Chest_X-ray", "test.txt", 3_000, Split.TEST));
        assertEquals(14, positives("VinBigData_Chest_X-ray", "val.txt", 1_500, Split.VALIDATION).size());
        assertEquals(List.of(463L - 235, 235L), positives("Shenzhen_Tuberculosis", "train.txt", 463, Split.TRAIN));
        assertEquals(List.of(67L - 34, 34L), positives("Shenzhen_Tuberculosis", "valid.txt", 67, Split.VALIDATION));
        assertEquals(List.of(132L - 67, 67L), positives("Shenzhen_Tuberculosis", "test.txt", 132, Split.TEST));
        assertEquals(List.of(664L - 356, 356L),
                positives("COVID-19_Image_Data_Collection", "train.txt", 664, Split.TRAIN));
        assertEquals(List.of(93L - 68, 68L),
                positives("COVID-19_Image_Data_Collection", "val.txt", 93, Split.VALIDATION));
    }

    /** What our reader says of every name of a list: its side, and how often each column is 1. */
    private List<Long> positives(String folder, String list, int rows, Split side) throws Exception {
        Path lists = data("splits").resolve(folder);
        List<String> names = Files.readAllLines(lists.resolve(list)).stream().filter(line -> !line.isBlank())
                .map(line -> line.strip().split(" ")[0]).toList();
        assertEquals(rows, names.size());
        try (Workspace workspace = Workspace.openOrCreate(temp);
                ImportSession session = new ImportSession(ImportRequest.of(lists, "csv"), workspace,
                        ImportProgress.NONE, false)) {
            SplitLists read = SplitLists.read(lists, session);
            assertEquals(Set.of(side), names.stream().map(read::side).collect(Collectors.toSet()));
            List<List<Boolean>> values = names.stream().map(name -> read.of(name).orElseThrow().values()).toList();
            return IntStream.range(0, values.getFirst().size())
                    .mapToObj(column -> values.stream().filter(row -> row.get(column)).count()).toList();
        }
    }

    /** No patient of NIH's lists is on two sides, and there are as many as the published work has. */
    @Test
    void patientsOfTheNihListsDoNotOverlap() throws Exception {
        Path lists = data("splits").resolve("NIH_ChestX-ray");
        Set<String> training = nihPatients(lists.resolve("maco_train_list.txt"));
        Set<String> validation = nihPatients(lists.resolve("val.txt"));
        Set<String> test = nihPatients(lists.resolve("test.txt"));
        assertEquals(List.of(21_528, 3_090, 6_187), List.of(training.size(), validation.size(), test.size()));
        Set<String> all = new HashSet<>(training);
        all.addAll(validation);
        all.addAll(test);
        assertEquals(21_528 + 3_090 + 6_187, all.size());
    }

    private static Set<String> nihPatients(Path list) throws IOException {
        return Files.readAllLines(list).stream().filter(line -> !line.isBlank())
                .map(line -> line.split(" ")[0].replaceFirst(".*/", "").substring(0, 8)).collect(Collectors.toSet());
    }

    /** The data's own derivation of viral and bacterial is the reference for ours. */
    @Test
    void covid19ViralAndBacterialAgreeWithTheDerivedColumn() throws Exception {
        Path folder = data("covid19");
        CsvTable index = CsvTable.readWhole(folder.resolve("index.csv"));
        try (Workspace workspace = Workspace.openOrCreate(temp)) {
            run(ImportRequest.of(folder, "covid19"), workspace);
            Map<String, RadiographEntry> entries = workspace.studies().stream()
                    .flatMap(study -> study.radiographs().stream())
                    .collect(Collectors.toMap(entry -> entry.file().getFileName().toString(), entry -> entry,
                            (one, other) -> one));
            for (CsvTable.Row row : index.rows()) {
                String name = row.get("file").replaceFirst(".*/", "");
                String label = switch (entries.get(name).label("Viral pneumonia")) {
                    case PRESENT -> "viral";
                    case ABSENT -> "bacterial";
                    default -> "";
                };
                assertEquals(row.get("viral_bacterial"), label, name);
            }
        }
    }

    @Test
    void dicomFiles() throws Exception {
        try (Workspace workspace = Workspace.openOrCreate(temp)) {
            ImportResult result = run(ImportRequest.of(data("dicom"), "folder"), workspace);
            assertEquals(13, result.radiographs());
            assertEquals(List.of(), result.rejected());
        }
    }
}
