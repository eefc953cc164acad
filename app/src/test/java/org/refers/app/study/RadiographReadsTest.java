package org.refers.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.refers.model.image.RadiographException;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.RadiographEntry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RadiographReadsTest {

    private final AtomicInteger reads = new AtomicInteger();

    private static Radiograph pixels() {
        return Radiograph.ofEightBits(10, 10, new short[100], ViewPosition.UNKNOWN);
    }

    private static RadiographEntry entry(int number) {
        return Entries.radiograph(number, ViewPosition.PA);
    }

    @Test
    void theMemoryIsBoundedAndTheOldestGoes() throws Exception {
        RadiographReads kept = new RadiographReads(file -> {
            reads.incrementAndGet();
            return pixels();
        }, 300);
        for (int i = 0; i < 5; i++) {
            kept.read(entry(i));
            kept.read(entry(0));
        }
        assertTrue(kept.kept(entry(0)).isPresent(), "what is used stays");
        assertTrue(kept.kept(entry(4)).isPresent());
        assertFalse(kept.kept(entry(1)).isPresent());
        assertEquals(3, List.of(0, 1, 2, 3, 4).stream().filter(i -> kept.kept(entry(i)).isPresent()).count());
        assertEquals(5, reads.get());
    }

    @Test
    void theWorkspacesViewHoldsWhereTheFileSaysNone() throws Exception {
        RadiographReads kept = new RadiographReads(file -> pixels(), 300);
        assertEquals(ViewPosition.PA, kept.read(entry(1)).view());
    }

    @Test
    void aFileThatTwoWantIsReadOnce() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        RadiographReads kept = new RadiographReads(file -> {
            reads.incrementAndGet();
            begun.countDown();
            try {
                goOn.await();
            } catch (InterruptedException ended) {
                throw new IllegalStateException(ended);
            }
            return pixels();
        }, 300);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Callable<Radiograph> read = () -> kept.read(entry(1));
            List<Future<Radiograph>> both = new ArrayList<>(List.of(threads.submit(read)));
            assertTrue(begun.await(20, TimeUnit.SECONDS));
            both.add(threads.submit(read));
            goOn.countDown();
            assertSame(both.get(0).get(), both.get(1).get());
        }
        assertEquals(1, reads.get());
    }

    @Test
    void aFailureIsToldAndTheNextReadTriesAgain() throws Exception {
        RadiographReads kept = new RadiographReads(file -> {
            if (reads.incrementAndGet() == 1) {
                throw new RadiographException(file, "is being written");
            }
            return pixels();
        }, 300);
        assertThrows(RadiographException.class, () -> kept.read(entry(1)));
        assertEquals(10, kept.read(entry(1)).rows());
    }
}
