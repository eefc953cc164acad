package org.refers.model.workspace.annotation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/** Who did what, and when: the steps of a workspace, to be read. May be used from several threads. */
public final class AnnotationJournal {

    /** The study and its radiographs, by their keys. */
    private static final String SUBJECTS = "WITH subjects (key) AS (SELECT ?1 UNION ALL SELECT r.key FROM radiographs r"
            + " JOIN studies s ON s.id = r.study WHERE s.key = ?1) ";
    private static final String COLUMNS = "SELECT step, made, reader, kind, about, thing, subject, item, whose, before,"
            + " after, (SELECT max(part) + 1 FROM annotation_journal w WHERE w.step = j.step) AS parts"
            + " FROM annotation_journal j ";

    private final Workspace workspace;

    /** Creates the journal of a workspace. */
    public AnnotationJournal(Workspace workspace) {
        this.workspace = workspace;
    }

    /**
     * Steps of a study.
     *
     * @param steps newest first, each with what it did in this study
     * @param more whether there are older ones
     * @param since when the journal began
     * @param untold boxes, labels and measurements of this study that are older than the journal: nobody knows how they came
     */
    public record Page(List<JournalStep> steps, boolean more, Instant since, int untold) {

        /** Creates a page. */
        public Page {
            steps = List.copyOf(steps);
        }
    }

    /**
     * The steps about a study and its radiographs, newest first.
     *
     * @param study its key
     * @param before only steps older than this one; empty: from the last one on
     * @param most as many as are read
     */
    public Page ofStudy(String study, OptionalLong before, int most) throws WorkspaceException {
        return workspace.query(connection -> {
            long end = before.orElse(Long.MAX_VALUE);
            List<Long> numbers = numbers(connection, study, end, most + 1);
            boolean more = numbers.size() > most;
            List<Long> wanted = more ? numbers.subList(0, most) : numbers;
            List<JournalStep> steps = wanted.isEmpty()
                    ? List.of()
                    : steps(connection, study, wanted.getLast(), end);
            return new Page(steps, more, since(connection), untold(connection, study));
        });
    }

    private static List<Long> numbers(Connection connection, String study, long end, int most) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(SUBJECTS + "SELECT DISTINCT step FROM subjects"
                + " JOIN annotation_journal ON subject = key WHERE step < ?2 ORDER BY step DESC LIMIT ?3")) {
            statement.setString(1, study);
            statement.setLong(2, end);
            statement.setInt(3, most);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    numbers.add(rows.getLong(1));
                }
            }
        }
        return numbers;
    }

    private static List<JournalStep> steps(Connection connection, String study, long from, long end)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SUBJECTS + COLUMNS + "WHERE subject IN"
                + " (SELECT key FROM subjects) AND step >= ?2 AND step < ?3 ORDER BY step DESC, part")) {
            statement.setString(1, study);
            statement.setLong(2, from);
            statement.setLong(3, end);
            List<JournalStep> steps = new ArrayList<>();
            read(statement, step -> {
                steps.add(step);
                return true;
            });
            return steps;
        }
    }

    /** How many steps there are. */
    public long steps() throws WorkspaceException {
        return workspace.query(connection -> new JournalTable(connection).last());
    }

    /** Takes steps one by one. */
    @FunctionalInterface
    public interface StepTaker {

        /** Takes a step and says whether to go on. */
        boolean take(JournalStep step) throws SQLException;
    }

    /** Passes over all steps, oldest first; each is read as it is taken, so that a long journal needs no memory. */
    public void each(StepTaker taker) throws WorkspaceException {
        workspace.query(connection -> {
            try (PreparedStatement statement = connection.prepareStatement(COLUMNS + "ORDER BY step, part")) {
                read(statement, taker);
            }
            return true;
        });
    }

    /** Puts the rows of each step together. */
    private static void read(PreparedStatement statement, StepTaker taker) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            boolean more = rows.next();
            while (more) {
                JournalStep head = head(rows);
                List<AnnotationChange> changes = new ArrayList<>();
                while (more && rows.getLong("step") == head.number()) {
                    changes.add(JournalTable.change(rows));
                    more = rows.next();
                }
                more = taker.take(whole(head, changes)) && more;
            }
        }
    }

    private static JournalStep head(ResultSet rows) throws SQLException {
        long about = rows.getLong("about");
        return new JournalStep(rows.getLong("step"), Instant.ofEpochMilli(rows.getLong("made")),
                rows.getString("reader"), StepKind.of(rows.getString("kind")),
                about == 0 ? OptionalLong.empty() : OptionalLong.of(about), List.of(), rows.getInt("parts"));
    }

    private static JournalStep whole(JournalStep head, List<AnnotationChange> changes) {
        return new JournalStep(head.number(), head.time(), head.reader(), head.kind(), head.about(), changes,
                head.parts());
    }

    private static Instant since(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT value FROM settings WHERE name = 'journal_since'");
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("the workspace does not say when its journal began; it is damaged");
            }
            return Instant.ofEpochMilli(Long.parseLong(rows.getString(1)));
        }
    }

    /** What is there and whose beginning the journal does not have. */
    private static int untold(Connection connection, String study) throws SQLException {
        String told = "NOT EXISTS (SELECT 1 FROM annotation_journal j WHERE j.before IS NULL AND ";
        String sql = SUBJECTS + "SELECT (SELECT count(*) FROM subjects JOIN drawn_boxes d ON d.radiograph = key WHERE "
                + told + "j.subject = key AND j.item = d.id)) + (SELECT count(*) FROM subjects JOIN measurements m"
                + " ON m.radiograph = key WHERE " + told + "j.subject = key AND j.item = m.id))"
                + " + (SELECT count(*) FROM subjects JOIN reader_labels l ON l.subject = key WHERE " + told
                + "j.subject = key AND j.item = l.finding AND j.whose = l.reader AND j.thing = 'label'))";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, study);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }
}
