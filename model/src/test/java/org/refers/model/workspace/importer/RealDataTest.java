package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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
            assertEquals(850 * 14, result.labels());
            assertEquals(8, result.boxes());
            assertEquals(Set.of(Split.TRAIN, Split.VALIDATION, Split.TEST), workspace.patients().stream()
                    .map(patient -> patient.split()).collect(Collectors.toSet()));
        }
    }

    @Test
    void dicomFiles() throws Exception {
        try (Workspace workspace = Workspace.openOrCreate(temp)) {
            ImportResult result = run(ImportRequest.of(data("dicom"), "auto"), workspace);
            assertEquals(13, result.radiographs());
            assertEquals(List.of(), result.rejected());
        }
    }
}
