package org.refers.app.study;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.refers.model.dicom.DecodeWatch;
import org.refers.model.image.RadiographException;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.RadiographEntry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
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
            kept.read(entry(i), DecodeWatch.NONE);
            kept.read(entry(0), DecodeWatch.NONE);
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
        assertEquals(ViewPosition.PA, kept.read(entry(1), DecodeWatch.NONE).view());
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
            Callable<Radiograph> read = () -> kept.read(entry(1), DecodeWatch.NONE);
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
        assertThrows(RadiographException.class, () -> kept.read(entry(1), DecodeWatch.NONE));
        assertEquals(10, kept.read(entry(1), DecodeWatch.NONE).rows());
    }

    /** Decodes until the watch leaves it, or a test lets it end. */
    private static final class EndlessSource implements RadiographSource {

        private volatile boolean ends;

        @Override
        public Radiograph read(Path file) {
            return pixels();
        }

        @Override
        public Radiograph read(Path file, DecodeWatch watch) {
            while (!ends) {
                if (!watch.goesOn(0.5)) {
                    throw new CancellationException("nobody waits");
                }
                LockSupport.parkNanos(5_000_000);
            }
            return pixels();
        }
    }

    @Test
    void aDecodeEndsWhenTheLastWhoWaitedLeaves() throws Exception {
        EndlessSource source = new EndlessSource();
        RadiographReads kept = new RadiographReads(source, 300);
        AtomicBoolean firstWaits = new AtomicBoolean(true);
        AtomicBoolean secondWaits = new AtomicBoolean(true);
        AtomicInteger told = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<Radiograph> first = threads.submit(() -> kept.read(entry(1), share -> firstWaits.get()));
            Future<Radiograph> second = threads.submit(() -> kept.read(entry(1), share -> {
                told.incrementAndGet();
                return secondWaits.get();
            }));
            while (told.get() < 3) {
                LockSupport.parkNanos(1_000_000);
            }
            firstWaits.set(false);
            int before = told.get();
            while (told.get() < before + 3) {
                LockSupport.parkNanos(1_000_000);
            }
            assertFalse(second.isDone(), "one of two is enough");
            secondWaits.set(false);
            for (Future<Radiograph> waiting : List.of(first, second)) {
                assertInstanceOf(CancellationException.class,
                        assertThrows(ExecutionException.class, waiting::get).getCause());
            }
        }
    }

    /** What was read ahead is let go, and a moment later it is what the reader wants. */
    @Test
    void whoeverComesWhileTheLastOneLeavesGetsThePicture() throws Exception {
        EndlessSource source = new EndlessSource();
        RadiographReads kept = new RadiographReads(source, 300);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            threads.submit(() -> kept.read(entry(1), share -> false));
            AtomicInteger told = new AtomicInteger();
            Future<Radiograph> wanted = threads.submit(() -> kept.read(entry(1), share -> {
                told.incrementAndGet();
                return true;
            }));
            while (told.get() < 3) {
                LockSupport.parkNanos(1_000_000);
            }
            source.ends = true;
            assertNotNull(wanted.get());
        }
    }
}
