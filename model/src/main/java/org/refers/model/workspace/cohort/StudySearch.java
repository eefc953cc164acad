package org.refers.model.workspace.cohort;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/**
 * Lists the studies of a workspace: finds and sorts them by numbers alone, and reads those that are looked at. It knows the
 * studies there were when it was first asked.
 */
public final class StudySearch {

    private final Workspace workspace;
    /** Read when first needed: the whole list is shown without. */
    private Optional<Owners> owners = Optional.empty();

    /** Creates a list over an open workspace, which must stay open. */
    public StudySearch(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Reads what the first filter needs, so that it answers as fast as the others. */
    public void prepare() throws WorkspaceException {
        owners().studies();
    }

    private synchronized Owners owners() throws WorkspaceException {
        Owners known = owners.isPresent() ? owners.get() : new Owners(workspace);
        owners = Optional.of(known);
        return known;
    }

    /**
     * Finds the studies in which all words occur, at the beginning of a word of the report, of a present finding, of a view, of
     * a side of the split, or of a key of patient, study or radiograph. A word such as {@code sex=female} is a condition that at
     * least one of the study's radiographs must meet.
     *
     * @throws CohortException if a condition has no such value
     */
    public StudyListing find(String words, PatientOrder order) throws WorkspaceException {
        if (words.isBlank() && order == PatientOrder.IMPORT) {
            return workspace.query(StudySearch::all);
        }
        Owners all = owners();
        BitSet found = all.all();
        Conditions conditions = new Conditions(workspace);
        WordSearch search = new WordSearch(workspace, all);
        for (String word : words.strip().split("\\s+")) {
            if (word.isEmpty() || word.endsWith("=")) {
                // Still being typed.
                continue;
            }
            found.and(word.contains("=") ? all.studies(conditions.read(word)) : search.studies(word));
        }
        int[] patients = workspace.query(connection -> sorted(connection, all.patients(), found, order));
        return new StudyListing(patients, found.cardinality(), found::get);
    }

    private static StudyListing all(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT count(*) FROM studies");
                ResultSet rows = statement.executeQuery()) {
            int studies = rows.next() ? rows.getInt(1) : 0;
            return new StudyListing(Rows.inOrder(connection, "SELECT patient FROM studies GROUP BY patient").toArray(),
                    studies, study -> true);
        }
    }

    private static int[] sorted(Connection connection, int[] patientOf, BitSet found, PatientOrder order)
            throws SQLException {
        int[] counts = new int[Arrays.stream(patientOf).max().orElse(0) + 1];
        found.stream().forEach(study -> counts[patientOf[study]]++);
        IntStream patients = IntStream.range(0, counts.length).filter(patient -> counts[patient] > 0);
        return switch (order) {
            case IMPORT -> patients.toArray();
            case KEY -> Rows.inOrder(connection, "SELECT id FROM patients ORDER BY key").filter(
                    patient -> patient < counts.length && counts[patient] > 0).toArray();
            // A count and a number in one, so that plain numbers are sorted.
            case MOST_STUDIES -> patients.mapToLong(patient -> (long) -counts[patient] << Integer.SIZE | patient)
                    .sorted().mapToInt(packed -> (int) packed).toArray();
        };
    }

    /** The listed studies of some of the listed patients, in the order of the list. */
    public List<StudyEntry> read(StudyListing listing, int from, int to) throws WorkspaceException {
        int[] patients = listing.rows(from, to);
        Set<String> keys = workspace.query(connection -> keys(connection, listing, patients));
        return workspace.studiesOf(patients).stream().filter(study -> keys.contains(study.id())).toList();
    }

    private static Set<String> keys(Connection connection, StudyListing listing, int[] patients) throws SQLException {
        Set<String> keys = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT id, key FROM studies WHERE patient = ?")) {
            for (int patient : patients) {
                statement.setInt(1, patient);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        if (listing.holds(rows.getInt(1))) {
                            keys.add(rows.getString(2));
                        }
                    }
                }
            }
        }
        return keys;
    }

    /** Where the patient of a radiograph stands in a listing; empty if its study is not listed. */
    public OptionalInt position(StudyListing listing, String radiograph) throws WorkspaceException {
        int[] found = workspace.query(connection -> studyAndPatient(connection, radiograph));
        return found.length == 0 || !listing.holds(found[0]) ? OptionalInt.empty() : listing.position(found[1]);
    }

    /** All studies of the patient of a radiograph, whether they are listed or not; empty if the radiograph is gone. */
    public List<StudyEntry> studiesWith(String radiograph) throws WorkspaceException {
        int[] found = workspace.query(connection -> studyAndPatient(connection, radiograph));
        return found.length == 0 ? List.of() : workspace.studiesOf(found[1]);
    }

    private static int[] studyAndPatient(Connection connection, String radiograph) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT s.id, s.patient FROM radiographs r JOIN studies s ON s.id = r.study WHERE r.key = ?")) {
            statement.setString(1, radiograph);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? new int[]{rows.getInt(1), rows.getInt(2)} : new int[0];
            }
        }
    }
}
