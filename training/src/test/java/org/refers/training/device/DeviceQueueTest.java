package org.refers.training.device;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.refers.training.device.DeviceQueue.Turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class DeviceQueueTest {

    @TempDir
    private Path cache;

    private DeviceQueue queue() {
        return new DeviceQueue(cache, "cuda:0");
    }

    private Turn turn() throws Exception {
        return queue().await(() -> false, before -> {
        }).orElseThrow();
    }

    private List<Path> tickets() throws Exception {
        try (Stream<Path> files = Files.list(cache.resolve("queue/cuda-0"))) {
            return files.filter(file -> !file.endsWith("door")).sorted().toList();
        }
    }

    private static void await(int wanted, AtomicInteger value) throws InterruptedException {
        while (value.get() != wanted) {
            Thread.sleep(5);
        }
    }

    @Test
    void whoComesFirstIsServedFirst() throws Exception {
        List<Integer> served = Collections.synchronizedList(new ArrayList<>());
        List<Future<?>> all = new ArrayList<>();
        Turn first = turn();
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            for (int i = 0; i < 4; i++) {
                int number = i;
                AtomicInteger waiting = new AtomicInteger();
                all.add(threads.submit(() -> {
                    try (Turn turn = queue().await(() -> false, waiting::set).orElseThrow()) {
                        assertTrue(Files.exists(turn.ticket()));
                        served.add(number);
                        Thread.sleep(20);
                    }
                    return number;
                }));
                await(i + 1, waiting);
            }
            assertEquals(List.of(), served);
            first.close();
            for (Future<?> one : all) {
                one.get();
            }
        }
        assertEquals(List.of(0, 1, 2, 3), served);
        assertEquals(List.of(), tickets());
    }

    /** Numbers begin anew when the queue empties; two may never be in at once. */
    @Test
    void neverTwoAtOnce() throws Exception {
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean crowded = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
            for (int i = 0; i < 60; i++) {
                threads.submit(() -> {
                    try (Turn turn = turn()) {
                        crowded.compareAndSet(false, inside.incrementAndGet() > 1);
                        Thread.sleep(1);
                        inside.decrementAndGet();
                        return turn;
                    }
                });
            }
        }
        assertFalse(crowded.get());
        assertEquals(List.of(), tickets());
    }

    @Test
    void whoIsStoppedWhileWaitingLeavesTheQueue() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        try (Turn first = turn()) {
            assertEquals(Optional.empty(), queue().await(stop::get, before -> stop.set(true)));
            assertEquals(List.of(first.ticket()), tickets());
        }
    }

    /** Another process that takes its turn and is killed. */
    static final class Owner {

        private Owner() {
        }

        public static void main(String[] arguments) throws Exception {
            DeviceQueueTest test = new DeviceQueueTest();
            test.cache = Path.of(arguments[0]);
            test.turn();
            System.out.println("mine");
            Thread.sleep(TimeUnit.MINUTES.toMillis(2));
        }
    }

    @Test
    void theDeadHoldNothing() throws Exception {
        Process owner = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Owner.class.getName(), cache.toString()).start();
        try {
            assertEquals("mine", owner.inputReader().readLine());
            AtomicInteger before = new AtomicInteger();
            AtomicBoolean stop = new AtomicBoolean();
            assertEquals(Optional.empty(), queue().await(stop::get, count -> {
                before.set(count);
                stop.set(true);
            }));
            assertEquals(1, before.get(), "a living process has its place");
        } finally {
            owner.destroyForcibly().waitFor();
        }
        assertEquals(1, tickets().size(), "it could not clean up");
        try (Turn turn = turn()) {
            assertEquals(List.of(turn.ticket()), tickets());
        }
    }

    @Test
    void aNumberOfAProcessThatWasGivenAgainIsNotItsOwners() throws Exception {
        Files.createDirectories(cache.resolve("queue/cuda-0"));
        Files.writeString(cache.resolve("queue/cuda-0/000000000001"), ProcessHandle.current().pid() + " 12345");
        Files.writeString(cache.resolve("queue/cuda-0/000000000002"), "");
        try (Turn turn = turn()) {
            assertEquals(List.of(turn.ticket()), tickets());
        }
    }

    /** What no process of ours has written keeps nobody waiting, whatever it holds. */
    @Test
    void ticketsThatAreNoneAreThrownAway() throws Exception {
        Path folder = Files.createDirectories(cache.resolve("queue/cuda-0"));
        Files.write(folder.resolve("000000000001"), new byte[]{(byte) 0xff, (byte) 0xc3, 0});
        Files.writeString(folder.resolve("000000000002"), "1 ".repeat(100_000));
        Files.writeString(folder.resolve("000000000003"), "999999999999999999 999999999999999999");
        try (Turn turn = turn()) {
            assertEquals(List.of(turn.ticket()), tickets());
        }
    }
}
