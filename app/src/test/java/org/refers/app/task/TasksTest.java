package org.refers.app.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.BackgroundTasks.RunningWork;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

class TasksTest {

    private final LinkedBlockingQueue<Runnable> screen = new LinkedBlockingQueue<>();
    private final EventRelay<Runnable> relay = new EventRelay<>(screen::add, batch -> batch.forEach(Runnable::run));

    private void screenTurn() throws InterruptedException {
        Runnable next = screen.poll(20, TimeUnit.SECONDS);
        if (next != null) {
            next.run();
        }
    }

    @Test
    void aBurstOfEventsIsDeliveredInOrderAtOnce() {
        List<Runnable> booked = new ArrayList<>();
        List<List<Integer>> delivered = new ArrayList<>();
        EventRelay<Integer> events = new EventRelay<>(booked::add, delivered::add);
        for (int i = 0; i < 1000; i++) {
            events.post(i);
        }
        assertEquals(1, booked.size());
        booked.getFirst().run();
        assertEquals(1, delivered.size());
        assertEquals(999, delivered.getFirst().getLast());

        events.post(7);
        assertEquals(2, booked.size(), "an event after a delivery books its own");
    }

    @Test
    void nothingIsLostBetweenThreads() throws InterruptedException {
        AtomicInteger sum = new AtomicInteger();
        LinkedBlockingQueue<Runnable> receiver = new LinkedBlockingQueue<>();
        EventRelay<Integer> events = new EventRelay<>(receiver::add, batch -> batch.forEach(sum::addAndGet));
        Thread sender = new Thread(() -> {
            for (int i = 0; i < 20_000; i++) {
                events.post(1);
            }
        });
        sender.start();
        while (sender.isAlive() || !receiver.isEmpty()) {
            Runnable next = receiver.poll(10, TimeUnit.MILLISECONDS);
            if (next != null) {
                next.run();
            }
        }
        assertEquals(20_000, sum.get());
    }

    @Test
    void workRunsElsewhereAndItsOutcomeOnTheScreen() throws InterruptedException {
        try (ThreadedTasks tasks = new ThreadedTasks(relay)) {
            List<String> seen = new ArrayList<>();
            tasks.run(Lane.READING, progress -> Thread.currentThread().getName(), Outcome.of(seen::add, problem -> {
            }));
            screenTurn();
            assertEquals(List.of("refers-reading"), seen);
        }
    }

    @Test
    void faultsOfTheMachineReachTheScreenToo() throws InterruptedException {
        try (ThreadedTasks tasks = new ThreadedTasks(relay)) {
            List<Throwable> seen = new ArrayList<>();
            tasks.run(Lane.COMPUTING, progress -> {
                throw new UnsatisfiedLinkError("no torch");
            }, Outcome.of(result -> {
            }, seen::add));
            screenTurn();
            assertInstanceOf(UnsatisfiedLinkError.class, seen.getFirst());
        }
    }

    @Test
    void theThumbnailAskedForLastComesFirst() throws InterruptedException {
        try (ThreadedTasks tasks = new ThreadedTasks(relay)) {
            CountDownLatch open = new CountDownLatch(1);
            List<Integer> order = new ArrayList<>();
            CountDownLatch begun = new CountDownLatch(1);
            tasks.run(Lane.THUMBNAILS, progress -> {
                begun.countDown();
                return open.await(20, TimeUnit.SECONDS);
            }, Outcome.of(done -> order.add(0), problem -> {
            }));
            assertTrue(begun.await(20, TimeUnit.SECONDS));
            for (int i = 1; i <= 3; i++) {
                int number = i;
                tasks.run(Lane.THUMBNAILS, progress -> number, Outcome.of(order::add, problem -> {
                }));
            }
            open.countDown();
            while (order.size() < 4) {
                screenTurn();
            }
            assertEquals(List.of(0, 3, 2, 1), order);
        }
    }

    @Test
    void stoppedWorkHearsOfItAndQueuedWorkNeverBegins() throws InterruptedException {
        try (ThreadedTasks tasks = new ThreadedTasks(relay)) {
            CountDownLatch begun = new CountDownLatch(1);
            List<String> seen = new ArrayList<>();
            RunningWork first = tasks.run(Lane.IMPORTING, progress -> {
                begun.countDown();
                while (!progress.isStopped()) {
                    Thread.onSpinWait();
                }
                return "what there was";
            }, Outcome.of(seen::add, problem -> {
            }));
            RunningWork second = tasks.run(Lane.IMPORTING, progress -> "never", Outcome.of(seen::add, problem -> {
            }));
            assertTrue(begun.await(20, TimeUnit.SECONDS));
            second.stop();
            first.stop();
            screenTurn();
            assertEquals(List.of("what there was"), seen);
        }
    }

    /** A preference set just before the window closes must still be kept. */
    @Test
    void whatIsToBeWrittenIsWrittenBeforeTheEnd() {
        AtomicInteger written = new AtomicInteger();
        try (ThreadedTasks tasks = new ThreadedTasks(relay)) {
            for (int i = 0; i < 50; i++) {
                tasks.run(Lane.FILES, progress -> written.incrementAndGet(), Outcome.of(done -> {
                }, problem -> {
                }));
            }
        }
        assertEquals(50, written.get());
    }

    /** The radiograph clicked on first must not replace the one clicked on last, however late it comes. */
    @Test
    void onlyTheLatestWorkCounts() {
        List<Runnable> finish = new ArrayList<>();
        BackgroundTasks slow = new BackgroundTasks() {
            @Override
            public <T> RunningWork run(Lane lane, Work<T> work, Outcome<T> outcome) {
                finish.add(() -> new CurrentThreadTasks().run(lane, work, outcome));
                return () -> {
                };
            }
        };
        List<String> shown = new ArrayList<>();
        LatestWork latest = new LatestWork(slow, Lane.READING);
        latest.run(progress -> "first", Outcome.of(shown::add, problem -> {
        }));
        latest.run(progress -> "second", Outcome.of(shown::add, problem -> {
        }));
        finish.get(1).run();
        finish.get(0).run();
        assertEquals(List.of("second"), shown);
    }
}
