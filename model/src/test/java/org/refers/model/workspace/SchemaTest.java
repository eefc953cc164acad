package org.refers.model.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.refers.model.finding.FindingLabel;
import org.refers.model.workspace.annotation.AnnotationChange;
import org.refers.model.workspace.annotation.AnnotationHistory;
import org.refers.model.workspace.annotation.AnnotationJournal;
import org.refers.model.workspace.annotation.Annotations;
import org.sqlite.Function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SchemaTest {

    private static final int KILLED = 77;

    @TempDir
    Path folder;

    private Path database;

    @BeforeEach
    void aWorkspaceOfVersion1() throws Exception {
        database = folder.resolve(Workspace.FILE_NAME);
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            Schema schema = new Schema(new SchemaScripts(SchemaScripts.load().scripts().subList(0, 1)), connection);
            statement.executeQuery("PRAGMA journal_mode = wal").close();
            schema.createIfEmpty();
            statement.execute("INSERT INTO patients (key, split) VALUES ('p0', 'TRAIN')");
            statement.execute("INSERT INTO studies (key, patient, taken) VALUES ('s0', 1, '')");
            statement.execute("INSERT INTO reports VALUES (1, 'Clear lungs.', 'Normal.')");
        }
    }

    private static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file);
    }

    private static String text(Path file, String sql) throws SQLException {
        try (Connection connection = connect(file);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static String tables(Path file) throws SQLException {
        return text(file, "SELECT group_concat(sql, x'0a') FROM (SELECT sql FROM sqlite_master WHERE sql IS NOT NULL"
                + " ORDER BY type, name)");
    }

    /** This program's scripts and one more. */
    private static SchemaScripts with(String script) throws WorkspaceException {
        List<String> scripts = new ArrayList<>(SchemaScripts.load().scripts());
        scripts.add(script);
        return new SchemaScripts(scripts);
    }

    @Test
    void theLabelsOfAnOlderWorkspaceAreReadInOneRowARadiograph() throws Exception {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO sources VALUES (1, 'folder', '/x', '')");
            statement
                    .execute("INSERT INTO radiographs VALUES (1, 'r0123456789abcdef', 1, 1, 'a.png', '" + "0".repeat(64)
                            + "', 1, 1, 'PA', 'DX', 1, 1)");
            statement.execute("UPDATE studies SET key = 's0123456789abcdef'");
            statement.execute("UPDATE patients SET key = 'p0123456789abcdef'");
            statement.execute("INSERT INTO findings VALUES (1, 'Mass'), (31, 'Nodule'), (62, 'Edema')");
            statement.execute("INSERT INTO labels VALUES (1, 1, 1), (1, 31, 2), (1, 62, 0)");
        }
        try (Workspace workspace = Workspace.open(folder)) {
            assertEquals("1,1,1", text(database, "SELECT (SELECT count(*) FROM study_pages) || ','"
                    + " || (SELECT count(*) FROM radiograph_pages) || ',' || (SELECT count(*) FROM label_pages)"));
            byte[] labels = workspace.labels(workspace.index(), List.of("Edema", "Hernia", "Nodule", "Mass"),
                    LabelOrigin.DATA);
            assertEquals(
                    List.of(FindingLabel.PRESENT, FindingLabel.UNKNOWN, FindingLabel.UNCERTAIN, FindingLabel.ABSENT),
                    IntStream.range(0, 4).mapToObj(i -> FindingLabel.values()[labels[i]]).toList());
        }
    }

    @Test
    void anOlderWorkspaceIsBroughtUpAndItsCopyKept() throws Exception {
        try (Workspace workspace = Workspace.open(folder)) {
            assertEquals("Clear lungs.", workspace.studies().getFirst().report().orElseThrow().findings());
        }
        assertEquals("1", text(database, "SELECT count(*) FROM report_words WHERE report_words MATCH 'lungs'"));
        assertEquals("3", text(database, "SELECT words FROM reports"));
        Path copy = Schema.copyOf(database, 1);
        assertEquals("1", text(copy, "SELECT version FROM schema_version"));
        assertEquals("Clear lungs.", text(copy, "SELECT findings FROM reports"));
        Path fresh = Files.createDirectory(folder.resolve("fresh"));
        Workspace.openOrCreate(fresh).close();
        assertEquals(tables(fresh.resolve(Workspace.FILE_NAME)), tables(database), "upgraded and new ones are alike");
        assertFalse(Files.exists(Schema.copyOf(fresh.resolve(Workspace.FILE_NAME), 1)));
        Files.delete(copy);
        Workspace.open(folder).close();
        assertFalse(Files.exists(copy), "nothing is copied when nothing is brought up");
    }

    @Test
    void whatWasDrawnBeforeTheJournalStaysAndHasNoHistory() throws Exception {
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            new Schema(new SchemaScripts(SchemaScripts.load().scripts().subList(0, 8)), connection).upgrade(database);
            statement.execute("INSERT INTO drawn_boxes VALUES ('0', 'r0', 'me', 'Mass', 1, 2, 3, 4, 5)");
            statement.execute("INSERT INTO reader_labels VALUES ('s0', 'me', 'Mass', 1, 5)");
        }
        long now = System.currentTimeMillis();
        try (Workspace workspace = Workspace.open(folder)) {
            Annotations annotations = new Annotations(workspace, Clock.systemUTC());
            AnnotationJournal.Page page = annotations.journal().ofStudy("s0", OptionalLong.empty(), 9);
            assertEquals(List.of(), page.steps());
            assertEquals(1, page.untold(), "the label of the study");
            assertTrue(Math.abs(page.since().toEpochMilli() - now) < 60_000, page.since()::toString);
            assertEquals(1, annotations.boxes("r0").size());
            AnnotationHistory history = new AnnotationHistory(annotations);
            history.make("me", AnnotationChange.remove(annotations.boxes("r0").getFirst()));
            history.undo("me");
            assertEquals(1, annotations.boxes("r0").size());
        }
        assertEquals("8", text(Schema.copyOf(database, 8), "SELECT version FROM schema_version"));
    }

    /** What a program of version 8 says to a workspace that this one has brought up. */
    @Test
    void anOlderProgramSaysWhatItWouldTake() throws Exception {
        Workspace.open(folder).close();
        try (Connection connection = connect(database)) {
            Schema older = new Schema(new SchemaScripts(SchemaScripts.load().scripts().subList(0, 8)), connection);
            assertEquals("it has version " + SchemaScripts.load().version()
                    + ", and this program knows versions up to 8; install a newer REFERS Workstation",
                    assertThrows(WorkspaceException.class, older::check).getMessage());
        }
    }

    @Test
    void readersOfOlderVersionsGetTheKeysThatTheirNamesGetNow() throws Exception {
        String plain = "R-" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
                .digest("reader:Vogel^Hilda".getBytes(StandardCharsets.UTF_8))).substring(0, 6);
        try (Connection connection = connect(database); Statement statement = connection.createStatement()) {
            statement.execute("INSERT INTO sources VALUES (1, 'folder', '/x', '')");
            statement.execute("INSERT INTO radiographs VALUES (1, 'r0', 1, 1, 'a.png', '00', 1, 1, 'PA', 'DX', 4, 4)");
            for (String reader : List.of(plain, "R1", "R-12345", "R-1234567")) {
                statement.execute("INSERT INTO boxes (radiograph, reader, finding, x, y, width, height) VALUES (1, '"
                        + reader + "', 'Mass', 0, 0, 1, 1)");
            }
        }
        String key;
        try (Workspace workspace = Workspace.open(folder)) {
            key = workspace.readerKeys().apply("Vogel^Hilda");
        }
        assertEquals(key + ",R1,R-12345,R-1234567",
                text(database, "SELECT group_concat(reader) FROM (SELECT reader FROM boxes ORDER BY id)"));
        assertTrue(key.matches("R-[0-9a-f]{8}"), key);
        Workspace.open(folder).close();
        assertEquals(key, text(database, "SELECT reader FROM boxes ORDER BY id"), "once only");
    }

    @Test
    void aVersionThatFailsHalfwayLeavesTheOneBefore() throws Exception {
        int version = SchemaScripts.load().version();
        try (Connection connection = connect(database)) {
            Schema schema = new Schema(with("CREATE TABLE half (x);\nCREATE TABLE half (x);\n"), connection);
            assertThrows(SQLException.class, () -> schema.upgrade(database));
        }
        assertEquals(String.valueOf(version), text(database, "SELECT version FROM schema_version"));
        assertFalse(tables(database).contains("half"));
        Workspace.open(folder).close();
    }

    @Test
    void rowsThatLoseTheirParentInAStepAreRefused() throws Exception {
        try (Connection connection = connect(database)) {
            Schema schema = new Schema(with("DELETE FROM patients;\n"), connection);
            assertTrue(String.valueOf(assertThrows(WorkspaceException.class, () -> schema.upgrade(database))
                    .getMessage()).contains("damaged"));
        }
        assertEquals("1", text(database, "SELECT count(*) FROM patients"));
    }

    @Test
    void aProgramKilledInAStepLeavesTheVersionBefore() throws Exception {
        Process child = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), SchemaTest.class.getName(), database.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("child.txt").toFile()).start();
        assertEquals(KILLED, child.waitFor(), () -> "see " + folder.resolve("child.txt"));
        assertTrue(Files.size(folder.resolve(Workspace.FILE_NAME)) > 0);
        assertEquals("1", text(database, "SELECT version FROM schema_version"));
        assertFalse(tables(database).contains("half"));
        assertFalse(tables(database).contains("predictions"), "an older program still reads it");
        Workspace.open(folder).close();
        assertEquals("Clear lungs.", text(database, "SELECT findings FROM reports"));
    }

    /** Dies in the middle of version 2. */
    public static void main(String[] arguments) throws SQLException, IOException {
        Path database = Path.of(arguments[0]);
        List<String> scripts = SchemaScripts.load().scripts();
        Connection connection = connect(database);
        Function.create(connection, "die", new Function() {
            @Override
            protected void xFunc() {
                Runtime.getRuntime().halt(KILLED);
            }
        });
        String dying = "CREATE TABLE half (x);\n" + scripts.get(1) + "\nUPDATE patients SET sex = die();\n";
        new Schema(new SchemaScripts(List.of(scripts.get(0), dying)), connection).upgrade(database);
    }
}
