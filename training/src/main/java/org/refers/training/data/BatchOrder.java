package org.refers.training.data;

import java.util.SplittableRandom;

/**
 * Which items a step sees: a pure function of the step, so that a resumed run sees what it would have seen. Each epoch
 * is a new order of all items, kept until another epoch is asked for. May be asked by several threads.
 */
public final class BatchOrder {

    private final int items;
    private final int batchSize;
    private final long seed;
    private final boolean lastPartial;

    private volatile Epoch latest = new Epoch(-1, new int[0]);

    /** The order of an epoch. */
    private record Epoch(long number, int[] order) {
    }

    /**
     * Creates an order; a batch larger than the set is the set.
     *
     * @param items number of items, at least 1
     * @param batchSize items a step
     * @param seed of the run
     * @param lastPartial whether the items that do not fill a batch form one of their own at an epoch's end
     */
    public BatchOrder(int items, int batchSize, long seed, boolean lastPartial) {
        if (items < 1 || batchSize < 1) {
            throw new IllegalArgumentException("no batches of " + batchSize + " from " + items + " items");
        }
        this.items = items;
        this.batchSize = Math.min(batchSize, items);
        this.seed = seed;
        this.lastPartial = lastPartial;
    }

    /** Seed of the run. */
    public long seed() {
        return seed;
    }

    /** Steps an epoch has. */
    public int stepsPerEpoch() {
        return lastPartial ? Math.ceilDiv(items, batchSize) : Math.floorDiv(items, batchSize);
    }

    /** The epoch of a step, both from 0. */
    public long epochOf(long step) {
        return Math.floorDiv(step, (long) stepsPerEpoch());
    }

    /** The items of a step, from 0. */
    public int[] itemsOf(long step) {
        int first = Math.floorMod(step, stepsPerEpoch()) * batchSize;
        int[] order = order(epochOf(step));
        int[] batch = new int[Math.min(batchSize, items - first)];
        System.arraycopy(order, first, batch, 0, batch.length);
        return batch;
    }

    /** Two threads on both sides of an epoch's end each make their own: that costs time and changes nothing. */
    private int[] order(long epoch) {
        Epoch known = latest;
        if (known.number != epoch) {
            known = new Epoch(epoch, shuffled(epoch));
            latest = known;
        }
        return known.order;
    }

    private int[] shuffled(long epoch) {
        SplittableRandom random = Seeds.random(seed, "epoch", epoch);
        int[] order = new int[items];
        for (int i = 0; i < items; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
