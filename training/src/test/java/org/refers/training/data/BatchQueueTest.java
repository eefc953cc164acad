package org.refers.training.data;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BatchQueueTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void batchesComeInTheOrderOfTheSteps(int workers) throws Exception {
        List<Long> taken = new ArrayList<>();
        try (BatchQueue<Long> queue = new BatchQueue<>(step -> step * step, 5, 25, workers)) {
            for (int i = 0; i < 20; i++) {
                taken.add(queue.take());
            }
        }
        assertEquals(LongStream.range(5, 25).map(step -> step * step).boxed().toList(), taken);
    }

    @Test
    void noMoreThanTwoAWorkerAreMadeAhead() throws Exception {
        AtomicInteger made = new AtomicInteger();
        try (BatchQueue<Integer> queue = new BatchQueue<>(step -> made.incrementAndGet(), 0, 1000, 2)) {
            queue.take();
        }
        assertTrue(made.get() <= 5, "one taken and four ahead at most, not " + made);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void whatFailsIsToldAtItsOwnStep(int workers) throws Exception {
        IllegalStateException broken = new IllegalStateException("broken");
        try (BatchQueue<Long> queue = new BatchQueue<>(step -> {
            if (step == 2) {
                throw broken;
            }
            return step;
        }, 0, 5, workers)) {
            assertEquals(0, queue.take());
            assertEquals(1, queue.take());
            assertSame(broken, assertThrows(ExecutionException.class, queue::take).getCause());
        }
    }

    @Test
    void closingWaitsForTheBatchThatIsBeingMadeAndLeavesNoThread() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        List<Thread> makers = new ArrayList<>();
        try (BatchQueue<Long> queue = new BatchQueue<>(step -> {
            makers.add(Thread.currentThread());
            begun.countDown();
            return step;
        }, 0, 100, 1)) {
            begun.await();
            assertEquals(0, queue.take());
        }
        for (Thread maker : makers) {
            // The pool has ended when its threads are about to.
            assertTrue(maker.join(Duration.ofMinutes(1)), maker::toString);
        }
    }
}
