package org.refers.model.workspace;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/**
 * Fills a workspace with generated rows of any number, to measure what its size costs: two studies a patient, two views and a
 * report a study, fourteen labels a radiograph. The files that it names do not exist.
 */
public final class GeneratedWorkspace {

    /** Names of the findings. */
    public static final List<String> FINDINGS = List.of("Atelectasis", "Cardiomegaly", "Consolidation", "Edema",
            "Effusion", "Emphysema", "Fibrosis", "Hernia", "Infiltration", "Mass", "Nodule", "Pleural thickening",
            "Pneumonia", "Pneumothorax");

    private static final String NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d) ";
    /** A number that spreads the next ones over all 32 bits, as digests are. */
    private static final String SPREAD = "((i * 2654435761) & 4294967295)";

    private GeneratedWorkspace() {
    }

    /**
     * Makes a workspace.
     *
     * @param folder absent or empty
     * @param studies even number of studies; seven of ten patients are for training, one for validation, two for test
     */
    public static void write(Path folder, int studies) throws WorkspaceException {
        try (Workspace workspace = Workspace.openOrCreate(folder)) {
            workspace.fill(statement -> fill(statement, studies));
            workspace.keepIndex();
        }
    }

    /** Fills tables by a statement. */
    interface Filling {
        void by(Statement statement) throws SQLException;
    }

    private static void fill(Statement statement, int studies) throws SQLException {
        statement.execute("INSERT INTO sources VALUES (1, 'folder', '/generated', '')");
        for (int i = 0; i < FINDINGS.size(); i++) {
            statement.execute("INSERT INTO findings VALUES (" + (i + 1) + ", '" + FINDINGS.get(i) + "')");
        }
        statement.execute(
                NUMBERS.formatted(studies / 2) + "INSERT INTO patients (id, key, split, sex) SELECT i, " + key("p")
                        + ", CASE WHEN i % 10 < 7 THEN 'TRAIN' WHEN i % 10 = 7 THEN 'VALIDATION' ELSE 'TEST' END,"
                        + " CASE i % 2 WHEN 0 THEN 'F' ELSE 'M' END FROM n");
        statement.execute(NUMBERS.formatted(studies) + "INSERT INTO studies (id, key, patient, taken, age) SELECT i, "
                + key("s") + ", (i + 1) / 2, '', 1 + i % 90 FROM n");
        statement.execute(NUMBERS.formatted(studies) + "INSERT INTO reports (study, findings, impression) SELECT i,"
                + " 'The heart is ' || CASE i % 3 WHEN 0 THEN 'enlarged' ELSE 'normal in size' END"
                + " || '. The lungs are well aerated. No pleural effusion on the '"
                + " || CASE i % 2 WHEN 0 THEN 'left' ELSE 'right' END || '. There is no pneumothorax. A small opacity'"
                + " || ' in the upper zone has not changed since the study before. Grade ' || (i % 97) || '.',"
                + " 'No acute cardiopulmonary process.' FROM n");
        statement.execute(
                NUMBERS.formatted(2 * studies) + "INSERT INTO radiographs (id, key, study, source, file, sha256, size,"
                        + " modified, view, modality, pixel_rows, pixel_columns) SELECT i, " + key("r")
                        + ", (i + 1) / 2, 1, i || '.dcm', printf('%08x%056x', " + SPREAD + ", i), 1, 1,"
                        + " CASE i % 2 WHEN 1 THEN 'PA' ELSE 'LATERAL' END, 'DX', 2500, 2048 FROM n");
        statement.execute("INSERT INTO labels SELECT r.id, f.id, (r.id * f.id) % 7 > 0 FROM radiographs r, findings f");
        statement.execute(
                "INSERT INTO label_rows SELECT radiograph, 0, sum(value + 1 << 2 * finding) FROM labels GROUP BY 1");
    }

    private static String key(String letter) {
        return "'" + letter + "' || printf('%08x%08x', " + SPREAD + ", i)";
    }
}
