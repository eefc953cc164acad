package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.List;
import org.refers.model.workspace.check.Affine.Match;

/**
 * Says whether two pictures that look alike are one.
 *
 * <p>One picture is laid over the other by an affine map: its blocks are looked for in the other, the map is fitted to where most
 * were found, and so again with smaller steps. Then each block's texture is correlated with what lies under it. Blocks count alone,
 * so that another brightness, contrast or film curve, an arrow or a letter changes few of them, while two exposures agree in none. A
 * film that was photographed askew still fits.
 */
final class Registration {

    /** Blocks a side; those at the rim, where markers and edges of the field lie, are left out. */
    private static final int BLOCKS = 8;
    /** A third of those that are left; fewer are no picture. */
    private static final int FEWEST = 12;
    /**
     * One block in five may differ: arrows, letters. With one in three generated side views of different patients, which differ in
     * few places, would be one (0.79 against 0.80).
     */
    private static final double QUANTILE = 0.2;
    /** Contrast of detail below which a block is blank; blurred copies keep little. */
    private static final double BLANK = 0.06;
    /** At {@link Film#MIDDLE} copies have 0.85 and more; below this nothing is gained by a closer look. */
    private static final double PROMISING = 0.6;
    /** Steps looked around, in pixels: the thumbnails' alignment is right within 2 of 128. */
    private static final int FIRST = 3;
    private static final int NEXT = 2;
    private static final int LAST = 1;

    private final Film one;
    private final Film other;
    private Affine map;

    private Registration(Film one, Film other, Affine map) {
        this.one = one;
        this.other = other;
        this.map = map;
    }

    /**
     * Correlation of the texture of all but the worst fifth of the blocks.
     *
     * @param start where the second picture lies in the first, as far as thumbnails tell
     * @param side {@link Film#SIDE}, or {@link Film#MIDDLE} where the smaller picture has no more
     * @return from -1 to 1; -1 where there is too little to compare
     */
    static double likeness(Film one, Film other, Affine start, int side) {
        Registration registration = new Registration(one, other, start);
        registration.refine(Film.MIDDLE, FIRST);
        double middle = registration.texture(Film.MIDDLE);
        if (middle < PROMISING) {
            return middle;
        }
        registration.refine(side, NEXT);
        registration.refine(side, NEXT);
        return registration.texture(side);
    }

    private double texture(int side) {
        double[] found = matches(side, Film.TEXTURE, LAST).stream().mapToDouble(Match::correlation).sorted().toArray();
        return found.length < FEWEST ? -1 : quantile(found);
    }

    private static double quantile(double[] sorted) {
        double at = QUANTILE * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    private void refine(int side, int reach) {
        List<Match> matches = matches(side, Film.LINES, reach);
        if (matches.size() >= FEWEST) {
            map = Affine.fitted(matches, 1.0 / side);
        }
    }

    private List<Match> matches(int side, int detail, int reach) {
        float[] under = warped(one.detail(side, detail));
        GreySquare over = other.detail(side, detail);
        int block = side / BLOCKS;
        List<Match> matches = new ArrayList<>();
        for (int row = block; row < side - block; row += block) {
            for (int column = block; column < side - block; column += block) {
                Window window = new Window(under, over, block, row, column);
                if (isInside(row - reach, column - reach, block + 2 * reach, side) && window.contrast() >= BLANK) {
                    matches.add(best(window, reach));
                }
            }
        }
        return matches;
    }

    /** Whether a block's corners, and so all of it, lie in the first picture. */
    private boolean isInside(int row, int column, int length, int side) {
        double half = 0.5 / side;
        for (int corner = 0; corner < 4; corner++) {
            double y = (row + (corner / 2) * (length - 1) + 0.5) / side;
            double x = (column + (corner % 2) * (length - 1) + 0.5) / side;
            double toY = map.row(y, x);
            double toX = map.column(y, x);
            if (!(toY >= half && toY <= 1 - half && toX >= half && toX <= 1 - half)) {
                return false;
            }
        }
        return true;
    }

    private Match best(Window window, int reach) {
        double best = -2;
        int down = 0;
        int across = 0;
        for (int dy = -reach; dy <= reach; dy++) {
            for (int dx = -reach; dx <= reach; dx++) {
                double correlation = window.correlation(dy, dx);
                if (correlation > best) {
                    best = correlation;
                    down = dy;
                    across = dx;
                }
            }
        }
        double y = window.centre(window.row);
        double x = window.centre(window.column);
        double foundY = y + (double) down / window.side;
        double foundX = x + (double) across / window.side;
        return new Match(y, x, map.row(foundY, foundX), map.column(foundY, foundX), best);
    }

    /** The first picture on the grid of the second. */
    private float[] warped(GreySquare square) {
        int side = square.side();
        float[] warped = new float[side * side];
        for (int row = 0; row < side; row++) {
            double v = (row + 0.5) / side;
            for (int column = 0; column < side; column++) {
                double u = (column + 0.5) / side;
                warped[row * side + column] = (float) square.at(map.column(v, u) * side - 0.5,
                        map.row(v, u) * side - 0.5);
            }
        }
        return warped;
    }

    /** A block of the second picture over the first. */
    private static final class Window {

        private final float[] under;
        private final int side;
        private final int block;
        private final int row;
        private final int column;
        private final float[] template;
        private final double length;

        Window(float[] under, GreySquare over, int block, int row, int column) {
            this.under = under;
            side = over.side();
            this.block = block;
            this.row = row;
            this.column = column;
            template = new float[block * block];
            for (int i = 0; i < block; i++) {
                System.arraycopy(over.values(), (row + i) * side + column, template, i * block, block);
            }
            double mean = 0;
            for (float value : template) {
                mean += value / template.length;
            }
            double squares = 0;
            for (int i = 0; i < template.length; i++) {
                template[i] -= (float) mean;
                squares += template[i] * template[i];
            }
            length = Math.sqrt(squares);
        }

        double contrast() {
            return length / block;
        }

        double centre(int start) {
            return (start + block / 2.0) / side;
        }

        double correlation(int down, int across) {
            float sum = 0;
            float squares = 0;
            float both = 0;
            for (int i = 0; i < block; i++) {
                int at = (row + down + i) * side + column + across;
                int to = i * block;
                for (int k = 0; k < block; k++) {
                    float value = under[at + k];
                    sum += value;
                    squares += value * value;
                    both += value * template[to + k];
                }
            }
            double spread = squares - (double) sum * sum / (block * block);
            return spread <= 1e-9 ? 0 : both / (Math.sqrt(spread) * length);
        }
    }
}
