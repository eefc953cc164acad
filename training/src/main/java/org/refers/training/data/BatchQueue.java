package org.refers.training.data;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Batches made ahead of the step that reads them, on threads of their own. They come in the order of the steps, and each is a
 * function of its step alone, so the number of threads changes nothing but the time.
 *
 * @param <B> a batch as plain arrays
 */
public final class BatchQueue<B> implements AutoCloseable {

    /** One that is being made and one that is ready, for each thread: evens out batches that take longer than a step. */
    private static final int AHEAD_OF_EACH = 2;

    private final LongFunction<B> maker;
    private final long end;
    private final int most;
    private final @Nullable ExecutorService threads;
    private final Deque<Future<B>> ahead = new ArrayDeque<>();
    private long next;

    /**
     * Begins to make batches.
     *
     * @param maker makes the batch of a step; called by several threads at once
     * @param first first step
     * @param end step after the last
     * @param workers threads, 0 for none: a batch is then made when it is asked for, by the thread that asks
     */
    public BatchQueue(LongFunction<B> maker, long first, long end, int workers) {
        this.maker = maker;
        this.next = first;
        this.end = end;
        this.most = AHEAD_OF_EACH * workers;
        this.threads = workers == 0
                ? null
                : Executors.newFixedThreadPool(workers, Thread.ofPlatform().name("batches-", 1).daemon().factory());
        fill();
    }

    private void fill() {
        while (threads != null && ahead.size() < most && next < end) {
            long step = next++;
            ahead.add(threads.submit(() -> maker.apply(step)));
        }
    }

    /**
     * The batch of the next step; waits until it is there.
     *
     * @throws ExecutionException with the cause, if it could not be made
     */
    public B take() throws InterruptedException, ExecutionException {
        Future<B> first = ahead.poll();
        if (first == null) {
            return here(next++);
        }
        B batch = first.get();
        fill();
        return batch;
    }

    private B here(long step) throws ExecutionException {
        try {
            return maker.apply(step);
        } catch (RuntimeException failed) {
            throw new ExecutionException(failed);
        }
    }

    /** Ends the threads; batches that are being made are waited for and dropped. */
    @Override
    public void close() {
        ahead.forEach(batch -> batch.cancel(false));
        if (threads != null) {
            threads.close();
        }
    }
}
