package org.refers.model.workspace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How patients are shared out where no list says so.
 *
 * @param train share of the training side, 0 to 1
 * @param validation share of the validation side, 0 to 1; the test side gets the rest
 */
public record SplitShares(double train, double validation) {

    /** 70 / 10 / 20, the shares of the published NIH ChestX-ray14 split the method is tested on. */
    public static final SplitShares DEFAULT = new SplitShares(0.7, 0.1);

    /** Creates shares; none may be negative and they may not exceed the whole. */
    public SplitShares {
        if (!(train >= 0) || !(validation >= 0) || train + validation > 1) {
            throw new IllegalArgumentException("no shares of a split: " + train + " and " + validation);
        }
    }

    /**
     * Sides of {@code patients} patients, training first. From three patients on each side that has a share gets at
     * least one, so that a small set can be trained, chosen and tested on at all.
     */
    List<Split> sides(int patients) {
        int least = patients >= 3 ? 1 : 0;
        int validating = atLeast(least, validation, patients);
        int testing = atLeast(least, 1 - train - validation, patients);
        List<Split> sides = new ArrayList<>(patients);
        sides.addAll(Collections.nCopies(Math.max(0, patients - validating - testing), Split.TRAIN));
        sides.addAll(Collections.nCopies(validating, Split.VALIDATION));
        sides.addAll(Collections.nCopies(testing, Split.TEST));
        return sides.subList(0, patients);
    }

    private static int atLeast(int least, double share, int patients) {
        // Shares are sums of decimals: what is left of 1 by rounding alone is no share.
        return share < 1e-9 ? 0 : Math.max(least, (int) Math.round(share * patients));
    }
}
