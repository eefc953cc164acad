package org.refers.model.jpeg2000;

/**
 * Contexts by a sample's neighbours (D.3). Nine bits tell which of a sample and its eight neighbours are significant: row after
 * row, from the left above, so that bit 4 is the sample itself.
 */
final class ContextTables {

    /** Contexts of significance begin at 0, of the sign at 9, of refinement at 14. */
    static final int FIRST_REFINEMENT = 14;

    /** In {@link #SIGN}: the context, and whether the sign is coded inverted. */
    static final int SIGN_INVERTED = 32;

    private static final int NEIGHBOURHOODS = 512;
    private static final int FIRST_SIGN = 9;
    private static final byte[][] SIGNIFICANCE = {significance(0), significance(1), significance(2)};

    /**
     * The sign's context by eight bits: whether the left, right, upper and lower neighbour are significant, and in the same order
     * whether they are negative.
     */
    static final byte[] SIGN = sign();

    private ContextTables() {
    }

    /** The contexts of significance by neighbourhood, of the subbands with details of these directions. */
    static byte[] significanceOf(Subband subband) {
        return SIGNIFICANCE[subband.right() == 0 ? 0 : subband.down() == 0 ? 1 : 2];
    }

    private static byte[] significance(int kind) {
        byte[] table = new byte[NEIGHBOURHOODS];
        for (int near = 0; near < NEIGHBOURHOODS; near++) {
            int beside = bit(near, 3) + bit(near, 5);
            int aboveBelow = bit(near, 1) + bit(near, 7);
            int corners = bit(near, 0) + bit(near, 2) + bit(near, 6) + bit(near, 8);
            table[near] = (byte) switch (kind) {
                case 0 -> oneDirection(beside, aboveBelow, corners);
                case 1 -> oneDirection(aboveBelow, beside, corners);
                default -> bothDirections(beside + aboveBelow, corners);
            };
        }
        return table;
    }

    /** Table D.1, left and middle. */
    private static int oneDirection(int along, int across, int corners) {
        return switch (along) {
            case 2 -> 8;
            case 1 -> across > 0 ? 7 : corners > 0 ? 6 : 5;
            default -> across > 0 ? 2 + across : Math.min(2, corners);
        };
    }

    /** Table D.1, right. */
    private static int bothDirections(int sides, int corners) {
        return switch (corners) {
            case 0 -> Math.min(2, sides);
            case 1 -> 3 + Math.min(2, sides);
            case 2 -> sides > 0 ? 7 : 6;
            default -> 8;
        };
    }

    /** Tables D.2 and D.3. */
    private static byte[] sign() {
        byte[] table = new byte[256];
        for (int i = 0; i < table.length; i++) {
            int beside = Integer.signum(signed(i, 0) + signed(i, 1));
            int aboveBelow = Integer.signum(signed(i, 2) + signed(i, 3));
            boolean inverted = beside < 0 || beside == 0 && aboveBelow < 0;
            int context = beside == 0
                    ? FIRST_SIGN + Math.abs(aboveBelow)
                    : FIRST_SIGN + 3 + beside * aboveBelow;
            table[i] = (byte) (context | (inverted ? SIGN_INVERTED : 0));
        }
        return table;
    }

    private static int signed(int neighbours, int which) {
        return bit(neighbours, which) * (1 - 2 * bit(neighbours, 4 + which));
    }

    private static int bit(int bits, int which) {
        return bits >> which & 1;
    }
}
