package org.refers.sampledata;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.FindingLabel;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.Radiograph;
import org.refers.sampledata.body.FindingKind;
import org.refers.sampledata.study.SampleStudy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The tables agree with the README, with each other, with the pictures and with the truth. */
class TablesTest {

    private static final int STUDIES = 24;
    private static final long SEED = 11;

    @TempDir
    private static Path temp = Path.of("");

    private static Folder folder = new Folder(temp);

    @BeforeAll
    static void write() throws Exception {
        folder = new Folder(temp.resolve("data"));
        SampleStudies.write(new SampleRequest(folder.path(), STUDIES, SEED, 2), (done, total) -> {
        });
    }

    @Test
    void headersAreTheContract() {
        assertEquals("study,patient,split,date,sex,age", folder.lines("studies.csv").get(0));
        assertEquals("file,study,view,rows,columns", folder.lines("radiographs.csv").get(0));
        assertEquals(
                "study,cardiomegaly,pleural_effusion,pneumothorax,nodule,mass,consolidation,atelectasis,infiltration,"
                        + "pleural_thickening",
                folder.lines("labels.csv").get(0));
        assertEquals("file,reader,finding,x,y,width,height", folder.lines("boxes.csv").get(0));
        assertEquals("patient,split", folder.lines("splits.csv").get(0));
        String description = String.join("\n", folder.lines("dataset.json"));
        assertTrue(description.contains("\"format\": \"refers-sample-data\""), description);
        assertTrue(description.contains("\"version\": 1,"), description);
        assertTrue(description.contains("\"studies\": " + STUDIES + ","), description);
    }

    @Test
    void picturesAreWhatTheTableSays() throws Exception {
        Set<String> formats = new HashSet<>();
        for (Map<String, String> row : folder.table("radiographs.csv")) {
            String file = String.valueOf(row.get("file"));
            Radiograph radiograph = RadiographReader.read(folder.path().resolve(file));
            assertEquals(number(row, "rows"), radiograph.rows(), file);
            assertEquals(number(row, "columns"), radiograph.columns(), file);
            int side = Math.min(radiograph.rows(), radiograph.columns());
            assertTrue(side >= 512 && side <= 1024, file + " " + side);
            if (file.endsWith(".dcm")) {
                assertEquals(row.get("view"), radiograph.view().name(), file);
                assertEquals(12, radiograph.bitsStored());
                assertTrue(!radiograph.windows().isEmpty(), file);
            }
            formats.add(
                    file.substring(file.length() - 3) + (radiograph.inverted() ? "1" : "") + radiograph.bitsStored());
        }
        assertTrue(formats.containsAll(Set.of("jpg8", "dcm12")), formats.toString());
    }

    @Test
    void boxesLieInsideFrontalPicturesOfStudiesThatHaveTheFinding() {
        Map<String, Map<String, String>> pictures = folder.table("radiographs.csv").stream()
                .collect(Collectors.toMap(row -> String.valueOf(row.get("file")), row -> row));
        Map<String, Map<String, String>> labels = byStudy("labels.csv");
        Set<String> boxed = new HashSet<>();
        for (Map<String, String> box : folder.table("boxes.csv")) {
            Map<String, String> picture = pictures.getOrDefault(String.valueOf(box.get("file")), Map.of());
            assertTrue(Set.of("PA", "AP").contains(String.valueOf(picture.get("view"))), box.toString());
            String study = String.valueOf(picture.get("study"));
            String finding = String.valueOf(box.get("finding"));
            assertEquals("present", labels.getOrDefault(study, Map.of()).get(finding), box.toString());
            boxed.add(study + " " + finding);
            assertTrue(Set.of("R1", "R2").contains(String.valueOf(box.get("reader"))), box.toString());
            double x = real(box, "x");
            double y = real(box, "y");
            assertTrue(x >= 0 && x + real(box, "width") <= number(picture, "columns") + 0.01, box.toString());
            assertTrue(y >= 0 && y + real(box, "height") <= number(picture, "rows") + 0.01, box.toString());
        }
        labels.forEach((study, row) -> row.forEach((finding, label) -> {
            if (label.equals("present")) {
                assertTrue(boxed.contains(study + " " + finding), study + " has no box of " + finding);
            }
        }));
    }

    @Test
    void labelsAndReportsAreThoseOfTheStudiesInMemory() {
        Map<String, Map<String, String>> labels = byStudy("labels.csv");
        for (SampleStudy study : SampleStudies.generate(SEED, 5, 4)) {
            Map<String, String> row = labels.getOrDefault(study.truth().id(), Map.of());
            for (FindingKind kind : FindingKind.values()) {
                FindingLabel label = study.labels().getOrDefault(kind, FindingLabel.UNKNOWN);
                assertEquals(label.name().toLowerCase(java.util.Locale.ROOT), row.get(kind.label()));
            }
            String report = String.join("\n", folder.lines("reports/" + study.truth().id() + ".txt")) + "\n";
            assertEquals(study.report(), report);
        }
    }

    @Test
    void everyStudyHasOneFrontalViewFirst() {
        Map<String, List<Map<String, String>>> pictures = folder.table("radiographs.csv").stream()
                .collect(Collectors.groupingBy(row -> String.valueOf(row.get("study"))));
        assertEquals(STUDIES, pictures.size());
        pictures.forEach((study, rows) -> {
            assertTrue(List.of("PA", "AP").contains(rows.get(0).get("view")), study);
            assertTrue(rows.stream().skip(1).allMatch(row -> "LATERAL".equals(row.get("view"))), study);
        });
    }

    @Test
    void noPatientIsOnTwoSides() {
        Map<String, String> sides = new HashMap<>();
        folder.table("splits.csv")
                .forEach(row -> sides.put(String.valueOf(row.get("patient")), String.valueOf(row.get("split"))));
        for (Map<String, String> study : folder.table("studies.csv")) {
            assertEquals(sides.get(study.get("patient")), study.get("split"), study.toString());
        }
    }

    private static Map<String, Map<String, String>> byStudy(String table) {
        return folder.table(table).stream()
                .collect(Collectors.toMap(row -> String.valueOf(row.get("study")), row -> row));
    }

    private static int number(Map<String, String> row, String column) {
        return Integer.parseInt(String.valueOf(row.get(column)));
    }

    private static double real(Map<String, String> row, String column) {
        return Double.parseDouble(String.valueOf(row.get(column)));
    }

    /** By dicom3tools' validator where it is installed. */
    @Test
    void dicomFilesAreValidDigitalXRays() throws Exception {
        Path validator = Path.of("/usr/bin/dciodvfy");
        Assumptions.assumeTrue(Files.isExecutable(validator), "skipped: dicom3tools' dciodvfy is not installed");
        int checked = 0;
        for (Map<String, String> row : folder.table("radiographs.csv")) {
            String file = String.valueOf(row.get("file"));
            if (file.endsWith(".dcm")) {
                Process process = new ProcessBuilder(validator.toString(), folder.path().resolve(file).toString())
                        .redirectErrorStream(true).start();
                String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                process.waitFor();
                assertEquals(List.of(), said.lines().filter(line -> line.startsWith("Error")).toList(), file);
                checked++;
            }
        }
        assertTrue(checked > 0);
    }
}
