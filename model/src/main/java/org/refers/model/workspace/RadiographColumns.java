package org.refers.model.workspace;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.refers.model.study.ViewPosition;

/** The radiographs of an index in the order of their numbers, while it is read or a page of it is packed. */
final class RadiographColumns implements IndexFilling.RowReader, PagedRows.Packed {

    private static final ViewPosition[] VIEWS = ViewPosition.values();
    /** Number, study's number, key, view, projection, SHA-256. */
    private static final int BYTES_A_ROW = 2 * Integer.BYTES + Long.BYTES + 2 + StudyIndex.DIGEST;

    private int size;
    private int[] rows = new int[0];
    private int[] studies = new int[0];
    private long[] keys = new long[0];
    private byte[] views = new byte[0];
    /** 1 or 0. */
    private byte[] projections = new byte[0];
    private byte[] digests = new byte[0];

    @Override
    public void add(RowText[] columns) {
        room(1);
        rows[size] = columns[0].number();
        studies[size] = columns[1].number();
        keys[size] = columns[2].key('r');
        columns[3].digest(digests, size * StudyIndex.DIGEST);
        views[size] = columns[4].letter(VIEWS.length);
        projections[size] = columns[5].letter(2);
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
        studies = Arrays.copyOf(studies, to);
        keys = Arrays.copyOf(keys, to);
        views = Arrays.copyOf(views, to);
        projections = Arrays.copyOf(projections, to);
        digests = Arrays.copyOf(digests, Math.multiplyExact(to, StudyIndex.DIGEST));
    }

    /** The rows as a page with its header; the array is as long as the page. */
    ByteBuffer pack() {
        ByteBuffer page = PagedRows.page(size, Math.multiplyExact(size, BYTES_A_ROW));
        PagedRows.put(page, rows, size);
        PagedRows.put(page, studies, size);
        PagedRows.put(page, keys, size);
        return page.put(views, 0, size).put(projections, 0, size).put(digests, 0, size * StudyIndex.DIGEST).flip();
    }

    @Override
    public void add(int count, ByteBuffer page) {
        PagedRows.require(page.remaining() == Math.multiplyExact((long) count, BYTES_A_ROW));
        room(count);
        PagedRows.take(page, rows, size, count);
        PagedRows.take(page, studies, size, count);
        PagedRows.take(page, keys, size, count);
        page.get(views, size, count);
        PagedRows.requireWords(views, size, count, VIEWS.length);
        page.get(projections, size, count);
        PagedRows.requireWords(projections, size, count, 2);
        page.get(digests, size * StudyIndex.DIGEST, count * StudyIndex.DIGEST);
        size += count;
    }

    /**
     * Sorted by study, then by rank of the view, then by number, as entries are.
     *
     * @param index the studies; where each one's radiographs begin is written into it
     */
    StudyIndex.Radiographs inOrder(StudyIndex.Studies index) {
        toPositions(RowNumbers.of(index.rows()));
        int[] first = index.first();
        IntStream.range(0, size).forEach(i -> first[studies[i] + 1]++);
        Arrays.parallelPrefix(first, Integer::sum);
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

    private void toPositions(RowNumbers positions) {
        for (int i = 0; i < size; i++) {
            studies[i] = positions.of(studies[i]);
            if (studies[i] < 0) {
                throw new IllegalArgumentException("a radiograph without a study");
            }
        }
    }

    private void put(int from, StudyIndex.Radiographs sorted, int to) {
        sorted.rows()[to] = rows[from];
        sorted.keys()[to] = keys[from];
        sorted.views()[to] = views[from];
        sorted.projections()[to] = projections[from] == 1;
        System.arraycopy(digests, from * StudyIndex.DIGEST, sorted.digests(), to * StudyIndex.DIGEST,
                StudyIndex.DIGEST);
    }
}
