package org.refers.app.task;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** One daemon thread a lane, but for the one that only waits. The machine's cores belong to training; more threads would only fight it. */
public final class ThreadedTasks implements BackgroundTasks, AutoCloseable {

    private static final long IDLE_SECONDS = 30;

    /** Preferences and log lines take milliseconds; a network drive that hangs must not hold the window. */
    private static final long LAST_WRITES_SECONDS = 2;

    /** Runs that are waited for at once; nobody has so many in a queue. */
    private static final int MOST_RUNS = 256;

    private static final Set<Lane> WRITING = EnumSet.of(Lane.FILES, Lane.ANNOTATING);

    private final Map<Lane, ThreadPoolExecutor> lanes = new EnumMap<>(Lane.class);
    private final EventRelay<Runnable> screen;

    /** Creates the lanes; their threads start with the first work. */
    public ThreadedTasks(EventRelay<Runnable> screen) {
        this.screen = screen;
        for (Lane lane : Lane.values()) {
            lanes.put(lane, executor(lane));
        }
    }

    private static ThreadPoolExecutor executor(Lane lane) {
        if (lane == Lane.TRAINING) {
            // It only waits, for several runs at once.
            return new ThreadPoolExecutor(0, MOST_RUNS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(),
                    threads(lane));
        }
        LinkedBlockingDeque<Runnable> queue = lane == Lane.THUMBNAILS ? new LastFirst() : new LinkedBlockingDeque<>();
        ThreadPoolExecutor executor = new ThreadPoolExecutor(1, 1, IDLE_SECONDS, TimeUnit.SECONDS, queue,
                threads(lane));
        executor.allowCoreThreadTimeOut(true);
        return executor;
    }

    private static ThreadFactory threads(Lane lane) {
        return runnable -> {
            Thread thread = new Thread(runnable, "refers-" + lane.name().toLowerCase(Locale.ROOT));
            thread.setDaemon(true);
            return thread;
        };
    }

    /** A queue that gives out what came last. */
    private static final class LastFirst extends LinkedBlockingDeque<Runnable> {

        private static final long serialVersionUID = 1;

        @Override
        public boolean offer(Runnable work) {
            return offerFirst(work);
        }
    }

    @Override
    public <T> RunningWork run(Lane lane, Work<T> work, Outcome<T> outcome) {
        Job<T> job = new Job<>(work, outcome, screen);
        ThreadPoolExecutor executor = lanes.get(lane);
        if (executor != null) {
            try {
                executor.execute(job);
            } catch (RejectedExecutionException closed) {
                job.stop();
            }
        }
        return job;
    }

    /** Takes no more work. What was to be written to files still is, for a moment; the rest is not waited for. */
    @Override
    public void close() {
        lanes.forEach((lane, executor) -> {
            if (!WRITING.contains(lane)) {
                executor.getQueue().clear();
            }
            executor.shutdown();
        });
        WRITING.forEach(lane -> finish(Objects.requireNonNull(lanes.get(lane), "every lane has a thread")));
    }

    private static void finish(ThreadPoolExecutor writing) {
        try {
            if (!writing.awaitTermination(LAST_WRITES_SECONDS, TimeUnit.SECONDS)) {
                writing.getQueue().clear();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class Job<T> implements Runnable, RunningWork, WorkProgress {

        private final Work<T> work;
        private final Outcome<T> outcome;
        private final EventRelay<Runnable> screen;
        private volatile boolean stopped;

        Job(Work<T> work, Outcome<T> outcome, EventRelay<Runnable> screen) {
            this.work = work;
            this.outcome = outcome;
            this.screen = screen;
        }

        @Override

        public void run() {
            if (stopped) {
                return;
            }
            try {
                T result = work.run(this);
                screen.post(() -> outcome.done().accept(result));
            } catch (Throwable problem) {
                screen.post(() -> outcome.failed().accept(problem));
            }
        }

        @Override
        public void stop() {
            stopped = true;
        }

        @Override
        public void at(String phase, long done, long total) {
            screen.post(() -> outcome.progress().accept(new Stage(phase, done, total)));
        }

        @Override
        public boolean isStopped() {
            return stopped;
        }
    }
}
