package org.refers.model.workspace;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Comparator;

/** The studies of an index in the order of their numbers, while it is read or a page of it is packed. */
final class StudyColumns implements IndexFilling.RowReader, PagedRows.Packed {

    private static final int SPLITS = Split.values().length;
    /** Number, patient's number, both keys, side, length of the time. */
    private static final int BYTES_A_ROW = 3 * Integer.BYTES + 2 * Long.BYTES + 1;

    private int size;
    private int[] rows = new int[0];
    private int[] patients = new int[0];
    private long[] keys = new long[0];
    private long[] patientKeys = new long[0];
    private byte[] splits = new byte[0];
    /** Where the time of a study ends among the times; it begins where the one before ends. */
    private int[] timeEnds = new int[0];
    private byte[] times = new byte[0];

    @Override
    public void add(RowText[] columns) {
        room(1);
        rows[size] = columns[0].number();
        patients[size] = columns[1].number();
        keys[size] = columns[2].key('s');
        patientKeys[size] = columns[3].key('p');
        splits[size] = columns[4].letter(SPLITS);
        addTime(columns[5].number(), columns[6]);
        size++;
    }

    @Override
    public void expect(long bytes) {
        grow(Math.toIntExact(bytes / BYTES_A_ROW));
    }

    private void room(int more) {
        int needed = Math.addExact(size, more);
        if (needed > rows.length) {
            grow(Math.max(needed, PagedRows.grown(rows.length)));
        }
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
        time.bytes(length, timeRoom(from, length), from);
        timeEnds[size] = from + length;
    }

    private byte[] timeRoom(int from, int length) {
        int end = Math.addExact(from, length);
        if (end > times.length) {
            times = Arrays.copyOf(times, Math.max(end, PagedRows.grown(times.length)));
        }
        return times;
    }

    private int timeBegin(int study) {
        return study == 0 ? 0 : timeEnds[study - 1];
    }

    /** The rows as a page with its header; the array is as long as the page. */
    ByteBuffer pack() {
        int timeBytes = timeBegin(size);
        ByteBuffer page = PagedRows.page(size, Math.addExact(Math.multiplyExact(size, BYTES_A_ROW), timeBytes));
        PagedRows.put(page, rows, size);
        PagedRows.put(page, patients, size);
        PagedRows.put(page, keys, size);
        PagedRows.put(page, patientKeys, size);
        page.put(splits, 0, size);
        for (int i = 0; i < size; i++) {
            page.putInt(timeEnds[i] - timeBegin(i));
        }
        return page.put(times, 0, timeBytes).flip();
    }

    @Override
    public void add(int count, ByteBuffer page) {
        PagedRows.require(page.remaining() >= Math.multiplyExact((long) count, BYTES_A_ROW));
        room(count);
        PagedRows.take(page, rows, size, count);
        PagedRows.take(page, patients, size, count);
        PagedRows.take(page, keys, size, count);
        PagedRows.take(page, patientKeys, size, count);
        page.get(splits, size, count);
        PagedRows.requireWords(splits, size, count, SPLITS);
        int end = timeBegin(size);
        for (int i = size; i < size + count; i++) {
            int length = page.getInt();
            PagedRows.require(length >= 0);
            end = Math.addExact(end, length);
            timeEnds[i] = end;
        }
        int from = timeBegin(size);
        PagedRows.require(page.remaining() == end - from);
        page.get(timeRoom(from, end - from), from, end - from);
        size += count;
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
                new byte[size], new int[size + 1]);
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
