package org.refers.model.workspace.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.RadiographModules;
import org.refers.model.dicom.Tags;
import org.refers.model.image.JpegWriter;
import org.refers.model.image.PngWriter;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.importer.ImportProgress;
import org.refers.model.workspace.importer.ImportRequest;
import org.refers.model.workspace.importer.Importers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Checks small workspaces with faults planted in them. */
class DataCheckTest {

    private static final int ROWS = 180;
    private static final int COLUMNS = 160;
    private static final int PATIENTS = 40;

    @TempDir
    Path temp;

    private final PaintedChests chests = new PaintedChests(ROWS, COLUMNS);
    private final List<String> rows = new ArrayList<>(List.of("file,patient,study,view,split,report,Mass,Effusion"));

    private void row(String file, int patient, String split, String more) {
        rows.add(file + ",CANARY" + patient + ",S" + patient + ",," + split + "," + more);
    }

    private static String side(int patient) {
        return patient % 3 == 0 ? "test" : patient % 3 == 1 ? "train" : "validation";
    }

    private Path source() throws IOException {
        return Files.createDirectories(temp.resolve("CANARYFOLDER"));
    }

    private void patients(int count) throws IOException {
        for (int patient = 0; patient < count; patient++) {
            PngWriter.writeGrey(source().resolve(patient + ".png"), ROWS, COLUMNS, chests.of(patient));
            row(patient + ".png", patient, side(patient), "The heart is normal.," + patient % 2 + ",0");
        }
    }

    private Workspace imported() throws Exception {
        Files.write(source().resolve("radiographs.csv"), rows);
        Workspace workspace = Workspace.openOrCreate(temp.resolve("workspace"));
        Importers.run(ImportRequest.of(source(), "csv"), workspace, ImportProgress.NONE);
        return workspace;
    }

    private static CheckResult check(Workspace workspace, BooleanSupplier stop) throws Exception {
        return new DataCheck(workspace, new CheckRequest(1, "test", false)).run((phase, done, total) -> {
        }, stop);
    }

    private static Optional<Issue> issue(CheckResult result, Rule rule) {
        return result.issues().stream().filter(issue -> issue.rule() == rule).findFirst();
    }

    /** Files of the pairs that count as one picture. */
    private static Set<String> pairs(Workspace workspace) throws Exception {
        Map<Integer, String> names = workspace.query(connection -> {
            Map<Integer, String> files = new HashMap<>();
            CheckStore.each(connection, "SELECT id, file FROM radiographs",
                    row -> files.put(row.getInt(1), row.getString(2)));
            return files;
        });
        Set<String> pairs = new TreeSet<>();
        for (PictureGroups.Pair pair : PictureGroups.pairs(workspace, new CheckStore(workspace),
                CheckedData.read(workspace))) {
            pairs.add(names.get(pair.one().row()) + " " + names.get(pair.other().row()));
        }
        return pairs;
    }

    /** As in the published COVID-19 split: three patients under two numbers, one of each on another side. */
    @Test
    void picturesUnderTwoNumbersAreAllFoundAndNothingElse() throws Exception {
        patients(PATIENTS);
        Path recompressed = source().resolve("a.jpg");
        JpegWriter.writeGrey(recompressed, ROWS, COLUMNS, chests.of(3), 0.5);
        row("a.jpg", 103, "train", "As before.,0,0");
        PngWriter.writeGrey(source().resolve("b.png"), 110, 98, chests.resized(chests.of(4), 110, 98));
        row("b.png", 104, "test", "As before.,0,0");
        dicom(source().resolve("c.dcm"), chests.of(5));
        row("c.dcm", 105, "train", "As before.,0,0");
        PngWriter.writeGrey(source().resolve("d.png"), ROWS - 9, COLUMNS - 8, chests.cut(chests.of(6), 6, 2, 3, 6));
        row("d.png", 106, "train", "As before.,0,0");
        byte[] windowed = chests.of(7);
        for (int i = 0; i < windowed.length; i++) {
            windowed[i] = (byte) Math.clamp(((windowed[i] & 0xff) - 40) * 3L / 2, 0, 255);
        }
        PngWriter.writeGrey(source().resolve("e.png"), ROWS, COLUMNS, windowed);
        row("e.png", 107, "test", "As before.,0,0");
        try (Workspace workspace = imported()) {
            CheckResult result = check(workspace, () -> false);
            assertEquals(Set.of("3.png a.jpg", "4.png b.png", "5.png c.dcm", "6.png d.png", "7.png e.png"),
                    pairs(workspace));
            assertEquals("1 pair", issue(result, Rule.SAME_PICTURE_ACROSS_SIDES).orElseThrow().detail());
            assertEquals("4 pairs", issue(result, Rule.COPY_ACROSS_SIDES).orElseThrow().detail());
            assertEquals(8, issue(result, Rule.COPY_ACROSS_SIDES).orElseThrow().radiographs());
            LeakSummary leaks = LeakSummary.of(workspace);
            assertEquals(5, leaks.leaks());
            // Pair 5 is of training and validation; the others have a test patient.
            assertEquals(4, leaks.intoTest());
            assertTrue(leaks.inWords().orElseThrow().startsWith("LEAK: 4 pairs"));
        }
    }

    private static void dicom(Path file, byte[] grey) throws Exception {
        short[] stored = new short[grey.length];
        for (int i = 0; i < stored.length; i++) {
            stored[i] = (short) (grey[i] & 0xff);
        }
        Radiograph radiograph = Radiograph.ofEightBits(ROWS, COLUMNS, stored, ViewPosition.PA);
        DicomObject dataSet = RadiographModules.of(radiograph).text(Tags.SOP_CLASS_UID, "1.2.840.10008.5.1.4.1.1.1.1")
                .text(Tags.SOP_INSTANCE_UID, "1.2.3.4").text(Tags.MODALITY, "DX").build();
        DicomWriter.write(dataSet, file);
    }

    @Test
    void aStoppedCheckGoesOnWhereItWas() throws Exception {
        patients(70);
        int[] asked = new int[1];
        try (Workspace workspace = imported()) {
            assertTrue(LeakSummary.of(workspace).never());
            CheckResult first = check(workspace, () -> asked[0]++ > 64);
            assertEquals(64, first.work().measured());
            assertEquals(6, first.work().open());
            assertTrue(first.work().stopped());
            assertTrue(LeakSummary.of(workspace).inWords().orElseThrow().startsWith("6 radiographs"));
        }
        // Another process, after a kill: what was finished is there.
        try (Workspace workspace = Workspace.open(temp.resolve("workspace"))) {
            new PicturePass(new CheckStore(workspace), (phase, done, total) -> {
            }, () -> false).run(1);
            assertTrue(LeakSummary.of(workspace).inWords().orElseThrow().contains("did not compare all"));
            CheckResult second = check(workspace, () -> false);
            assertEquals(0, second.work().measured());
            assertEquals(0, second.work().open());
            CheckResult third = check(workspace, () -> false);
            assertEquals(0, third.work().measured());
            assertEquals(0, third.work().compared());
            assertEquals(second.issues(), third.issues());
            assertEquals(Optional.empty(), LeakSummary.of(workspace).inWords());
        }
    }

    @Test
    void plantedFaultsAreFoundByTheirRules() throws Exception {
        patients(9);
        byte[] plain = new byte[ROWS * COLUMNS];
        Arrays.fill(plain, (byte) 90);
        PngWriter.writeGrey(source().resolve("plain.png"), ROWS, COLUMNS, plain);
        row("plain.png", 50, "train", "Normal heart.,0,0");
        Arrays.fill(plain, (byte) 91);
        PngWriter.writeGrey(source().resolve("plain2.png"), ROWS, COLUMNS, plain);
        row("plain2.png", 51, "test", "Normal heart.,0,0");
        byte[] negative = chests.of(52);
        for (int i = 0; i < negative.length; i++) {
            negative[i] = (byte) (255 - (negative[i] & 0xff));
        }
        PngWriter.writeGrey(source().resolve("negative.png"), ROWS, COLUMNS, negative);
        row("negative.png", 52, "train", "Normal heart.,0,0");
        PngWriter.writeGrey(source().resolve("small.png"), 60, 60, chests.resized(chests.of(53), 60, 60));
        row("small.png", 53, "train", "-,0,0");
        PngWriter.writeGrey(source().resolve("x-lateral.png"), ROWS, COLUMNS, chests.of(54));
        rows.add("x-lateral.png,CANARY54,S54,PA,train,Normal heart.,0,0");
        PngWriter.writeGrey(source().resolve("gone.png"), ROWS, COLUMNS, chests.of(55));
        row("gone.png", 55, "train", "Normal heart.,0,0");
        try (Workspace workspace = imported()) {
            Files.delete(source().resolve("gone.png"));
            CheckResult result = check(workspace, () -> false);
            for (Rule rule : List.of(Rule.CONSTANT, Rule.INVERTED, Rule.TINY, Rule.VIEW_CONFLICT, Rule.UNREADABLE,
                    Rule.EMPTY_REPORT, Rule.NO_POSITIVES)) {
                assertTrue(issue(result, rule).isPresent(), rule + " is missing in " + result.issues());
            }
            assertEquals(2, issue(result, Rule.CONSTANT).orElseThrow().radiographs());
            assertEquals(1, issue(result, Rule.INVERTED).orElseThrow().radiographs());
            assertEquals(1, issue(result, Rule.TINY).orElseThrow().radiographs());
            assertEquals(1, issue(result, Rule.UNREADABLE).orElseThrow().radiographs());
            assertTrue(issue(result, Rule.VIEW_CONFLICT).orElseThrow().examples().getFirst()
                    .endsWith("workspace: PA, file name: LATERAL"));
            assertTrue(issue(result, Rule.NO_POSITIVES).orElseThrow().detail()
                    .matches("1 finding on a side|\\d+ findings on sides"));
            assertTrue(issue(result, Rule.NO_POSITIVES).orElseThrow().examples().stream()
                    .anyMatch(words -> words.startsWith("Effusion (test")));
            // Constant pictures are no copies of each other.
            assertEquals(Set.of(), pairs(workspace));
        }
    }

    @Test
    void aFindingThatGoesWithTheFormatIsAShortcut() throws Exception {
        for (int patient = 0; patient < 60; patient++) {
            boolean sick = patient % 2 == 1;
            String file = patient + (sick ? ".jpg" : ".png");
            byte[] grey = chests.resized(chests.of(patient), 40, 40);
            if (sick) {
                JpegWriter.writeGrey(source().resolve(file), 40, 40, grey, 0.95);
            } else {
                PngWriter.writeGrey(source().resolve(file), 40, 40, grey);
            }
            row(file, patient, side(patient), "The heart is normal.," + (sick ? 1 : 0) + "," + patient / 2 % 2);
        }
        try (Workspace workspace = imported()) {
            Issue shortcut = issue(check(workspace, () -> false), Rule.SHORTCUT).orElseThrow();
            assertEquals(1, shortcut.examples().size(), shortcut.examples().toString());
            assertTrue(shortcut.examples().getFirst()
                    .startsWith("A model could learn the file format instead of Mass: V 1.00 over 60 patients"));
        }
    }

    @Test
    void theReportHoldsNoNumberOfAPatientAndNeedsNothingElse() throws Exception {
        patients(6);
        // Other bytes, the same pixels.
        Files.write(source().resolve("copy.png"), PngWriter.greyQuickly(ROWS, COLUMNS, chests.of(1)));
        row("copy.png", 70, "test", "Words with <b> & more.,0,0");
        rows.set(0, rows.getFirst().replace("Mass", "\"Mass <script>|x\""));
        try (Workspace workspace = imported()) {
            CheckResult result = new DataCheck(workspace, new CheckRequest(1, "9.9", true))
                    .run((phase, done, total) -> {
                    }, () -> false);
            Path html = temp.resolve("report.html");
            result.report().write(html, DataReport.Form.of(html));
            String page = Files.readString(html);
            String text = result.report().text(DataReport.Form.of(Path.of("report.md")));
            for (String report : List.of(page, text)) {
                assertFalse(report.contains("CANARY"), "a patient's number or a path");
                assertFalse(report.contains(temp.toString()));
                assertFalse(report.contains("http:") || report.contains("https:"));
                assertTrue(report.contains("9.9") && report.contains(result.listSha256()));
                assertTrue(report.contains("How copies were looked for: 7 radiographs were decoded"));
                assertTrue(report.contains("The sources say no study's date.")
                        && report.contains("What this check cannot tell"));
                for (Rule rule : Rule.values()) {
                    assertTrue(report.contains(rule.title()), rule.name());
                }
            }
            assertEquals(1, page.split("data:image/jpeg", -1).length / 2, "one pair of pictures");
            assertFalse(text.contains("data:image"));
            assertFalse(page.contains("<script"));
            assertTrue(page.contains("Mass &lt;script&gt;|x") && text.contains("Mass \\<script\\>\\|x"));
        }
    }

    @Test
    void definitionsKeepTheirApostrophes() {
        assertTrue(Rule.VIEW_CONFLICT.definition().contains("in the file's header and in the file's name"));
        assertTrue(Rule.LETTERING.definition().contains("letters' size"));
        assertTrue(Rule.BOX_OUTSIDE.definition().startsWith("A reader's box"));
        assertTrue(Rule.SHORTCUT.definition().contains("Cramer's V"));
    }

    @Test
    void theReportSaysWhereTheDataComeFromAndFromWhen() throws Exception {
        patients(4);
        rows.set(0, rows.getFirst() + ",date");
        rows.set(1, rows.get(1) + ",2019-04-02");
        rows.set(2, rows.get(2) + ",20210402");
        for (int i = 3; i < rows.size(); i++) {
            rows.set(i, rows.get(i) + ",0007");
        }
        try (Workspace workspace = imported()) {
            String text = new DataCheck(workspace, new CheckRequest(1, "9.9", false)).run((phase, done, total) -> {
            }, () -> false).report().text(DataReport.Form.MARKDOWN);
            assertTrue(text.contains("Years of the studies: 2019 to 2021, of 2 studies of 4 that have a date."), text);
            assertTrue(text.contains("| kind of source | training | validation | test | no side |"), text);
            assertTrue(text.lines().anyMatch(line -> line.startsWith("| csv |") && line.contains(" / ")), text);
        }
    }

    @Test
    void pictureOfAllPaddingDoesNotStopTheCheck() {
        Radiograph radiograph = new Radiograph(1, 1, new short[]{0}, false, 8, 1, 0, false, List.of(),
                OptionalInt.of(0),
                Optional.empty(), ViewPosition.UNKNOWN);
        PictureFacts.Picture picture = PictureMeasurer.picture(radiograph);
        assertEquals(picture.darkest(), picture.brightest());
    }
}
