package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.check.CheckStore.Compared;

/**
 * Finds pictures that look alike and compares them closely. Codes are compared anew when there are new pictures; close
 * comparisons, which decode files, are kept and never made twice.
 */
final class PairPass {

    /** Of one patient's pictures follow-ups look alike too; only those that hardly differ are compared. */
    private static final int SAME_PATIENT_LOW = 4;
    private static final int SAME_PATIENT_HIGH = 50;
    /** Pictures of which the medians are taken. */
    private static final int SAMPLE = 20_000;
    /** Comparisons are kept once a second: what a kill costs at most, beside the search. */
    private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final CheckStore store;
    private final CheckProgress progress;
    private final BooleanSupplier stop;
    private final PairComparer comparer;

    PairPass(CheckStore store, CheckProgress progress, BooleanSupplier stop) {
        this.store = store;
        this.progress = progress;
        this.stop = stop;
        comparer = new PairComparer(store);
    }

    /** Returns how many pairs were compared closely now. */
    int run() throws WorkspaceException {
        if (store.isCompared()) {
            return 0;
        }
        long[] open = open();
        List<Compared> batch = new ArrayList<>();
        int done = 0;
        long kept = System.nanoTime();
        for (long pair : open) {
            if (stop.getAsBoolean()) {
                break;
            }
            batch.add(comparer.compare(CheckStore.one(pair), CheckStore.other(pair)));
            done++;
            if (System.nanoTime() - kept > KEEP_NANOS) {
                store.savePairs(batch);
                batch.clear();
                kept = System.nanoTime();
            }
            progress.at(CheckProgress.Phase.PAIRS, done, open.length);
        }
        store.savePairs(batch);
        if (!stop.getAsBoolean()) {
            store.markCompared();
        }
        return done;
    }

    /** The pictures that are compared, by position. */
    private static final class Pictures {

        private int[] rows = new int[1024];
        private int[] patients = new int[1024];
        private int count;

        void add(int row, int patient) {
            if (count == rows.length) {
                rows = Arrays.copyOf(rows, Math.multiplyExact(count, 2));
                patients = Arrays.copyOf(patients, rows.length);
            }
            rows[count] = row;
            patients[count++] = patient;
        }
    }

    /** Pairs of radiographs that look alike and were not compared yet. */
    private long[] open() throws WorkspaceException {
        Pictures pictures = new Pictures();
        LookAlikes codes = new LookAlikes(middles());
        store.eachDifferent(picture -> {
            pictures.add(picture.row(), picture.patient());
            codes.add(picture.thumbnail());
        });
        long[] compared = store.compared();
        Candidates found = codes.find(progress, stop);
        long[] open = new long[found.size()];
        int count = 0;
        for (int i = 0; i < found.size(); i++) {
            long pair = CheckStore.pair(pictures.rows[found.one(i)], pictures.rows[found.other(i)]);
            boolean onePatient = pictures.patients[found.one(i)] == pictures.patients[found.other(i)];
            boolean near = found.lowDistance(i) <= SAME_PATIENT_LOW && found.distance(i) <= SAME_PATIENT_HIGH;
            if ((!onePatient || near) && Arrays.binarySearch(compared, pair) < 0) {
                open[count++] = pair;
            }
        }
        return Arrays.copyOf(open, count);
    }

    private float[] middles() throws WorkspaceException {
        int[] count = new int[1];
        store.eachDifferent(picture -> count[0]++);
        int step = Math.ceilDiv(Math.max(1, count[0]), SAMPLE);
        int[] at = new int[1];
        List<float[]> coefficients = new ArrayList<>();
        store.eachDifferent(picture -> {
            if (at[0]++ % step == 0) {
                coefficients.add(Cosines.of(Thumbnail.ranks(Thumbnail.small(picture.thumbnail()))));
            }
        });
        return Middles.of(coefficients);
    }
}
