package org.refers.model.workspace;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The index against the entries: both read one database, by ways that share nothing but its tables. */
class StudyIndexTest {

    /** More than a number of two bits a label holds. */
    private static final int FINDINGS = 40;
    private static final int PATIENTS = 100;

    @TempDir
    private Path folder;

    private final SplittableRandom random = new SplittableRandom(4);

    @BeforeEach
    void write() throws WorkspaceException {
        List<StudyDraft> drafts = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Optional<Report> report = random.nextInt(5) == 0
                    ? Optional.empty()
                    : Optional.of(new Report("Findings of " + i + ". ".repeat(random.nextInt(90)), "Normal " + i));
            drafts.add(new StudyDraft("p" + i % 50, "s" + i, "20" + random.nextInt(10, 30), Split.values()[i % 50 % 4],
                    report, IntStream.range(0, random.nextInt(report.isPresent() ? 0 : 1, 4))
                            .mapToObj(this::radiograph).toList()));
        }
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            workspace.add(new SourceEntry("folder", folder, ""), drafts);
        }
    }

    private RadiographDraft radiograph(int number) {
        byte[] digest = new byte[32];
        random.nextBytes(digest);
        Map<String, FindingLabel> labels = new LinkedHashMap<>();
        for (int i = 0; i < FINDINGS; i++) {
            labels.put("F" + i, FindingLabel.values()[random.nextInt(4)]);
        }
        List<ReaderBox> boxes = random.nextInt(3) == 0
                ? List.of(new ReaderBox("R", "F1", new Box(1, 2, 3, 4)))
                : List.of();
        String sha256 = HexFormat.of().formatHex(digest);
        return new RadiographDraft(Path.of(sha256 + number), new FileFacts(sha256, 1, 1, 8, 8),
                ViewPosition.values()[random.nextInt(ViewPosition.values().length)],
                random.nextInt(6) == 0 ? "CT" : "DX",
                labels, boxes);
    }

    @Test
    void theIndexSaysOfEveryStudyAndRadiographWhatTheEntriesSay() throws WorkspaceException {
        try (Workspace workspace = Workspace.open(folder)) {
            assertSame(workspace.studies(), workspace.index());
            for (Split split : Split.values()) {
                assertSame(workspace.studies(split), workspace.index().side(split));
            }
        }
    }

    private static void assertSame(List<StudyEntry> entries, StudyIndex index) {
        assertEquals(entries.size(), index.size());
        for (int study = 0; study < index.size(); study++) {
            StudyEntry entry = entries.get(study);
            assertEquals(entry.id(), index.id(study));
            assertEquals(entry.patientId(), index.patientId(study));
            assertEquals(entry.split(), index.split(study));
            assertEquals(entry.radiographs().size(), index.first(study + 1) - index.first(study));
            for (int i = 0; i < entry.radiographs().size(); i++) {
                RadiographEntry radiograph = entry.radiographs().get(i);
                int at = index.first(study) + i;
                assertEquals(radiograph.id(), index.radiographId(at));
                assertEquals(radiograph.view(), index.view(at));
                assertEquals(radiograph.isProjection(), index.isProjection(at));
                assertEquals(radiograph.sha256(), index.sha256(at));
                assertArrayEquals(HexFormat.of().parseHex(radiograph.sha256()), index.digest(at));
                assertEquals(study, index.studyOf(at));
            }
        }
    }

    @Test
    void reportsComeInTheOrderAskedForAndInOnePass() throws WorkspaceException {
        try (Workspace workspace = Workspace.open(folder)) {
            List<StudyEntry> entries = workspace.studies();
            StudyIndex index = workspace.index();
            int[] order = IntStream.range(0, index.size()).map(i -> i * 77 % index.size()).toArray();
            assertEquals(IntStream.of(order).mapToObj(study -> entries.get(study).report()).toList(),
                    workspace.reports(index, order));
            Map<Integer, Report> beginnings = new TreeMap<>();
            workspace.eachReport(20, false, (report, number) -> index.withNumbers(number, Integer.MAX_VALUE).stream()
                    .forEach(study -> beginnings.put(study, report)));
            Map<Integer, Report> expected = new TreeMap<>();
            for (int study = 0; study < entries.size(); study++) {
                int position = study;
                entries.get(study).report().ifPresent(report -> expected.put(position, new Report(
                        report.findings().substring(0, Math.min(20, report.findings().length())),
                        report.impression())));
            }
            assertEquals(expected, beginnings);
        }
    }

    @Test
    void labelsAreThoseOfTheEntries() throws WorkspaceException {
        try (Workspace workspace = Workspace.open(folder)) {
            StudyIndex index = workspace.index();
            List<String> findings = new ArrayList<>(List.of("nobody has this", "F39", "F0"));
            IntStream.range(1, 39).forEach(i -> findings.add("F" + i));
            byte[] labels = workspace.labels(index, findings, LabelOrigin.DATA);
            for (StudyEntry study : workspace.studies()) {
                for (RadiographEntry radiograph : study.radiographs()) {
                    int at = IntStream.range(0, index.radiographs())
                            .filter(i -> index.radiographId(i).equals(radiograph.id())).findFirst().orElseThrow();
                    for (int k = 0; k < findings.size(); k++) {
                        assertEquals(radiograph.label(findings.get(k)),
                                FindingLabel.values()[labels[at * findings.size() + k]]);
                    }
                }
            }
        }
    }

    @Test
    void labelsThatASourceChangesAreThoseOfTheEntries() throws WorkspaceException {
        try (Workspace workspace = Workspace.open(folder)) {
            List<StudyDraft> again = new ArrayList<>();
            for (StudyEntry study : workspace.studies().subList(0, 30)) {
                again.add(new StudyDraft("p0", "s" + again.size(), "2010", Split.TRAIN, study.report(),
                        study.radiographs().stream().map(this::relabelled).toList()));
            }
            workspace.add(new SourceEntry("folder", folder, ""), again);
        }
        labelsAreThoseOfTheEntries();
    }

    private RadiographDraft relabelled(RadiographEntry radiograph) {
        Map<String, FindingLabel> labels = new LinkedHashMap<>();
        for (int i = 0; i < FINDINGS + 30; i++) {
            labels.put("F" + i, FindingLabel.values()[random.nextInt(4)]);
        }
        return new RadiographDraft(radiograph.file(), new FileFacts(radiograph.sha256(), 1, 1, 8, 8), radiograph.view(),
                radiograph.modality(), labels, List.of());
    }

    @Test
    void manyRowsAreReadInSeveralTexts() throws WorkspaceException {
        Path generated = folder.resolve("generated");
        GeneratedWorkspace.write(generated, 4096);
        try (Workspace workspace = Workspace.open(generated)) {
            assertSame(workspace.studies(), workspace.index());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"radiographs SET key = 'r12' WHERE id = 3",
        "radiographs SET key = 's0123456789abcdef' WHERE id = 3", "radiographs SET view = 'SIDEWAYS' WHERE id = 3",
        "radiographs SET sha256 = 'zz' WHERE id = 3",
        "radiographs SET sha256 = substr(sha256 || sha256, 1, 60 + 2 * (id - 1)) WHERE id IN (1, 5)",
        "studies SET key = key || 'zz' WHERE id = 3", "studies SET key = 's0123456789abcdeg' WHERE id = 3"})
    void whatIsDamagedIsRefused(String damage) throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Workspace.FILE_NAME));
                Statement statement = connection.createStatement()) {
            assertTrue(statement.executeUpdate("UPDATE " + damage) > 0);
        }
        try (Workspace workspace = Workspace.open(folder)) {
            assertThrows(WorkspaceException.class, workspace::index);
        }
    }

    @Test
    void theBoxedRadiographsOfASideAreThoseWithBoxes() throws WorkspaceException {
        try (Workspace workspace = Workspace.open(folder)) {
            List<RadiographEntry> expected = workspace.studies(Split.TEST).stream()
                    .flatMap(study -> study.radiographs().stream()).filter(entry -> !entry.boxes().isEmpty()).toList();
            assertTrue(expected.size() > 3);
            assertEquals(expected.stream().map(RadiographEntry::id).sorted().toList(),
                    workspace.boxedRadiographs(Split.TEST).stream().map(RadiographEntry::id).sorted().toList());
        }
    }

    @Test
    void aGeneratedWorkspaceIsAWorkspace() throws WorkspaceException {
        Path generated = folder.resolve("generated");
        GeneratedWorkspace.write(generated, 2 * PATIENTS);
        try (Workspace workspace = Workspace.open(generated)) {
            assertEquals(new WorkspaceCounts(PATIENTS, 2 * PATIENTS, 4 * PATIENTS, 2 * PATIENTS, 4 * PATIENTS * 14, 0),
                    workspace.counts());
            assertSame(workspace.studies(), workspace.index());
            assertEquals(2 * PATIENTS * 7 / 10, workspace.index().side(Split.TRAIN).size());
        }
    }

    @Test
    void numbersThatAreNoLongerThereAreSteppedOver() throws Exception {
        Path generated = folder.resolve("generated");
        GeneratedWorkspace.write(generated, 2 * PATIENTS);
        try (Connection connection = DriverManager
                .getConnection("jdbc:sqlite:" + generated.resolve(Workspace.FILE_NAME));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = ON");
            statement.executeUpdate("DELETE FROM patients WHERE id BETWEEN 11 AND " + (PATIENTS - 20));
            statement.executeUpdate("DELETE FROM studies WHERE patient = 3");
            statement.executeUpdate("DELETE FROM radiographs WHERE study = 1");
        }
        try (Workspace workspace = Workspace.open(generated)) {
            assertEquals(58, workspace.index().size());
            assertSame(workspace.studies(), workspace.index());
        }
    }
}
