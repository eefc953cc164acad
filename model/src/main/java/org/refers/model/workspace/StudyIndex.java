package org.refers.model.workspace;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.function.IntPredicate;
import org.refers.model.study.ViewPosition;

/**
 * Which studies and radiographs there are, without reports, labels and paths: some 60 bytes a radiograph, so that a set of
 * hundreds of thousands fits in memory many times over. All else is read from the workspace when it is needed. Studies and their
 * radiographs stand in the order of {@link Workspace#studies()} and are named by their position.
 */
public final class StudyIndex {

    /** Bytes of a SHA-256. */
    public static final int DIGEST = 32;

    private static final Split[] SPLITS = Split.values();
    private static final ViewPosition[] VIEWS = ViewPosition.values();

    private final Studies studies;
    private final Radiographs radiographs;

    /**
     * Studies by position.
     *
     * @param rows number in the database
     * @param keys digits of the key
     * @param patients digits of the patient's key
     * @param splits ordinal of the side
     * @param first position of the first radiograph, with one entry more than there are studies
     */
    record Studies(int[] rows, long[] keys, long[] patients, byte[] splits, int[] first) {
    }

    /**
     * Radiographs by position.
     *
     * @param rows number in the database
     * @param keys digits of the key
     * @param views ordinal of the view position
     * @param projections whether it is a projection
     * @param digests SHA-256 of the file, one after the other
     */
    record Radiographs(int[] rows, long[] keys, byte[] views, boolean[] projections, byte[] digests) {
    }

    StudyIndex(Studies studies, Radiographs radiographs) {
        this.studies = studies;
        this.radiographs = radiographs;
    }

    /** Number of studies. */
    public int size() {
        return studies.rows.length;
    }

    /** Number of radiographs of all studies. */
    public int radiographs() {
        return radiographs.rows.length;
    }

    /** Pseudonymous key of a study. */
    public String id(int study) {
        return text('s', studies.keys[study]);
    }

    /** Pseudonymous key of a study's patient. */
    public String patientId(int study) {
        return text('p', studies.patients[study]);
    }

    /** The digits of {@link #patientId} as an unsigned number: two studies of one patient have the same, others another. */
    public long patientKey(int study) {
        return studies.patients[study];
    }

    /** Side that a study is on. */
    public Split split(int study) {
        return SPLITS[studies.splits[study]];
    }

    /** The studies of one side. */
    public StudyIndex side(Split split) {
        return keep(study -> split(study) == split, radiograph -> true);
    }

    /** Position of a study's first radiograph; those of study {@code s} end before {@code first(s + 1)}. */
    public int first(int study) {
        return studies.first[study];
    }

    /** The study of a radiograph. */
    public int studyOf(int radiograph) {
        int found = Arrays.binarySearch(studies.first, radiograph);
        int study = found >= 0 ? found : -found - 2;
        // Studies without radiographs share their place with the one that has it.
        while (studies.first[study + 1] <= radiograph) {
            study++;
        }
        return study;
    }

    /** Pseudonymous key of a radiograph. */
    public String radiographId(int radiograph) {
        return text('r', radiographs.keys[radiograph]);
    }

    /** View position of a radiograph. */
    public ViewPosition view(int radiograph) {
        return VIEWS[radiographs.views[radiograph]];
    }

    /** Whether a radiograph is a projection, see {@link RadiographEntry#isProjection()}. */
    public boolean isProjection(int radiograph) {
        return radiographs.projections[radiograph];
    }

    /** SHA-256 of a radiograph's file. */
    public byte[] digest(int radiograph) {
        return Arrays.copyOfRange(radiographs.digests, radiograph * DIGEST, (radiograph + 1) * DIGEST);
    }

    /** SHA-256 of a radiograph's file, lower-case hexadecimal. */
    public String sha256(int radiograph) {
        return HexFormat.of().formatHex(radiographs.digests, radiograph * DIGEST, (radiograph + 1) * DIGEST);
    }

    /** A key: a letter and 16 hexadecimal digits. */
    private static String text(char letter, long digits) {
        return letter + HexFormat.of().toHexDigits(digits);
    }

    /** The positions of studies by their numbers in the database; numbers of studies that are not here are stepped over. */
    public BitSet withNumbers(int... numbers) {
        RowNumbers positions = RowNumbers.ofStudies(this);
        BitSet found = new BitSet(size());
        for (int number : numbers) {
            int study = positions.of(number);
            if (study >= 0) {
                found.set(study);
            }
        }
        return found;
    }

    int row(int study) {
        return studies.rows[study];
    }

    int radiographRow(int radiograph) {
        return radiographs.rows[radiograph];
    }

    /** Some of the studies, each with some of its radiographs, in the same order. */
    public StudyIndex keep(IntPredicate keptStudies, IntPredicate keptRadiographs) {
        int[] kept = new int[size()];
        int[] views = new int[radiographs()];
        int[] first = new int[size() + 1];
        int count = 0;
        int radiograph = 0;
        for (int study = 0; study < size(); study++) {
            if (keptStudies.test(study)) {
                kept[count] = study;
                for (int view = first(study); view < first(study + 1); view++) {
                    if (keptRadiographs.test(view)) {
                        views[radiograph++] = view;
                    }
                }
                first[++count] = radiograph;
            }
        }
        return take(Arrays.copyOf(kept, count), Arrays.copyOf(first, count + 1), Arrays.copyOf(views, radiograph));
    }

    private StudyIndex take(int[] kept, int[] first, int[] views) {
        Studies fewer = new Studies(Columns.take(studies.rows, kept), Columns.take(studies.keys, kept),
                Columns.take(studies.patients, kept), Columns.take(studies.splits, kept), first);
        boolean[] projections = new boolean[views.length];
        byte[] digests = new byte[Math.multiplyExact(views.length, DIGEST)];
        for (int i = 0; i < views.length; i++) {
            projections[i] = radiographs.projections[views[i]];
            System.arraycopy(radiographs.digests, views[i] * DIGEST, digests, i * DIGEST, DIGEST);
        }
        return new StudyIndex(fewer, new Radiographs(Columns.take(radiographs.rows, views),
                Columns.take(radiographs.keys, views), Columns.take(radiographs.views, views), projections,
                digests));
    }

    /** Entries of columns at positions. */
    private static final class Columns {

        static int[] take(int[] column, int[] positions) {
            return Arrays.stream(positions).map(position -> column[position]).toArray();
        }

        static byte[] take(byte[] column, int[] positions) {
            byte[] taken = new byte[positions.length];
            for (int i = 0; i < taken.length; i++) {
                taken[i] = column[positions[i]];
            }
            return taken;
        }

        static long[] take(long[] column, int[] positions) {
            return Arrays.stream(positions).mapToLong(position -> column[position]).toArray();
        }
    }
}
