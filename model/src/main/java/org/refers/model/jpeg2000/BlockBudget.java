package org.refers.model.jpeg2000;

/**
 * How many precincts, code-blocks and looks at them a tile may cost. A stream can ask for a block of each few samples, or have
 * a million blocks looked at for a packet of two bytes; what encoders write stays far below.
 */
final class BlockBudget {

    /** A precinct or block takes some 100 to 300 bytes: for small pictures it does not matter. */
    private static final long ALWAYS = 10_000;
    /** Blocks of 4 x 4 samples, the smallest, and what the lower resolutions add. */
    private static final int LEAST_SAMPLES_A_BLOCK = 10;
    /** Each looked-at block costs at least a bit, if it was not left out with its neighbours. */
    private static final int LOOKS_A_BYTE = 64;

    private long blocks;
    private long looks;

    BlockBudget(long samples, int bytes) {
        this.blocks = ALWAYS + samples / LEAST_SAMPLES_A_BLOCK;
        this.looks = 100 * ALWAYS + 4 * samples + (long) LOOKS_A_BYTE * bytes;
    }

    /** Takes memory for precincts or blocks. */
    void take(long count) throws Jpeg2000Exception {
        blocks -= count;
        if (count < 0 || blocks < 0) {
            throw new Jpeg2000Exception("claims more code-blocks than it can hold");
        }
    }

    /** Takes time for blocks that a packet's header may tell of. */
    void look(int count) throws Jpeg2000Exception {
        looks -= count;
        if (looks < 0) {
            throw new Jpeg2000Exception("claims more packets than it can hold");
        }
    }
}
