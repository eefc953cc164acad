package org.refers.model.workspace;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.study.Report;
import org.refers.model.study.ViewPosition;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WorkspaceTest {

    private static final String CANARY = "CANARY^NAME-4711";

    @TempDir
    Path folder;

    private SourceEntry own() {
        return new SourceEntry("folder", folder.resolve("images"), "");
    }

    private static RadiographDraft radiograph(String name, ViewPosition view) {
        Map<String, FindingLabel> labels = new LinkedHashMap<>();
        labels.put("Mass", FindingLabel.PRESENT);
        labels.put("Edema", FindingLabel.UNCERTAIN);
        labels.put("Hernia", FindingLabel.UNKNOWN);
        labels.put("Atelectasis", FindingLabel.ABSENT);
        FileFacts facts = new FileFacts("sha-" + name, 10, 20, 512, 640);
        ReaderBox box = new ReaderBox("R1", "Mass", new Box(1.25, 2, 30.5, 40));
        return new RadiographDraft(Path.of(name), facts, view, "DX", labels, List.of(box));
    }

    static StudyDraft study(String patient, String study, String taken, Split split, RadiographDraft... radiographs) {
        Report report = new Report("Clear lungs of " + study + ".", "Normal.");
        return new StudyDraft(patient, study, taken, split, Optional.of(report), List.of(radiographs));
    }

    @Test
    void everythingComesBackAsItWasAdded() throws IOException {
        StudyDraft later = study(CANARY, "b", "2021", Split.TRAIN, radiograph("x/lat.png", ViewPosition.LATERAL),
                radiograph("x/pa.png", ViewPosition.PA));
        StudyDraft earlier = study(CANARY, "a", "2020", Split.TRAIN, radiograph("y.png", ViewPosition.UNKNOWN));
        StudyDraft other = new StudyDraft("2", "a", "", Split.TEST, Optional.empty(), List.of(radiograph("z.png",
                ViewPosition.AP)));
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            AddResult result = workspace.add(own(), List.of(later, earlier, other));
            assertEquals(new WorkspaceCounts(2, 3, 4, 2, 12, 4), result.added());
        }
        try (Workspace workspace = Workspace.open(folder)) {
            List<StudyEntry> studies = workspace.studies();
            assertEquals(List.of("Clear lungs of a.", "Clear lungs of b."), studies.stream().limit(2)
                    .map(study -> study.report().orElseThrow().findings()).toList());
            assertEquals(List.of(0, 1, 0), studies.stream().map(StudyEntry::order).toList());
            RadiographEntry front = studies.get(1).radiographs().get(0);
            assertEquals(folder.resolve("images/x/pa.png"), front.file());
            assertEquals(ViewPosition.PA, front.view());
            assertEquals(List.of("Mass", "Edema", "Atelectasis"), List.copyOf(front.labels().keySet()));
            assertEquals(FindingLabel.UNCERTAIN, front.label("Edema"));
            assertEquals(FindingLabel.UNKNOWN, front.label("Hernia"));
            assertEquals(List.of(new ReaderBox("R1", "Mass", new Box(1.25, 2, 30.5, 40))), front.boxes());
            assertEquals(512, front.rows());
            assertEquals(640, front.columns());
            assertEquals(Optional.of(front), workspace.radiograph(front.id()));
            assertEquals(Optional.of(studies.get(1)), workspace.study(studies.get(1).id()));
            assertEquals(studies.subList(2, 3), workspace.studies(Split.TEST));
            assertEquals(new FindingCount("Mass", 4, 0, 0), workspace.findings().get(0));
            assertEquals(List.of(2, 1), workspace.patients().stream().map(PatientEntry::studies).toList());
            assertEquals(4, workspace.missingFiles().size());
        }
    }

    @Test
    void crossSectionsAreNoProjectionsAndSilenceIsNoCrossSection() {
        assertEquals(List.of(true, true, true, true, false, false),
                Stream.of("DX", "RG", "", "OT", "CT", "MR").map(modality -> new RadiographEntry("r1", Path.of("x"),
                        ViewPosition.PA, modality, 1, 1, "", Map.of(), List.of()).isProjection()).toList());
    }

    @Test
    void addingTwiceAddsNothing() throws IOException {
        List<StudyDraft> studies = List.of(study("1", "a", "", Split.NONE, radiograph("a.png", ViewPosition.PA)));
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            workspace.add(own(), studies);
            List<StudyEntry> before = workspace.studies();
            AddResult again = workspace.add(own(), studies);
            assertEquals(WorkspaceCounts.NONE, again.added());
            assertEquals(List.of(), again.duplicates());
            assertEquals(before, workspace.studies());
        }
    }

    @Test
    void aCopyUnderAnotherPathIsADuplicateAndAMovedFileIsFollowed() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        Files.writeString(images.resolve("a.png"), "x");
        RadiographDraft first = radiograph("a.png", ViewPosition.PA);
        RadiographDraft copy = new RadiographDraft(Path.of("b.png"), first.facts(), ViewPosition.PA, "", Map.of(),
                List.of());
        StudyDraft second = new StudyDraft("2", "c", "", Split.NONE, Optional.empty(), List.of(copy));
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            workspace.add(own(), List.of(study("1", "a", "", Split.NONE, first)));
            AddResult result = workspace.add(own(), List.of(second));
            assertEquals(List.of(new AddResult.Duplicate(images.resolve("b.png"), images.resolve("a.png"), false)),
                    result.duplicates());
            assertEquals(1, workspace.counts().patients(), "a study of duplicates alone leaves no trace");
            Files.move(images.resolve("a.png"), images.resolve("b.png"));
            assertEquals(List.of(), workspace.add(own(), List.of(second)).duplicates());
            assertEquals(images.resolve("b.png"), workspace.studies().stream()
                    .flatMap(study -> study.radiographs().stream()).findFirst().orElseThrow().file());
        }
    }

    @Test
    void aPublishedListKeepsCopiesOfOnePatientAndPutsPatientsWithOnePictureOnOneSide() throws IOException {
        Path images = Files.createDirectories(folder.resolve("images"));
        for (String name : List.of("a.png", "b.png", "c.png")) {
            Files.writeString(images.resolve(name), "x");
        }
        RadiographDraft a = radiograph("a.png", ViewPosition.PA);
        RadiographDraft b = new RadiographDraft(Path.of("b.png"), a.facts(), ViewPosition.PA, "", Map.of(), List.of());
        RadiographDraft c = new RadiographDraft(Path.of("c.png"), a.facts(), ViewPosition.PA, "", Map.of(), List.of());
        RadiographDraft own = radiograph("d.png", ViewPosition.PA);
        SourceEntry published = new SourceEntry("covid19", images, "covid19");
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            List<StudyDraft> studies = List.of(study("1", "s", "", Split.TRAIN, a, b),
                    study("2", "s", "", Split.TEST, own, c));
            AddResult result = workspace.add(published, studies);
            assertEquals(3, result.added().radiographs());
            assertEquals(List.of(true, false), result.duplicates().stream().map(AddResult.Duplicate::kept).toList());
            assertEquals(List.of(Split.TEST, Split.TEST),
                    workspace.patients().stream().map(PatientEntry::split).toList());
            assertEquals(WorkspaceCounts.NONE, workspace.add(published, studies).added());
        }
    }

    @Test
    void aFileWrittenOverIsANewRadiograph() throws IOException {
        RadiographDraft before = radiograph("a.png", ViewPosition.PA);
        FileFacts changed = new FileFacts("sha-new", 11, 30, 16, 16);
        RadiographDraft after = new RadiographDraft(before.file(), changed, ViewPosition.AP, "", Map.of(), List.of());
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            workspace.add(own(), List.of(study("1", "a", "", Split.NONE, before)));
            String id = workspace.studies().get(0).radiographs().get(0).id();
            workspace.add(own(), List.of(study("1", "a", "", Split.NONE, after)));
            RadiographEntry entry = workspace.studies().get(0).radiographs().get(0);
            assertNotEquals(id, entry.id());
            assertEquals(Map.of(), entry.labels());
            assertEquals(1, workspace.counts().radiographs());
        }
    }

    @Test
    void theNumbersOfPatientsAreNowhereInTheDatabase() throws IOException {
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            workspace.add(own(), List.of(new StudyDraft(CANARY, CANARY + "-study", "", Split.NONE,
                    Optional.of(new Report("Clear.", "")), List.of(radiograph("a.png", ViewPosition.PA)))));
            assertFalse(workspace.studies().toString().contains(CANARY));
        }
        String bytes = new String(Files.readAllBytes(folder.resolve(Workspace.FILE_NAME)),
                StandardCharsets.ISO_8859_1);
        assertFalse(bytes.contains(CANARY));
    }

    @Test
    void keysOfOwnDataDifferBetweenWorkspacesAndThoseOfPublishedCollectionsDoNot() throws IOException {
        Set<String> own = Set.of(firstPatient("w1", ""), firstPatient("w2", ""));
        assertEquals(2, own.size());
        assertEquals(firstPatient("w3", "nih"), firstPatient("w4", "nih"));
        assertNotEquals(firstPatient("w5", "nih"), firstPatient("w6", "rsna"));
    }

    private String firstPatient(String name, String collection) throws IOException {
        try (Workspace workspace = Workspace.openOrCreate(folder.resolve(name))) {
            workspace.add(new SourceEntry("csv", folder, collection), List.of(study("1", "a", "", Split.NONE)));
            return workspace.patients().get(0).id();
        }
    }

    @Test
    void aPatientOnTwoSidesGoesToTheOneFurtherFromTraining() throws IOException {
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            AddResult result = workspace.add(own(), List.of(study("1", "a", "", Split.TRAIN),
                    study("1", "b", "", Split.TEST), study("1", "c", "", Split.VALIDATION)));
            assertEquals(1, result.movedPatients().size());
            assertEquals(Split.TEST, workspace.patients().get(0).split());
            assertEquals(3, workspace.studies(Split.TEST).size());
        }
    }

    @Test
    void whoStaysWhereHeIsWasNotMoved() throws IOException {
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            List<StudyDraft> listed = List.of(study("1", "a", "", Split.TRAIN), study("1", "b", "", Split.TEST));
            assertEquals(1, workspace.add(own(), listed).movedPatients().size());

            AddResult again = workspace.add(own(), listed);
            assertEquals(Set.of(), again.movedPatients(), "nothing has changed");
            assertEquals(Set.of(), again.keptPatients(), "nothing is new");

            AddResult more = workspace.add(own(), List.of(study("1", "c", "", Split.TRAIN)));
            assertEquals(Set.of(), more.movedPatients());
            assertEquals(1, more.keptPatients().size());
            assertEquals(3, workspace.studies(Split.TEST).size());
        }
    }

    @Test
    void theRestIsSplitByPatientFromTheSeedAlone() throws IOException {
        List<Split> first = sidesAfterSplit("w1", 7);
        assertEquals(first, sidesAfterSplit("w2", 7));
        assertNotEquals(first, sidesAfterSplit("w3", 8));
        Map<Split, Long> sizes = first.stream().collect(Collectors.groupingBy(side -> side, Collectors.counting()));
        assertEquals(Map.of(Split.TRAIN, 71L, Split.VALIDATION, 10L, Split.TEST, 20L), sizes);
    }

    private List<Split> sidesAfterSplit(String name, long seed) throws IOException {
        try (Workspace workspace = Workspace.openOrCreate(folder.resolve(name))) {
            List<StudyDraft> studies = IntStream.range(0, 101)
                    .mapToObj(i -> study("p" + i, "s", "", i == 0 ? Split.TRAIN : Split.NONE)).toList();
            Set<String> keys = workspace.add(own(), studies).studies().keySet();
            workspace.add(own(), List.of(study("on no list", "s", "", Split.NONE)));
            assertEquals(100, workspace.splitRest(keys, SplitShares.DEFAULT, seed));
            assertEquals(0, workspace.splitRest(keys, SplitShares.DEFAULT, seed + 1));
            assertEquals(Split.NONE, workspace.patients().getLast().split());
            return workspace.patients().stream().limit(101).map(PatientEntry::split).toList();
        }
    }

    @Test
    void threePatientsAreEnoughForThreeSides() {
        assertEquals(List.of(Split.TRAIN, Split.VALIDATION, Split.TEST), SplitShares.DEFAULT.sides(3));
        assertEquals(List.of(), SplitShares.DEFAULT.sides(0));
        assertEquals(List.of(Split.TRAIN), SplitShares.DEFAULT.sides(1));
    }

    @Test
    void newerDamagedAndForeignDatabasesAreRefused() throws IOException, SQLException {
        assertTrue(refusal(folder).contains("there is no workspace"));
        Workspace.openOrCreate(folder).close();
        run("UPDATE schema_version SET version = 99");
        assertTrue(refusal(folder).contains("version 99"));
        run("PRAGMA application_id = 5");
        assertTrue(refusal(folder).contains("another program"));
        Path damaged = Files.createDirectories(folder.resolve("damaged"));
        Files.writeString(damaged.resolve(Workspace.FILE_NAME), "no database at all, but a text of some length".repeat(
                99));
        assertTrue(refusal(damaged).contains("damaged"));
        Files.write(damaged.resolve(Workspace.FILE_NAME), new byte[0]);
        assertTrue(refusal(damaged).contains("workspace.db is empty"), refusal(damaged));
        Workspace.openOrCreate(damaged).close();
        Workspace.open(damaged).close();
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Workspace.FILE_NAME));
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String refusal(Path folder) {
        return String.valueOf(assertThrows(WorkspaceException.class, () -> Workspace.open(folder)).getMessage());
    }

    @Test
    void networkDrivesGetARollbackJournal() throws IOException {
        assertEquals(JournalMode.ROLLBACK, JournalMode.ofFileSystem("nfs4"));
        assertEquals(JournalMode.ROLLBACK, JournalMode.ofFileSystem("CIFS"));
        assertEquals(JournalMode.WAL, JournalMode.ofFileSystem("ext4"));
        try (Workspace workspace = Workspace.connect(folder, JournalMode.ROLLBACK)) {
            workspace.add(own(), List.of(study("1", "a", "", Split.NONE)));
            assertEquals(JournalMode.ROLLBACK, workspace.journalMode());
            assertFalse(Files.exists(folder.resolve("workspace.db-wal")));
        }
        try (Workspace workspace = Workspace.connect(folder, JournalMode.WAL)) {
            assertEquals(1, workspace.counts().studies());
        }
    }

    @Test
    void readersSeeWholeBatchesWhileAnImportWrites() throws Exception {
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            AtomicBoolean done = new AtomicBoolean();
            List<Integer> sizes = new ArrayList<>();
            Thread reader = Thread.ofPlatform().start(() -> {
                while (!done.get()) {
                    try {
                        sizes.add(workspace.studies().size());
                    } catch (WorkspaceException e) {
                        sizes.add(-1);
                    }
                }
            });
            for (int batch = 0; batch < 20; batch++) {
                int first = batch * 50;
                workspace.add(own(), IntStream.range(first, first + 50)
                        .mapToObj(i -> study("p" + i, "s", "", Split.TRAIN)).toList());
            }
            done.set(true);
            reader.join();
            assertFalse(sizes.isEmpty());
            assertTrue(sizes.stream().allMatch(size -> size >= 0 && size % 50 == 0), () -> "sizes seen: " + sizes);
            assertEquals(1000, workspace.counts().studies());
        }
    }

    @Test
    void aRunsScoresAreKeptInPlaceOfThoseBefore() throws IOException {
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            workspace.add(own(), List.of(study("1", "a", "", Split.TEST, radiograph("a.png", ViewPosition.PA))));
            String key = workspace.studies().getFirst().radiographs().getFirst().id();
            RunEntry run = new RunEntry("first", folder.resolve("runs/first"), "predict", Instant.EPOCH, "ab");
            assertEquals(2, workspace.keep(run, List.of(new RunEntry.Score(key, "Mass", 0.25),
                    new RunEntry.Score(key, "Edema", 0.5), new RunEntry.Score("r-gone", "Mass", 0.75))));
            assertEquals(1, workspace.keep(run, List.of(new RunEntry.Score(key, "Mass", 0.125))));
            assertThrows(WorkspaceException.class,
                    () -> workspace.keep(run, List.of(new RunEntry.Score(key, "Mass", 2))));
            assertEquals("first 1970-01-01T00:00:00Z Mass 0.125", workspace.query(connection -> {
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT group_concat(name || ' ' || started || ' '"
                                + " || finding || ' ' || score) FROM runs JOIN predictions ON run = id")) {
                    return rows.getString(1);
                }
            }));
        }
    }

    /** What makes reading slow is a question a study; times are measured by {@code refers bench scale}. */
    @Test
    void moreStudiesAreReadByNoMoreQuestions() throws IOException {
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            int few = questions(workspace, 0, 10);
            int many = questions(workspace, 10, 4000);
            assertTrue(few > 0);
            assertEquals(few, many);
        }
    }

    private int questions(Workspace workspace, int from, int to) throws IOException {
        workspace.add(own(), IntStream.range(from, to).mapToObj(i -> study("p" + i / 2, "s" + i, "", Split.TRAIN,
                radiograph(i + "-pa.png", ViewPosition.PA), radiograph(i + "-lat.png", ViewPosition.LATERAL)))
                .toList());
        AtomicInteger asked = new AtomicInteger();
        assertEquals(to, workspace.query(
                connection -> new WorkspaceReader(counting(connection, asked)).all()).size());
        return asked.get();
    }

    private static Connection counting(Connection connection, AtomicInteger asked) {
        return (Connection) Proxy.newProxyInstance(WorkspaceTest.class.getClassLoader(),
                new Class<?>[]{Connection.class}, (proxy, method, arguments) -> {
                    asked.addAndGet(method.getName().endsWith("Statement") ? 1 : 0);
                    return method.invoke(connection, arguments);
                });
    }
}
