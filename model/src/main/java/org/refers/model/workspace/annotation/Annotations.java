package org.refers.model.workspace.annotation;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.Readings;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/**
 * The boxes, labels and measurements that readers give in this program. Each step is a transaction of its own, together with what the
 * journal says of it, so that what was drawn is kept whatever becomes of the program a moment later. May be used from several threads.
 */
public final class Annotations {

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
        return workspace.query(connection -> new BoxTable(connection).of(radiograph));
    }

    /** The measurements of a radiograph, those of all readers, oldest first. */
    public List<DrawnMeasurement> measurements(String radiograph) throws WorkspaceException {
        return workspace.query(connection -> new MeasurementTable(connection).of(radiograph));
    }

    /** All measurements, by radiograph. */
    public List<DrawnMeasurement> measurements() throws WorkspaceException {
        return workspace.query(connection -> new MeasurementTable(connection).all());
    }

    /** A reader's labels of a radiograph or a study, by the names of the findings; none for what was not judged. */
    public Map<String, FindingLabel> labels(String subject, String reader) throws WorkspaceException {
        return workspace.query(connection -> new LabelTable(connection).of(subject, reader));
    }

    /** The labels of all readers, by radiograph or study. */
    public Map<String, List<GivenLabel>> labels() throws WorkspaceException {
        return workspace.query(connection -> new LabelTable(connection).all());
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
        return workspace.query(connection -> new BoxTable(connection).all(radiograph));
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
                    ReaderBox box = BoxTable.box(rows);
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
     * Makes a step of the reader whose box, label or measurement it changes, and keeps it. A step of several things counts as read from
     * files.
     *
     * @throws WorkspaceException if it could not be written, or if what it begins from is no longer there; then nothing has changed
     */
    public void make(AnnotationChange change) throws WorkspaceException {
        new AnnotationHistory(this).make(change.owner(), change);
    }

    /** Work within the transaction of a step. */
    @FunctionalInterface
    interface Step<T> {
        T by(StepWriter writer) throws SQLException;
    }

    /** Makes a step and tells the journal of it: both or neither. */
    <T> T step(Step<T> step) throws WorkspaceException {
        try {
            return workspace.change(connection -> step.by(new StepWriter(connection, clock.millis())));
        } catch (WorkspaceException problem) {
            if (problem.getCause() instanceof StepWriter.ChangedElsewhere elsewhere) {
                throw new WorkspaceException(String.valueOf(elsewhere.getMessage()), elsewhere);
            }
            throw problem;
        }
    }

    /** Who did what, and when. */
    public AnnotationJournal journal() {
        return new AnnotationJournal(workspace);
    }
}
