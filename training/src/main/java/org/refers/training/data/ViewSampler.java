package org.refers.training.data;

import java.util.SplittableRandom;

/** Draws the views of a study that a step sees (the paper's section on view fusion; released code: its data loader). */
public enum ViewSampler {
    /** The paper: with more views than wanted, draw without replacement; with fewer, repeat one drawn at random. */
    WITHOUT_REPLACEMENT {
        @Override
        public int[] draw(int available, int wanted, SplittableRandom random) {
            int[] order = shuffled(available, random);
            int[] drawn = new int[wanted];
            int repeated = random.nextInt(available);
            for (int i = 0; i < wanted; i++) {
                drawn[i] = i < available ? order[i] : repeated;
            }
            if (available <= wanted) {
                // All views are in: they keep their order, and the repeated one fills the end.
                for (int i = 0; i < available; i++) {
                    drawn[i] = i;
                }
            }
            return drawn;
        }
    },
    /** The released code: every view is an independent draw, so one may come up three times. */
    INDEPENDENT {
        @Override
        public int[] draw(int available, int wanted, SplittableRandom random) {
            int[] drawn = new int[wanted];
            for (int i = 0; i < wanted; i++) {
                drawn[i] = random.nextInt(available);
            }
            return drawn;
        }
    };

    /**
     * Draws views.
     *
     * @param available views the study has, at least 1
     * @param wanted V, views the network takes
     * @return V indices below {@code available}
     */
    public abstract int[] draw(int available, int wanted, SplittableRandom random);

    /**
     * The views at inference, where nothing is drawn: the first ones in view order, the first one repeated.
     *
     * @return V indices below {@code available}
     */
    public static int[] first(int available, int wanted) {
        int[] views = new int[wanted];
        for (int i = 0; i < wanted; i++) {
            views[i] = i < available ? i : 0;
        }
        return views;
    }

    private static int[] shuffled(int count, SplittableRandom random) {
        int[] order = new int[count];
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
