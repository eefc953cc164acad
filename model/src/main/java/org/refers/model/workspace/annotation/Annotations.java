package org.refers.model.workspace.annotation;

import java.io.Serial;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.Readings;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/**
 * The boxes, labels and measurements that readers give in this program. Each step is a transaction of its own, so that what was drawn is kept
 * whatever becomes of the program a moment later. May be used from several threads.
 */
public final class Annotations {

    private static final String ELSEWHERE = "was changed in another window meanwhile; nothing was written";

    private final Workspace workspace;
    private final Clock clock;

    /** Creates the annotations of a workspace. */
    public Annotations(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.clock = clock;
    }

    /** The workspace they are kept in. */
    public Workspace workspace() {
        return workspace;
    }

    /** The boxes drawn on a radiograph, those of all readers, oldest change first. */
    public List<DrawnBox> boxes(String radiograph) throws WorkspaceException {
        return workspace.query(connection -> {
            List<DrawnBox> boxes = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement("SELECT id, reader, finding, x, y, width,"
                    + " height FROM drawn_boxes WHERE radiograph = ? ORDER BY changed, id")) {
                statement.setString(1, radiograph);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        boxes.add(new DrawnBox(rows.getString(1), radiograph, box(rows)));
                    }
                }
            }
            return List.copyOf(boxes);
        });
    }

    /** The measurements of a radiograph, those of all readers, oldest first. */
    public List<DrawnMeasurement> measurements(String radiograph) throws WorkspaceException {
        return workspace.query(connection -> new MeasurementTable(connection).of(radiograph));
    }

    /** All measurements, by radiograph. */
    public List<DrawnMeasurement> measurements() throws WorkspaceException {
        return workspace.query(connection -> new MeasurementTable(connection).all());
    }

    private static ReaderBox box(ResultSet rows) throws SQLException {
        return new ReaderBox(rows.getString("reader"), rows.getString("finding"), new Box(rows.getDouble("x"),
                rows.getDouble("y"), rows.getDouble("width"), rows.getDouble("height")));
    }

    /** A reader's labels of a radiograph or a study, by the names of the findings; none for what was not judged. */
    public Map<String, FindingLabel> labels(String subject, String reader) throws WorkspaceException {
        return workspace.query(connection -> {
            Map<String, FindingLabel> labels = new LinkedHashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT finding, value FROM reader_labels WHERE subject = ? AND reader = ? ORDER BY finding")) {
                statement.setString(1, subject);
                statement.setString(2, reader);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        labels.put(rows.getString(1), FindingLabel.values()[rows.getInt(2)]);
                    }
                }
            }
            return labels;
        });
    }

    /** The labels of all readers, by radiograph or study. */
    public Map<String, List<GivenLabel>> labels() throws WorkspaceException {
        return workspace.query(connection -> {
            Map<String, List<GivenLabel>> labels = new LinkedHashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT subject, reader, finding, value FROM reader_labels ORDER BY subject, reader, finding");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    labels.computeIfAbsent(rows.getString(1), subject -> new ArrayList<>())
                            .add(new GivenLabel(rows.getString(1), rows.getString(2), rows.getString(3),
                                    FindingLabel.values()[rows.getInt(4)]));
                }
            }
            return labels;
        });
    }

    /** All who drew or labelled here or whose boxes came with the data, in alphabetical order. */
    public List<String> readers() throws WorkspaceException {
        return names(
                "SELECT reader FROM boxes UNION SELECT reader FROM drawn_boxes UNION SELECT reader FROM reader_labels"
                        + " UNION SELECT reader FROM measurements ORDER BY 1");
    }

    private List<String> names(String sql) throws WorkspaceException {
        return workspace.query(connection -> {
            List<String> names = new ArrayList<>();
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return List.copyOf(names);
        });
    }

    /** The names of all findings that are labelled or boxed, in alphabetical order. */
    public List<String> findings() throws WorkspaceException {
        return names("SELECT name FROM findings UNION SELECT finding FROM boxes UNION SELECT finding FROM drawn_boxes"
                + " UNION SELECT finding FROM reader_labels ORDER BY 1");
    }

    /** The boxes of a radiograph that came with the data, and those that were drawn here. */
    public List<ReaderBox> allBoxes(String radiograph) throws WorkspaceException {
        return workspace.radiograph(radiograph).map(RadiographEntry::boxes).orElse(List.of());
    }

    /** All boxed radiographs; whoever boxed or labelled one has read it. */
    public Readings readings() throws WorkspaceException {
        Map<String, List<ReaderBox>> boxes = new LinkedHashMap<>();
        Map<String, Set<String>> read = new LinkedHashMap<>();
        return workspace.query(connection -> {
            try (PreparedStatement statement = connection
                    .prepareStatement("SELECT r.key, b.reader, b.finding, b.x, b.y,"
                            + " b.width, b.height FROM all_boxes b JOIN radiographs r ON r.id = b.radiograph ORDER BY r.id");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    ReaderBox box = box(rows);
                    boxes.computeIfAbsent(rows.getString(1), key -> new ArrayList<>()).add(box);
                    read.computeIfAbsent(rows.getString(1), key -> new TreeSet<>()).add(box.reader());
                }
            }
            try (PreparedStatement statement = connection.prepareStatement("SELECT subject, reader FROM reader_labels");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Set<String> readers = read.get(rows.getString(1));
                    if (readers != null) {
                        readers.add(rows.getString(2));
                    }
                }
            }
            return new Readings(boxes, read);
        });
    }

    /**
     * Makes a step and keeps it.
     *
     * @throws WorkspaceException if it could not be written, or if what it begins from is no longer there; then nothing has changed
     */
    public void make(AnnotationChange change) throws WorkspaceException {
        try {
            workspace.change(connection -> {
                make(connection, change);
                return true;
            });
        } catch (WorkspaceException problem) {
            if (problem.getCause() instanceof ChangedElsewhere elsewhere) {
                throw new WorkspaceException(String.valueOf(elsewhere.getMessage()), elsewhere);
            }
            throw problem;
        }
    }

    private void make(Connection connection, AnnotationChange change) throws SQLException {
        switch (change) {
            case AnnotationChange.OfBox box -> require(make(connection, box), "the box ");
            case AnnotationChange.OfLabel label -> require(make(connection, label), "the label ");
            case AnnotationChange.OfMeasurement measurement -> require(
                    new MeasurementTable(connection).make(measurement, clock.millis()), "the measurement ");
            case AnnotationChange.Several several -> {
                for (AnnotationChange part : several.parts()) {
                    make(connection, part);
                }
            }
        }
    }

    private static void require(boolean fits, String what) throws ChangedElsewhere {
        if (!fits) {
            throw new ChangedElsewhere(what + ELSEWHERE);
        }
    }

    /** Takes a transaction back whose beginning is no longer there. */
    private static final class ChangedElsewhere extends SQLException {

        @Serial
        private static final long serialVersionUID = 1;

        ChangedElsewhere(String sentence) {
            super(sentence);
        }
    }

    private boolean make(Connection connection, AnnotationChange.OfBox change) throws SQLException {
        if (!held(connection, change.id()).equals(change.before())) {
            return false;
        }
        if (change.after().isEmpty()) {
            try (PreparedStatement statement = connection.prepareStatement("DELETE FROM drawn_boxes WHERE id = ?")) {
                statement.setString(1, change.id());
                statement.executeUpdate();
            }
            return true;
        }
        ReaderBox box = change.after().get();
        try (PreparedStatement statement = connection.prepareStatement("INSERT OR REPLACE INTO drawn_boxes"
                + " (id, radiograph, reader, finding, x, y, width, height, changed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            statement.setString(1, change.id());
            statement.setString(2, change.subject());
            statement.setString(3, box.reader());
            statement.setString(4, box.finding());
            statement.setDouble(5, box.box().x());
            statement.setDouble(6, box.box().y());
            statement.setDouble(7, box.box().width());
            statement.setDouble(8, box.box().height());
            statement.setLong(9, clock.millis());
            statement.executeUpdate();
        }
        return true;
    }

    private static Optional<ReaderBox> held(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement = connection
                .prepareStatement("SELECT reader, finding, x, y, width, height FROM drawn_boxes WHERE id = ?")) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(box(rows)) : Optional.empty();
            }
        }
    }

    private boolean make(Connection connection, AnnotationChange.OfLabel change) throws SQLException {
        if (held(connection, change) != change.before()) {
            return false;
        }
        boolean isGone = change.after() == FindingLabel.UNKNOWN;
        String sql = isGone
                ? "DELETE FROM reader_labels WHERE subject = ? AND reader = ? AND finding = ?"
                : "INSERT OR REPLACE INTO reader_labels (subject, reader, finding, value, changed) VALUES (?, ?, ?, ?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            name(statement, change);
            if (!isGone) {
                statement.setInt(4, change.after().ordinal());
                statement.setLong(5, clock.millis());
            }
            statement.executeUpdate();
        }
        return true;
    }

    private static FindingLabel held(Connection connection, AnnotationChange.OfLabel change) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT value FROM reader_labels WHERE subject = ? AND reader = ? AND finding = ?")) {
            name(statement, change);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? FindingLabel.values()[rows.getInt(1)] : FindingLabel.UNKNOWN;
            }
        }
    }

    private static void name(PreparedStatement statement, AnnotationChange.OfLabel change) throws SQLException {
        statement.setString(1, change.subject());
        statement.setString(2, change.reader());
        statement.setString(3, change.finding());
    }
}
