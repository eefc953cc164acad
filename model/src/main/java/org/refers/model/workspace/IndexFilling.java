package org.refers.model.workspace;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.refers.model.study.ViewPosition;

/**
 * An index while it is read. The database writes some thousands of rows into one text: a call into it for each value of each row
 * took more than half of the time.
 */
final class IndexFilling {

    /** Half a megabyte of text; more at once is not faster. */
    private static final int ROWS_AT_ONCE = 4096;
    private static final ViewPosition[] VIEWS = ViewPosition.values();
    private static final int SPLITS = Split.values().length;

    private static final String STUDIES = chunked("studies s JOIN patients p ON p.id = s.patient", "s.id",
            parted("s.patient"), texts("s.key"), texts("p.key"), texts(letter("p.split", Split.values())),
            parted("length(CAST(s.taken AS BLOB))"), texts("s.taken"));
    private static final String RADIOGRAPHS = chunked("radiographs r", "r.id", parted("r.study"), texts("r.key"),
            parted("r.sha256"), texts(letter("r.view", VIEWS)),
            texts("CASE WHEN r.modality IN (" + RadiographEntry.noProjections() + ") THEN 'A' ELSE 'B' END"));

    private final Connection connection;

    IndexFilling(Connection connection) {
        this.connection = connection;
    }

    /** What is read of a row, and what parts one row's value from the next one's. */
    private record Column(String sql, String separator) {
    }

    /** Values whose length nothing else tells. */
    private static Column parted(String sql) {
        return new Column(sql, ",");
    }

    /** Texts that begin with a letter or are one, or whose length another column tells. */
    private static Column texts(String sql) {
        return new Column(sql, "");
    }

    /** Rows behind a number, in its order: how many they are, the last one's number, then each column as one text. */
    private static String chunked(String tables, String id, Column... columns) {
        StringBuilder together = new StringBuilder("group_concat(id)");
        StringBuilder each = new StringBuilder(id).append(" AS id");
        for (int i = 0; i < columns.length; i++) {
            each.append(", ").append(columns[i].sql).append(" AS c").append(i);
            together.append(", group_concat(c").append(i).append(", '").append(columns[i].separator).append("')");
        }
        return "SELECT count(*), max(id), " + together + " FROM (SELECT " + each + " FROM " + tables + " WHERE " + id
                + " > ? ORDER BY " + id + " LIMIT " + ROWS_AT_ONCE + ")";
    }

    /** A word of an enumeration as a letter, and a question mark where it is none. */
    private static String letter(String column, Enum<?>[] words) {
        StringBuilder sql = new StringBuilder("CASE ").append(column);
        for (Enum<?> word : words) {
            sql.append(" WHEN '").append(word.name()).append("' THEN '").append((char) ('A' + word.ordinal()))
                    .append('\'');
        }
        return sql.append(" ELSE '?' END").toString();
    }

    /**
     * Reads all.
     *
     * @throws IllegalArgumentException if a row is damaged
     */
    StudyIndex index() throws SQLException {
        StudyColumns studies = new StudyColumns();
        each(STUDIES, studies::add);
        StudyIndex.Studies sorted = studies.inOrder();
        RadiographColumns radiographs = new RadiographColumns(RowNumbers.of(sorted.rows()));
        each(RADIOGRAPHS, radiographs::add);
        radiographs.countInto(sorted.first());
        return new StudyIndex(sorted, radiographs.inOrder(sorted.first()));
    }

    /** Takes the values of one row, one from each column. */
    private interface RowReader {

        void add(RowText[] columns);
    }

    private void each(String sql, RowReader reader) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            long last = Long.MIN_VALUE;
            int count = ROWS_AT_ONCE;
            while (count == ROWS_AT_ONCE) {
                statement.setLong(1, last);
                try (ResultSet rows = statement.executeQuery()) {
                    rows.next();
                    count = rows.getInt(1);
                    last = rows.getLong(2);
                    if (count > 0) {
                        add(columns(rows), count, reader);
                    }
                }
            }
        }
    }

    private static RowText[] columns(ResultSet rows) throws SQLException {
        RowText[] columns = new RowText[rows.getMetaData().getColumnCount() - 2];
        for (int i = 0; i < columns.length; i++) {
            byte[] text = rows.getBytes(i + 3);
            columns[i] = new RowText(text == null ? new byte[0] : text);
        }
        return columns;
    }

    private static void add(RowText[] columns, int count, RowReader reader) {
        for (int i = 0; i < count; i++) {
            reader.add(columns);
        }
        Arrays.stream(columns).forEach(RowText::requireEnd);
    }

    private static int grown(int size) {
        return Math.max(1024, Math.multiplyExact(size, 2));
    }

    /** The studies in the order of their numbers. */
    private static final class StudyColumns {

        private int size;
        private int[] rows = new int[0];
        private int[] patients = new int[0];
        private long[] keys = new long[0];
        private long[] patientKeys = new long[0];
        private byte[] splits = new byte[0];
        /** Where the time of a study ends among the times; it begins where the one before ends. */
        private int[] timeEnds = new int[0];
        private byte[] times = new byte[0];

        void add(RowText[] columns) {
            if (size == rows.length) {
                grow(grown(size));
            }
            rows[size] = columns[0].number();
            patients[size] = columns[1].number();
            keys[size] = columns[2].key('s');
            patientKeys[size] = columns[3].key('p');
            splits[size] = columns[4].letter(SPLITS);
            addTime(columns[5].number(), columns[6]);
            size++;
        }

        private void grow(int to) {
            rows = Arrays.copyOf(rows, to);
            patients = Arrays.copyOf(patients, to);
            keys = Arrays.copyOf(keys, to);
            patientKeys = Arrays.copyOf(patientKeys, to);
            splits = Arrays.copyOf(splits, to);
            timeEnds = Arrays.copyOf(timeEnds, to);
        }

        private void addTime(int length, RowText time) {
            int from = timeBegin(size);
            int end = Math.addExact(from, length);
            if (end > times.length) {
                times = Arrays.copyOf(times, Math.max(end, grown(times.length)));
            }
            time.bytes(length, times, from);
            timeEnds[size] = end;
        }

        private int timeBegin(int study) {
            return study == 0 ? 0 : timeEnds[study - 1];
        }

        /** As the database sorts texts: by their bytes. */
        private int compareTimes(int one, int other) {
            return Arrays.compareUnsigned(times, timeBegin(one), timeEnds[one], times, timeBegin(other),
                    timeEnds[other]);
        }

        /** By patient, then by time, then by number. */
        StudyIndex.Studies inOrder() {
            long[] order = new long[size];
            Arrays.setAll(order, i -> (long) patients[i] << Integer.SIZE | i);
            Arrays.sort(order);
            for (int from = 0; from < size;) {
                int to = from + 1;
                boolean sorted = true;
                while (to < size && patients[(int) order[to]] == patients[(int) order[from]]) {
                    sorted &= compareTimes((int) order[to - 1], (int) order[to]) <= 0;
                    to++;
                }
                if (!sorted) {
                    sortByTime(order, from, to);
                }
                from = to;
            }
            return taken(order);
        }

        private void sortByTime(long[] order, int from, int to) {
            long[] sorted = Arrays.stream(order, from, to).boxed()
                    .sorted(Comparator.comparing(Long::intValue, this::compareTimes)).mapToLong(Long::longValue)
                    .toArray();
            System.arraycopy(sorted, 0, order, from, sorted.length);
        }

        private StudyIndex.Studies taken(long[] order) {
            StudyIndex.Studies sorted = new StudyIndex.Studies(new int[size], new long[size], new long[size],
                    new byte[size],
                    new int[size + 1]);
            for (int i = 0; i < size; i++) {
                int from = (int) order[i];
                sorted.rows()[i] = rows[from];
                sorted.keys()[i] = keys[from];
                sorted.patients()[i] = patientKeys[from];
                sorted.splits()[i] = splits[from];
            }
            return sorted;
        }
    }

    /** The radiographs in the order of their numbers. */
    private static final class RadiographColumns {

        private final RowNumbers positions;
        private int size;
        private int[] rows = new int[0];
        private int[] studies = new int[0];
        private long[] keys = new long[0];
        private byte[] views = new byte[0];
        private boolean[] projections = new boolean[0];
        private byte[] digests = new byte[0];

        RadiographColumns(RowNumbers positions) {
            this.positions = positions;
        }

        void add(RowText[] columns) {
            if (size == rows.length) {
                grow(grown(size));
            }
            rows[size] = columns[0].number();
            studies[size] = positions.of(columns[1].number());
            if (studies[size] < 0) {
                throw new IllegalArgumentException("a radiograph without a study");
            }
            keys[size] = columns[2].key('r');
            columns[3].digest(digests, size * StudyIndex.DIGEST);
            views[size] = columns[4].letter(VIEWS.length);
            projections[size] = columns[5].letter(2) == 1;
            size++;
        }

        private void grow(int to) {
            rows = Arrays.copyOf(rows, to);
            studies = Arrays.copyOf(studies, to);
            keys = Arrays.copyOf(keys, to);
            views = Arrays.copyOf(views, to);
            projections = Arrays.copyOf(projections, to);
            digests = Arrays.copyOf(digests, Math.multiplyExact(to, StudyIndex.DIGEST));
        }

        /** Where each study's radiographs begin. */
        void countInto(int[] first) {
            IntStream.range(0, size).forEach(i -> first[studies[i] + 1]++);
            Arrays.parallelPrefix(first, Integer::sum);
        }

        /** Sorted by study, then by rank of the view, then by number, as entries are. */
        StudyIndex.Radiographs inOrder(int[] first) {
            StudyIndex.Radiographs sorted = new StudyIndex.Radiographs(new int[size], new long[size], new byte[size],
                    new boolean[size], new byte[size * StudyIndex.DIGEST]);
            int[] next = first.clone();
            for (int rank = 0; rank < WorkspaceReader.RANKS; rank++) {
                for (int i = 0; i < size; i++) {
                    if (WorkspaceReader.rank(VIEWS[views[i]]) == rank) {
                        put(i, sorted, next[studies[i]]++);
                    }
                }
            }
            return sorted;
        }

        private void put(int from, StudyIndex.Radiographs sorted, int to) {
            sorted.rows()[to] = rows[from];
            sorted.keys()[to] = keys[from];
            sorted.views()[to] = views[from];
            sorted.projections()[to] = projections[from];
            System.arraycopy(digests, from * StudyIndex.DIGEST, sorted.digests(), to * StudyIndex.DIGEST,
                    StudyIndex.DIGEST);
        }
    }
}
