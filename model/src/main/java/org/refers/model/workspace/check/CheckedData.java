package org.refers.model.workspace.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.check.CheckedRadiograph.Measured;
import org.refers.model.workspace.check.CheckedRadiograph.Owner;
import org.refers.model.workspace.check.CheckedRadiograph.Taken;

/**
 * All radiographs in the order of import, with labels, as one state of the workspace.
 *
 * @param radiographs the radiographs
 * @param positions their positions by number in the database
 * @param labels for each finding one value a radiograph: {@link #UNLABELLED}, or the number of the workspace's label_values
 */
record CheckedData(List<CheckedRadiograph> radiographs, Map<Integer, Integer> positions, Map<String, byte[]> labels) {

    static final byte UNLABELLED = -1;
    static final byte PRESENT = 0;
    static final byte ABSENT = 1;
    static final byte UNCERTAIN = 2;

    private static final String SQL = "SELECT r.id, r.key, s.id, s.patient, p.split, o.id, o.kind, o.collection, p.sex, s.age,"
            + " r.view, r.modality, r.pixel_rows, r.pixel_columns, r.manufacturer, c.problem, c.format, c.bits,"
            + " c.stated_view, c.named_view, c.burned_in, c.brightest - c.darkest, c.corners, c.centre, c.border, c.marks,"
            + " c.lettering FROM radiographs r JOIN studies s ON s.id = r.study JOIN patients p ON p.id = s.patient"
            + " JOIN sources o ON o.id = r.source LEFT JOIN picture_checks c ON c.radiograph = r.id AND c.version = "
            + PictureFacts.VERSION + " ORDER BY r.id";

    static CheckedData read(Workspace workspace) throws WorkspaceException {
        return workspace.query(CheckedData::read);
    }

    private static CheckedData read(Connection connection) throws SQLException {
        List<CheckedRadiograph> radiographs = new ArrayList<>();
        Map<Integer, Integer> positions = new HashMap<>();
        CheckStore.each(connection, SQL, row -> {
            positions.put(row.getInt(1), radiographs.size());
            radiographs.add(radiograph(row));
        });
        Map<String, byte[]> labels = new LinkedHashMap<>();
        CheckStore.each(connection, "SELECT name FROM findings WHERE id IN (SELECT finding FROM labels) ORDER BY id",
                row -> {
                    byte[] values = new byte[radiographs.size()];
                    Arrays.fill(values, UNLABELLED);
                    labels.put(row.getString(1), values);
                });
        CheckStore.each(connection,
                "SELECT l.radiograph, f.name, l.value FROM labels l JOIN findings f ON f.id = l.finding",
                row -> {
                    byte[] values = labels.get(row.getString(2));
                    Integer position = positions.get(row.getInt(1));
                    if (values != null && position != null) {
                        values[position] = row.getByte(3);
                    }
                });
        return new CheckedData(radiographs, positions, labels);
    }

    private static CheckedRadiograph radiograph(ResultSet row) throws SQLException {
        String collection = row.getString(8);
        // A source's number tells folders of own data apart without naming them.
        String source = collection.isEmpty() ? row.getString(7) + " " + row.getInt(6) : collection;
        Owner owner = new Owner(row.getInt(3), row.getInt(4), Split.valueOf(row.getString(5)), source, row.getString(9),
                age(row));
        Taken taken = new Taken(ViewPosition.valueOf(row.getString(11)), row.getString(12), row.getInt(13),
                row.getInt(14),
                row.getString(15));
        return new CheckedRadiograph(row.getInt(1), row.getString(2), owner, taken, measured(row));
    }

    private static double age(ResultSet row) throws SQLException {
        double age = row.getDouble(10);
        return row.wasNull() ? -1 : age;
    }

    private static Measured measured(ResultSet row) throws SQLException {
        String problem = row.getString(16);
        if (problem == null) {
            return new Measured(false, "", "", 0, "", "", "", false, new PictureFacts.Layout(0, 0, 0, 0, 0));
        }
        return new Measured(true, problem, row.getString(17), row.getInt(18), row.getString(19), row.getString(20),
                row.getString(21), problem.isEmpty() && row.getInt(22) <= 1,
                new PictureFacts.Layout(row.getDouble(23), row.getDouble(24), row.getDouble(25), row.getInt(26),
                        row.getInt(27)));
    }

    CheckedRadiograph byRow(int row) {
        Integer position = positions.get(row);
        if (position == null) {
            throw new IllegalArgumentException("no radiograph has the number " + row);
        }
        return radiographs.get(position);
    }
}
