package org.refers.model.workspace.check;

import java.util.Random;

/** Times the search for look-alikes on generated codes. */
public final class SearchBench {

    /** Of real radiographs two codes' slowest waves differ in 32 of 64 bits with a spread of 5.3 (uniform: 4); this gives as much. */
    private static final int CAUSES = 6;
    private static final double SHARED = 0.36;
    /** One picture in ten is a follow-up of the one before. */
    private static final double FOLLOW_UPS = 0.1;
    private static final double FOLLOW_UP_BITS = 0.15;
    /** One in a hundred is planted as a copy of some other. */
    private static final double COPIES = 0.01;
    private static final double COPY_BITS = 0.03;
    private static final double CUT_BITS = 0.05;

    private SearchBench() {
    }

    /** How codes are drawn. */
    public enum Kind {
        /** Each bit by itself. */
        UNIFORM,
        /** As those of chest radiographs: bits go together, and follow-ups lie close. */
        CLUSTERED
    }

    /**
     * What was measured.
     *
     * @param kind how codes were drawn
     * @param pictures number of codes
     * @param seconds of the search
     * @param share share of all pairs that are candidates
     * @param candidates pairs found
     * @param planted copies planted within reach
     * @param found how many of them are among the candidates
     * @param spread standard deviation of the slowest waves' distance
     */
    public record Result(Kind kind, int pictures, double seconds, double share, long candidates, int planted,
            int found, double spread) {
    }

    /** Makes codes and searches them. */
    public static Result run(Kind kind, int pictures, long seed) {
        Maker maker = new Maker(kind, new Random(seed));
        int[] originals = maker.make(pictures);
        LookAlikes search = new LookAlikes(maker.whole, maker.cut, maker.cutMore);
        long start = System.nanoTime();
        Candidates found = search.find((phase, done, total) -> {
        }, () -> false);
        double seconds = (System.nanoTime() - start) / 1e9;
        int planted = 0;
        int foundAgain = 0;
        for (int i = 0; i < pictures; i++) {
            if (originals[i] >= 0 && maker.isNear(i, originals[i])) {
                planted++;
                foundAgain += found.holds(originals[i], i) ? 1 : 0;
            }
        }
        return new Result(kind, pictures, seconds, found.size() / (pictures * (pictures - 1.0) / 2), found.size(),
                planted, foundAgain, maker.spread(new Random(seed)));
    }

    /** Draws codes. */
    private static final class Maker {

        private final Codes whole = new Codes();
        private final Codes cut = new Codes();
        private final Codes cutMore = new Codes();
        private final Kind kind;
        private final Random random;
        private final double[][] loads = new double[Cosines.COUNT][CAUSES];

        Maker(Kind kind, Random random) {
            this.kind = kind;
            this.random = random;
            for (double[] load : loads) {
                double length = 0;
                for (int i = 0; i < CAUSES; i++) {
                    load[i] = random.nextGaussian();
                    length += load[i] * load[i];
                }
                for (int i = 0; i < CAUSES; i++) {
                    load[i] *= Math.sqrt(SHARED / length);
                }
            }
        }

        /** Draws so many; the answer names what each is a copy of, -1 for none. */
        int[] make(int pictures) {
            int[] originals = new int[pictures];
            for (int i = 0; i < pictures; i++) {
                double fate = random.nextDouble();
                boolean copy = i > 0 && fate < COPIES;
                originals[i] = copy ? random.nextInt(i) : -1;
                long[] code = copy
                        ? changed(whole.code(originals[i]), COPY_BITS)
                        : i > 0 && kind == Kind.CLUSTERED && fate < COPIES + FOLLOW_UPS
                                ? changed(whole.code(i - 1), FOLLOW_UP_BITS)
                                : drawn();
                whole.add(code);
                cut.add(changed(code, CUT_BITS));
                cutMore.add(changed(code, 2 * CUT_BITS));
            }
            return originals;
        }

        private long[] drawn() {
            double[] causes = new double[CAUSES];
            for (int i = 0; i < CAUSES; i++) {
                causes[i] = random.nextGaussian();
            }
            long[] code = new long[Codes.WORDS];
            for (int bit = 0; bit < Cosines.COUNT; bit++) {
                double value = random.nextGaussian() * (kind == Kind.UNIFORM ? 1 : Math.sqrt(1 - SHARED));
                for (int i = 0; kind == Kind.CLUSTERED && i < CAUSES; i++) {
                    value += loads[bit][i] * causes[i];
                }
                if (value > 0) {
                    code[bit >> 6] |= 1L << (bit & 63);
                }
            }
            return code;
        }

        private long[] changed(long[] code, double share) {
            for (int bit = 0; bit < Cosines.COUNT; bit++) {
                if (random.nextDouble() < share) {
                    code[bit >> 6] ^= 1L << (bit & 63);
                }
            }
            return code;
        }

        boolean isNear(int one, int other) {
            return Long.bitCount(whole.low(one) ^ whole.low(other)) <= BandIndex.REACH
                    && whole.distance(one, whole, other) <= LookAlikes.HIGH_REACH;
        }

        double spread(Random pairs) {
            double sum = 0;
            double squares = 0;
            int count = 100_000;
            for (int i = 0; i < count; i++) {
                long one = whole.low(pairs.nextInt(whole.count()));
                long other = whole.low(pairs.nextInt(whole.count()));
                int distance = Long.bitCount(one ^ other);
                sum += distance;
                squares += (double) distance * distance;
            }
            return Math.sqrt(squares / count - sum / count * (sum / count));
        }
    }
}
