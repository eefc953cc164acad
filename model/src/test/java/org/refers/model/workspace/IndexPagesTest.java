package org.refers.model.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refers.model.study.Report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Packed pages may never say anything else than the rows they were made from. */
class IndexPagesTest {

    /** Two pages of studies, three of radiographs and of labels; the last ones are not full. */
    private static final int STUDIES = 5000;
    private static final Map<String, Integer> PAGES = Map.of("study_pages", 2, "radiograph_pages", 3, "label_pages", 3);

    @TempDir
    private static Path generated;

    @TempDir
    private Path folder;

    @BeforeAll
    static void generate() throws WorkspaceException {
        GeneratedWorkspace.write(generated, STUDIES);
    }

    @BeforeEach
    void copy() throws IOException {
        Files.copy(generated.resolve(Workspace.FILE_NAME), folder.resolve(Workspace.FILE_NAME));
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(Workspace.FILE_NAME));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = ON");
        }
        return connection;
    }

    private int change(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private int number(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private void assertPacked(boolean all) throws SQLException {
        for (Map.Entry<String, Integer> pages : PAGES.entrySet()) {
            int found = number("SELECT count(*) FROM " + pages.getKey());
            assertTrue(all ? found == pages.getValue() : found <= pages.getValue(), pages.getKey() + " " + found);
        }
    }

    /** All that is read of an index, as text. */
    private List<String> read() throws WorkspaceException {
        try (Workspace workspace = Workspace.open(folder)) {
            StudyIndex index = workspace.index();
            byte[] labels = workspace.labels(index, GeneratedWorkspace.FINDINGS, LabelOrigin.DATA);
            int width = GeneratedWorkspace.FINDINGS.size();
            List<String> lines = new ArrayList<>();
            for (int study = 0; study < index.size(); study++) {
                lines.add(index.row(study) + index.id(study) + index.patientId(study) + index.split(study));
                for (int view = index.first(study); view < index.first(study + 1); view++) {
                    lines.add(index.radiographRow(view) + index.radiographId(view) + index.view(view)
                            + index.isProjection(view) + index.sha256(view)
                            + Arrays.toString(Arrays.copyOfRange(labels, view * width, (view + 1) * width)));
                }
            }
            lines.add(Arrays.toString(Arrays.stream(workspace.studiesOfWords(24)).sorted().toArray()));
            return lines;
        }
    }

    private List<String> readWithoutPages() throws Exception {
        for (String table : PAGES.keySet()) {
            change("DELETE FROM " + table);
        }
        return read();
    }

    @Test
    void whatIsReadByPagesIsWhatTheRowsSay() throws Exception {
        assertPacked(true);
        List<String> packed = read();
        assertEquals(readWithoutPages(), packed);
        assertTrue(packed.size() > 3 * STUDIES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"study_pages WHERE page = 0", "study_pages WHERE page = 1",
        "radiograph_pages WHERE page = 0", "radiograph_pages WHERE page = 1", "radiograph_pages WHERE page = 2",
        "label_pages WHERE page = 1"})
    void rowsStandInForAPageThatIsMissing(String page) throws Exception {
        List<String> packed = read();
        assertEquals(1, change("DELETE FROM " + page));
        assertEquals(packed, read());
    }

    /** As another program, or an older version of this one, may write. */
    @ParameterizedTest
    @ValueSource(strings = {"UPDATE patients SET split = 'TEST' WHERE id = 7",
        "UPDATE patients SET key = 'p00000000000000ff' WHERE id = 7",
        "UPDATE studies SET taken = '2024' WHERE id = 4999", "UPDATE studies SET patient = 2 WHERE id = 4999",
        "UPDATE studies SET key = 's00000000000000ff' WHERE id = 1", "DELETE FROM studies WHERE id = 4099",
        "DELETE FROM patients WHERE id > 2400",
        "INSERT INTO studies (id, key, patient, taken) VALUES (9000, 's00000000000000ff', 1, '')",
        "INSERT OR REPLACE INTO studies (id, key, patient, taken) VALUES (3, 's00000000000000ff', 1, '')",
        "UPDATE radiographs SET study = 17 WHERE id = 9000", "UPDATE radiographs SET view = 'AP' WHERE id = 5000",
        "UPDATE radiographs SET modality = 'CT' WHERE id = 5000",
        "UPDATE radiographs SET sha256 = replace(sha256, '0', '1') WHERE id = 5000",
        "UPDATE radiographs SET key = 'r00000000000000ff' WHERE id = 5000",
        "UPDATE label_rows SET packed = 1 WHERE radiograph = 77", "DELETE FROM label_rows WHERE radiograph = 9999",
        "INSERT OR REPLACE INTO label_rows VALUES (77, 0, 2)", "DELETE FROM radiographs WHERE id = 1",
        "UPDATE reports SET findings = 'Clear.' WHERE study = 12"})
    void aChangedRowIsReadAsItIsNow(String sql) throws Exception {
        List<String> before = read();
        assertTrue(change(sql) > 0);
        List<String> after = read();
        assertTrue(!before.equals(after), "the change is one that is read");
        assertPacked(false);
        assertEquals(readWithoutPages(), after);
    }

    @Test
    void whatChangedIsPackedAgain() throws Exception {
        change("UPDATE radiographs SET view = 'AP' WHERE id % 5000 = 0");
        change("UPDATE studies SET taken = '2024' WHERE id = 1");
        change("UPDATE reports SET impression = 'Clear lungs.' WHERE study < 10");
        assertEquals(1, number("SELECT count(*) FROM radiograph_pages"));
        assertEquals(9, number("SELECT count(*) FROM reports WHERE words IS NULL"));
        List<String> rows = read();
        try (Workspace workspace = Workspace.open(folder)) {
            workspace.keepIndex();
        }
        assertPacked(true);
        assertEquals(0, number("SELECT count(*) FROM reports WHERE words IS NULL"));
        List<String> packed = read();
        assertEquals(rows.subList(0, rows.size() - 1), packed.subList(0, packed.size() - 1));
        assertEquals(readWithoutPages(), packed);
    }

    @Test
    void aPageOfAnotherFormatIsLeftAloneAndItsRowsAreRead() throws Exception {
        List<String> packed = read();
        assertEquals(2, change("UPDATE study_pages SET packed = x'02000000ffff'"));
        change("UPDATE radiograph_pages SET packed = x'0200000001000000ffff' WHERE page > 0");
        change("UPDATE label_pages SET packed = x'0000000000000000'");
        assertThrows(WorkspaceException.class, this::read, "a page of format 2 is shorter than a header");
        change("UPDATE study_pages SET packed = x'0200000001000000ffff'");
        assertEquals(packed, read());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x''", "x'0100'", "x'01000000ffffffff'", "x'01000000ffffff7f'",
        "substr(packed, 1, length(packed) - 1)", "CAST(packed || x'00' AS BLOB)"})
    void aDamagedPageIsRefused(String packed) throws Exception {
        for (String table : PAGES.keySet()) {
            byte[] kept = page(table, 1);
            assertEquals(1, change("UPDATE " + table + " SET packed = " + packed + " WHERE page = 1"));
            WorkspaceException refused = assertThrows(WorkspaceException.class, this::read);
            assertTrue(refused.getMessage().contains("damaged"), refused.getMessage());
            put(table, 1, kept);
        }
        read();
    }

    @Test
    void wordsThatAreNoneAreRefused() throws Exception {
        byte[] studies = page("study_pages", 0);
        studies[8 + 4096 * 24 + 5] = 4;
        put("study_pages", 0, studies);
        assertThrows(WorkspaceException.class, this::read);
        change("DELETE FROM study_pages");
        byte[] radiographs = page("radiograph_pages", 0);
        radiographs[8 + 4096 * 17 + 5] = 2;
        put("radiograph_pages", 0, radiographs);
        assertThrows(WorkspaceException.class, this::read);
        radiographs[8 + 4096 * 17 + 5] = 1;
        radiographs[8 + 4096 * 16 + 5] = -1;
        put("radiograph_pages", 0, radiographs);
        assertThrows(WorkspaceException.class, this::read);
    }

    private byte[] page(String table, int page) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT packed FROM " + table + " WHERE page = " + page)) {
            row.next();
            return row.getBytes(1);
        }
    }

    private void put(String table, int page, byte[] packed) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection
                        .prepareStatement("UPDATE " + table + " SET packed = ? WHERE page = " + page)) {
            statement.setBytes(1, packed);
            assertEquals(1, statement.executeUpdate());
        }
    }

    /** As the script that makes the tables describes it to people with other tools. */
    @Test
    void aPageIsLaidOutAsDescribed() throws Exception {
        change("UPDATE studies SET taken = '2024-05-06' WHERE id = 4097");
        change("UPDATE patients SET split = 'NONE' WHERE id = 2050");
        change("UPDATE radiographs SET view = 'AP' WHERE id = 8193");
        change("UPDATE radiographs SET view = 'OTHER', modality = 'CT' WHERE id = 8194");
        try (Workspace workspace = Workspace.open(folder)) {
            workspace.keepIndex();
        }
        ByteBuffer studies = ByteBuffer.wrap(page("study_pages", 1)).order(ByteOrder.LITTLE_ENDIAN);
        int n = STUDIES - 4095;
        assertArrayEquals(new int[]{1, n, 4096, 4097},
                new int[]{studies.getInt(0), studies.getInt(4), studies.getInt(8), studies.getInt(12)});
        assertEquals(2049, studies.getInt(8 + 4 * n + 4), "patient");
        assertEquals(number("SELECT CAST(substr(key, 16, 2) = printf('%02x', " + (studies.get(8 + 8 * n + 8) & 0xff)
                + ") AS INTEGER) FROM studies WHERE id = 4097"), 1, "lowest digits of the key");
        assertEquals(List.of(number("SELECT CASE split WHEN 'TRAIN' THEN 0 WHEN 'VALIDATION' THEN 1 ELSE 2 END"
                + " FROM patients WHERE id = 2049"), 3),
                List.of((int) studies.get(8 + 24 * n + 1), (int) studies.get(8 + 24 * n + 3)));
        assertEquals(10, studies.getInt(8 + 25 * n + 4));
        assertEquals("2024-05-06",
                new String(studies.array(), 8 + 29 * n, 10, StandardCharsets.UTF_8), "the only time");
        ByteBuffer radiographs = ByteBuffer.wrap(page("radiograph_pages", 2)).order(ByteOrder.LITTLE_ENDIAN);
        int r = 2 * STUDIES - 8191;
        assertEquals(List.of((byte) 2, (byte) 1, (byte) 3, (byte) 0),
                List.of(radiographs.get(8 + 16 * r), radiographs.get(8 + 16 * r + 1), radiographs.get(8 + 16 * r + 2),
                        radiographs.get(8 + 16 * r + 3)).stream().toList());
        assertEquals(List.of((byte) 1, (byte) 1, (byte) 0), List.of(radiographs.get(8 + 17 * r),
                radiographs.get(8 + 17 * r + 1), radiographs.get(8 + 17 * r + 2)));
    }

    @Test
    void wordsOfReportsAreCountedAsTheyAreAddedAndChanged() throws Exception {
        Path own = folder.resolve("own");
        try (Workspace workspace = Workspace.openOrCreate(own)) {
            SourceEntry source = new SourceEntry("folder", own, "");
            workspace.add(source, List.of(draft("s1", new Report(" Clear\u00a0 lungs.\n", "None")),
                    draft("s2", new Report("", ""))));
            assertEquals(1, workspace.studiesOfWords(3).length);
            assertEquals(0, workspace.studiesOfWords(4).length);
            assertEquals(2, workspace.studiesOfWords(0).length);
            workspace.add(source, List.of(draft("s2", new Report("The heart is enlarged.", ""))));
            assertEquals(1, workspace.studiesOfWords(4).length);
            workspace.eachReport(9, true, (report, study) -> {
                throw new AssertionError("all were counted");
            });
        }
    }

    private static StudyDraft draft(String study, Report report) {
        return new StudyDraft("p", study, "", Split.NONE, Optional.of(report), List.of());
    }
}
