package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.Radiograph;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.check.CheckStore.Compared;

/**
 * Finds pictures that look alike and compares them closely. Codes are compared anew each time, which takes seconds; close
 * comparisons, which decode files, are kept and never made twice.
 */
final class PairPass {

    /** Correlation of thumbnails below which files are not decoded: of 490 copies, cut or not, all have more. */
    private static final double COARSE = 0.96;
    /** Of one patient's pictures follow-ups look alike too; only those that hardly differ are compared. */
    private static final int SAME_PATIENT_LOW = 4;
    private static final int SAME_PATIENT_HIGH = 50;
    /** Pictures of which the medians are taken. */
    private static final int SAMPLE = 20_000;
    /** Comparisons a transaction: each may decode two files. */
    private static final int BATCH = 16;
    /** Squares kept decoded; candidates come in order, so that one picture's pairs follow each other. */
    private static final int KEPT = 256;

    private final CheckStore store;
    private final CheckProgress progress;
    private final BooleanSupplier stop;
    private final Map<Integer, Optional<Square>> squares = new LinkedHashMap<>(KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Integer, Optional<Square>> eldest) {
            return size() > KEPT;
        }
    };

    /** A picture as it is compared. */
    private record Square(GreySquare grey, int sharpness) {
    }

    PairPass(CheckStore store, CheckProgress progress, BooleanSupplier stop) {
        this.store = store;
        this.progress = progress;
        this.stop = stop;
    }

    /** Returns how many pairs were compared closely now. */
    int run() throws WorkspaceException {
        List<int[]> open = open();
        List<Compared> batch = new ArrayList<>();
        int done = 0;
        for (int[] pair : open) {
            if (stop.getAsBoolean()) {
                break;
            }
            batch.add(compare(pair[0], pair[1]));
            done++;
            if (batch.size() == BATCH) {
                store.savePairs(batch);
                batch.clear();
                progress.at(CheckProgress.Phase.PAIRS, done, open.size());
            }
        }
        store.savePairs(batch);
        if (!stop.getAsBoolean()) {
            store.markCompared();
        }
        return done;
    }

    /** Pairs of radiographs that look alike and were not compared yet. */
    private List<int[]> open() throws WorkspaceException {
        List<int[]> pictures = new ArrayList<>();
        LookAlikes codes = new LookAlikes(middles());
        store.eachDifferent(picture -> {
            pictures.add(new int[]{picture.row(), picture.patient()});
            codes.add(picture.thumbnail());
        });
        Set<Long> compared = store.compared();
        List<int[]> open = new ArrayList<>();
        for (LookAlikes.Candidate pair : codes.find(progress, stop)) {
            int[] one = pictures.get(pair.one());
            int[] other = pictures.get(pair.other());
            boolean onePatient = one[1] == other[1];
            boolean near = pair.lowDistance() <= SAME_PATIENT_LOW && pair.distance() <= SAME_PATIENT_HIGH;
            if ((!onePatient || near) && !compared.contains(CheckStore.pair(one[0], other[0]))) {
                open.add(new int[]{one[0], other[0]});
            }
        }
        return open;
    }

    private float[] middles() throws WorkspaceException {
        int[] count = new int[1];
        store.eachDifferent(picture -> count[0]++);
        int step = Math.ceilDiv(Math.max(1, count[0]), SAMPLE);
        int[] at = new int[1];
        List<float[]> coefficients = new ArrayList<>();
        store.eachDifferent(picture -> {
            if (at[0]++ % step == 0) {
                coefficients.add(Cosines.of(Thumbnail.ranks(picture.thumbnail())));
            }
        });
        return PictureCode.middles(coefficients);
    }

    private Compared compare(int one, int other) throws WorkspaceException {
        if (Alignment.coarse(store.thumbnail(one), store.thumbnail(other)) < COARSE) {
            return new Compared(one, other, 0, Thumbnail.SIDE);
        }
        Optional<Square> first = square(one);
        Optional<Square> second = square(other);
        if (first.isEmpty() || second.isEmpty()) {
            return new Compared(one, other, 0, Thumbnail.SIDE);
        }
        int sharpness = Math.min(first.get().sharpness, second.get().sharpness);
        return new Compared(one, other, Alignment.likeness(first.get().grey, second.get().grey, sharpness), sharpness);
    }

    private Optional<Square> square(int row) throws WorkspaceException {
        Optional<Square> known = squares.get(row);
        if (known == null) {
            known = decode(row);
            squares.put(row, known);
        }
        return known;
    }

    private Optional<Square> decode(int row) throws WorkspaceException {
        try {
            Radiograph radiograph = RadiographReader.read(store.file(row).file());
            return Optional.of(new Square(GreySquare.of(radiograph, Alignment.SIDE),
                    Math.min(radiograph.rows(), radiograph.columns())));
        } catch (RadiographException | RuntimeException gone) {
            // It was readable a moment ago; the next check says what it is.
            return Optional.empty();
        }
    }
}
