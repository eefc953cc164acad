package org.refers.model.workspace.check;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

/**
 * Finds pairs of pictures that may be one picture, by their codes. A cut moves every wave, so that each picture is also looked
 * for as it would be with its edges cut off.
 */
final class LookAlikes {

    /** Shares of each side that are cut off; between them a cut of 5 % is found 14 times of 15. */
    private static final double[] CUTS = {0, 0.015, 0.03};
    /**
     * Of {@link Cosines#COUNT} bits: copies cut by 5 % differ in up to 64. Of a million pairs of different patients' films 16 differ in
     * no more than this; with 78 bits it were 85, and every one of them is a comparison.
     */
    static final int HIGH_REACH = 66;
    /** Pictures that are no radiographs, such as blank forms, may all look alike; the nearest say enough. */
    static final int MOST = 20;

    /** What is looked for, by the cut; the first is whole and what is looked in. */
    private final Codes[] codes = new Codes[CUTS.length];
    private final float[] middles;

    LookAlikes(float[] middles) {
        this.middles = middles;
        Arrays.setAll(codes, cut -> new Codes());
    }

    /** Codes that were made already, in the order of the cuts. */
    LookAlikes(Codes whole, Codes cut, Codes cutMore) {
        this(new float[Cosines.COUNT]);
        codes[0] = whole;
        codes[1] = cut;
        codes[2] = cutMore;
    }

    /** Takes the next picture. */
    void add(byte[] thumbnail) {
        float[] ranks = Thumbnail.ranks(Thumbnail.small(thumbnail));
        for (int i = 0; i < CUTS.length; i++) {
            codes[i].add(Cosines.of(CUTS[i] == 0 ? ranks : Thumbnail.cropped(ranks, CUTS[i])), middles);
        }
    }

    /** All candidates in the order of their positions, each pair once. */
    Candidates find(CheckProgress progress, BooleanSupplier stop) {
        BandIndex index = new BandIndex(codes[0].low());
        Candidates found = new Candidates();
        Candidates near = new Candidates();
        int count = codes[0].count();
        for (int i = 0; i < count && !stop.getAsBoolean(); i++) {
            near.clear();
            for (Codes cut : codes) {
                int at = i;
                index.near(cut.low(i), other -> {
                    int distance = other == at ? Integer.MAX_VALUE : cut.distance(at, codes[0], other);
                    if (distance <= HIGH_REACH) {
                        near.add(at, other, Long.bitCount(cut.low(at) ^ codes[0].low(other)), distance);
                    }
                });
            }
            near.keepNearest(MOST);
            found.addAll(near);
            progress.at(CheckProgress.Phase.SEARCH, i + 1L, count);
        }
        found.keepNearest(Integer.MAX_VALUE);
        return found;
    }
}
