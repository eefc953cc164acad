package org.refers.model.workspace.annotation;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.refers.model.finding.FindingLabel;

/** The rows of the table {@code annotation_journal}. */
final class JournalTable {

    private static final String BOX = "box";
    private static final String LABEL = "label";
    private static final String MEASUREMENT = "measurement";

    private final Connection connection;

    JournalTable(Connection connection) {
        this.connection = connection;
    }

    /**
     * What a step is told by.
     *
     * @param reader who makes it
     * @param kind how it comes about
     * @param about the step it takes back, makes again or brings back from
     */
    record Head(String reader, StepKind kind, OptionalLong about) {
    }

    /**
     * The ends of a reader's steps.
     *
     * @param undo the step that is taken back next
     * @param redo the step that is made again next
     */
    record Ends(OptionalLong undo, OptionalLong redo) {
    }

    /** Writes a step behind all others and returns its number. */
    long append(Head head, List<AnnotationChange> singles, long now) throws SQLException {
        // The transaction has the lock of the one that writes: no other step takes the number.
        String sql = "INSERT INTO annotation_journal (step, part, made, reader, kind, about, thing, subject, item, whose,"
                + " before, after) VALUES (coalesce(?1, (SELECT max(step) FROM annotation_journal) + 1, 1), ?2, ?3, ?4, ?5,"
                + " ?6, ?7, ?8, ?9, ?10, ?11, ?12) RETURNING step";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setNull(1, Types.INTEGER);
            statement.setLong(3, now);
            statement.setString(4, head.reader);
            statement.setString(5, head.kind.word());
            if (head.about.isPresent()) {
                statement.setLong(6, head.about.getAsLong());
            } else {
                statement.setNull(6, Types.INTEGER);
            }
            long number = 0;
            for (int part = 0; part < singles.size(); part++) {
                statement.setInt(2, part);
                bind(statement, singles.get(part));
                number = number(statement);
                statement.setLong(1, number);
            }
            return number;
        }
    }

    private static long number(PreparedStatement insert) throws SQLException {
        try (ResultSet rows = insert.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("the journal of annotations took no step");
            }
            return rows.getLong(1);
        }
    }

    /** Number of the last step; 0 if there is none. */
    long last() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT max(step) FROM annotation_journal");
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : 0;
        }
    }

    private static void bind(PreparedStatement row, AnnotationChange change) throws SQLException {
        switch (change) {
            case AnnotationChange.OfBox box -> name(row, BOX, box.subject(), box.id());
            case AnnotationChange.OfLabel label -> name(row, LABEL, label.subject(), label.finding());
            case AnnotationChange.OfMeasurement measured -> name(row, MEASUREMENT, measured.subject(), measured.id());
            case AnnotationChange.Several several -> throw new IllegalArgumentException("not a single thing");
        }
        row.setString(10, change.owner());
        row.setString(11, ItemJson.before(change).orElse(null));
        row.setString(12, ItemJson.after(change).orElse(null));
    }

    private static void name(PreparedStatement row, String thing, String subject, String item) throws SQLException {
        row.setString(7, thing);
        row.setString(8, subject);
        row.setString(9, item);
    }

    /** A step's first row. */
    private record Row(long step, StepKind kind, long about) {
    }

    /** Where undo and redo of a reader stand, which follows from his last rows. */
    Ends ends(String reader) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT step, kind, about FROM annotation_journal"
                        + " WHERE reader = ? AND part = 0 AND step < ? ORDER BY step DESC LIMIT 1")) {
            statement.setString(1, reader);
            Optional<Row> last = before(statement, Long.MAX_VALUE);
            Optional<Row> done = last;
            while (done.isPresent() && done.get().kind == StepKind.UNDONE) {
                // Where a step was taken back, all is as it was before that step was made.
                done = before(statement, done.get().about);
            }
            OptionalLong undo = done.isEmpty()
                    ? OptionalLong.empty()
                    : OptionalLong.of(done.get().kind == StepKind.REDONE ? done.get().about : done.get().step);
            return new Ends(undo, redo(statement, last));
        }
    }

    /** The latest step that was taken back and not made again since, unless a new step was made since. */
    private static OptionalLong redo(PreparedStatement statement, Optional<Row> last) throws SQLException {
        int redone = 0;
        for (Optional<Row> row = last; row.isPresent() && !row.get().kind.isStep();) {
            if (row.get().kind == StepKind.REDONE) {
                redone++;
            } else if (redone == 0) {
                return OptionalLong.of(row.get().about);
            } else {
                redone--;
            }
            row = before(statement, row.get().step);
        }
        return OptionalLong.empty();
    }

    private static Optional<Row> before(PreparedStatement statement, long step) throws SQLException {
        statement.setLong(2, step);
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(new Row(rows.getLong(1), StepKind.of(rows.getString(2)), rows.getLong(3)))
                    : Optional.empty();
        }
    }

    /** All changes of a step, in their order; none if there is no such step. */
    List<AnnotationChange> changes(long step) throws SQLException {
        List<AnnotationChange> changes = new ArrayList<>();
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT thing, subject, item, whose, before, after"
                        + " FROM annotation_journal WHERE step = ? ORDER BY part")) {
            statement.setLong(1, step);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    changes.add(change(rows));
                }
            }
        }
        return changes;
    }

    /** The change of a row that has its columns by name. */
    static AnnotationChange change(ResultSet rows) throws SQLException {
        String subject = rows.getString("subject");
        String item = rows.getString("item");
        String whose = rows.getString("whose");
        Optional<JsonNode> before = ItemJson.read(rows.getString("before"));
        Optional<JsonNode> after = ItemJson.read(rows.getString("after"));
        String thing = rows.getString("thing");
        return switch (thing) {
            case BOX -> new AnnotationChange.OfBox(item, subject, before.map(node -> ItemJson.box(node, whose)),
                    after.map(node -> ItemJson.box(node, whose)));
            case LABEL -> new AnnotationChange.OfLabel(subject, whose, item, ItemJson.label(before),
                    ItemJson.label(after));
            case MEASUREMENT -> new AnnotationChange.OfMeasurement(item, subject,
                    before.map(node -> ItemJson.measurement(node, whose)),
                    after.map(node -> ItemJson.measurement(node, whose)));
            default -> throw new SQLException("its journal of annotations names " + thing);
        };
    }

    /** What brings a thing back to how it was before a change, from what is there now; empty where that is so already. */
    Optional<AnnotationChange> back(AnnotationChange change) throws SQLException {
        return switch (change) {
            case AnnotationChange.OfBox box -> {
                var now = new BoxTable(connection).held(box.id());
                yield now.equals(box.before())
                        ? Optional.empty()
                        : Optional.of(new AnnotationChange.OfBox(box.id(), box.subject(), now, box.before()));
            }
            case AnnotationChange.OfLabel label -> {
                FindingLabel now = new LabelTable(connection).held(label);
                yield now == label.before()
                        ? Optional.empty()
                        : Optional.of(new AnnotationChange.OfLabel(label.subject(), label.reader(), label.finding(),
                                now, label.before()));
            }
            case AnnotationChange.OfMeasurement measured -> {
                var now = new MeasurementTable(connection).held(measured.id());
                yield now.equals(measured.before())
                        ? Optional.empty()
                        : Optional.of(new AnnotationChange.OfMeasurement(measured.id(), measured.subject(), now,
                                measured.before()));
            }
            case AnnotationChange.Several several -> throw new IllegalArgumentException("not a single thing");
        };
    }
}
