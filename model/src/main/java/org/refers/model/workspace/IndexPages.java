package org.refers.model.workspace;

import java.nio.ByteBuffer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.refers.model.study.Report;
import org.refers.model.text.ReportText;

/**
 * Packs what is in no page of the index yet, and counts the words of reports. Both only save the time of those who read: what is
 * missing is read from the rows. Each step stands in a transaction of its own, so that nobody waits long.
 */
final class IndexPages {

    /** Some 100 ms of packing. */
    private static final int PAGES_AT_ONCE = 16;
    private static final int REPORTS_AT_ONCE = 4096;

    private final Connection connection;

    IndexPages(Connection connection) {
        this.connection = connection;
    }

    /** What is packed. */
    enum Kind {
        STUDIES("study_pages", "SELECT id >> 12 FROM studies"),
        RADIOGRAPHS("radiograph_pages", "SELECT id >> 12 FROM radiographs"),
        LABELS("label_pages", "SELECT radiograph >> 12 FROM label_rows");

        private final String pages;
        private final String rows;

        Kind(String pages, String rows) {
            this.pages = pages;
            this.rows = rows;
        }
    }

    /**
     * A page.
     *
     * @param number of its rows, above the last {@link PagedRows#SHIFT} bits
     */
    record Page(Kind kind, long number) {
    }

    /** Counts and packs all that is missing. */
    static void keepAll(Connections connections) throws SQLException {
        boolean more = true;
        while (more) {
            more = connections.write(connection -> new IndexPages(connection).countWords()) > 0;
        }
        List<Page> missing = connections.read(connection -> new IndexPages(connection).missing());
        for (int from = 0; from < missing.size(); from += PAGES_AT_ONCE) {
            List<Page> some = missing.subList(from, Math.min(missing.size(), from + PAGES_AT_ONCE));
            connections.write(connection -> new IndexPages(connection).keep(some));
        }
    }

    /** The pages that are not there, though there are rows for them. */
    private List<Page> missing() throws SQLException {
        List<Page> missing = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            try (PreparedStatement statement = connection
                    .prepareStatement(kind.rows + " EXCEPT SELECT page FROM " + kind.pages + " ORDER BY 1");
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    missing.add(new Page(kind, rows.getLong(1)));
                }
            }
        }
        return missing;
    }

    /**
     * Packs pages, within a transaction.
     *
     * @return how many
     */
    private int keep(List<Page> pages) throws SQLException {
        for (Page page : pages) {
            ByteBuffer packed;
            try {
                packed = pack(page);
            } catch (IllegalArgumentException damaged) {
                throw IndexReader.damaged(damaged);
            }
            try (PreparedStatement statement = connection
                    .prepareStatement("INSERT OR REPLACE INTO " + page.kind.pages + " VALUES (?, ?)")) {
                statement.setLong(1, page.number);
                statement.setBytes(2, packed.array());
                statement.executeUpdate();
            }
        }
        return pages.size();
    }

    private ByteBuffer pack(Page page) throws SQLException {
        long from = page.number << PagedRows.SHIFT;
        long end = from + (1L << PagedRows.SHIFT);
        IndexFilling rows = new IndexFilling(connection);
        return switch (page.kind) {
            case STUDIES -> {
                StudyColumns studies = new StudyColumns();
                rows.studies(from, end, studies);
                yield studies.pack();
            }
            case RADIOGRAPHS -> {
                RadiographColumns radiographs = new RadiographColumns();
                rows.radiographs(from, end, radiographs);
                yield radiographs.pack();
            }
            case LABELS -> LabelRows.pack(connection, from, end);
        };
    }

    /**
     * Counts the words of some reports that nobody has counted since they changed, within a transaction.
     *
     * @return how many reports were counted; 0 when none is left
     */
    private int countWords() throws SQLException {
        int counted = 0;
        try (Statement asking = connection.createStatement();
                PreparedStatement writing = connection.prepareStatement("UPDATE reports SET words = ? WHERE study = ?");
                ResultSet rows = asking.executeQuery("SELECT study, findings, impression FROM reports WHERE study IN"
                        + " (SELECT study FROM reports WHERE words IS NULL LIMIT " + REPORTS_AT_ONCE + ")")) {
            while (rows.next()) {
                writing.setInt(1, ReportText.words(new Report(rows.getString(2), rows.getString(3))));
                writing.setLong(2, rows.getLong(1));
                writing.addBatch();
                counted++;
            }
            writing.executeBatch();
        }
        return counted;
    }
}
