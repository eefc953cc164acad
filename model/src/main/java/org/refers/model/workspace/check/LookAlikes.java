package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    private static final int HIGH_REACH = 66;
    /** Pictures that are no radiographs, such as blank forms, may all look alike; the nearest say enough. */
    private static final int MOST = 20;

    private final List<PictureCode[]> codes = new ArrayList<>();
    private final float[] middles;

    LookAlikes(float[] middles) {
        this.middles = middles;
    }

    /**
     * Two positions, the smaller one first.
     *
     * @param distance bits in which they differ, of {@link Cosines#COUNT}
     */
    record Candidate(int one, int other, int lowDistance, int distance) {
    }

    /** Takes the next picture. */
    void add(byte[] thumbnail) {
        float[] ranks = Thumbnail.ranks(thumbnail);
        PictureCode[] ofCuts = new PictureCode[CUTS.length];
        for (int i = 0; i < CUTS.length; i++) {
            ofCuts[i] = PictureCode.of(Cosines.of(CUTS[i] == 0 ? ranks : Thumbnail.cropped(ranks, CUTS[i])), middles);
        }
        codes.add(ofCuts);
    }

    /** All candidates in the order of their positions. */
    List<Candidate> find(CheckProgress progress, BooleanSupplier stop) {
        BandIndex index = new BandIndex(codes.stream().mapToLong(ofCuts -> ofCuts[0].low()).toArray());
        Map<Long, Candidate> found = new HashMap<>();
        for (int i = 0; i < codes.size() && !stop.getAsBoolean(); i++) {
            Map<Integer, Candidate> near = new HashMap<>();
            for (PictureCode cut : codes.get(i)) {
                int at = i;
                index.near(cut.low(), other -> {
                    if (other != at && cut.highDistance(codes.get(other)[0]) <= HIGH_REACH) {
                        near.merge(other, candidate(at, other, cut), LookAlikes::nearer);
                    }
                });
            }
            near.values().stream().sorted(Comparator.comparingInt(Candidate::distance)).limit(MOST)
                    .forEach(pair -> found.merge((long) pair.one << Integer.SIZE | pair.other, pair,
                            LookAlikes::nearer));
            progress.at(CheckProgress.Phase.SEARCH, i + 1L, codes.size());
        }
        return found.values().stream()
                .sorted(Comparator.comparingInt(Candidate::one).thenComparingInt(Candidate::other)).toList();
    }

    private Candidate candidate(int at, int other, PictureCode cut) {
        PictureCode whole = codes.get(other)[0];
        return new Candidate(Math.min(at, other), Math.max(at, other), cut.lowDistance(whole), cut.highDistance(whole));
    }

    private static Candidate nearer(Candidate one, Candidate other) {
        return other.distance < one.distance ? other : one;
    }
}
