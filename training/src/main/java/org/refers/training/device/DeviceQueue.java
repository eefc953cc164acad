package org.refers.training.device;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.refers.training.store.ProcessMark;

/**
 * Whose turn it is on a device, over all processes of this user: first come, first served. A place in the queue is a file
 * with a number, and in it the process that drew it; a process that is no more has no place, whatever it left behind.
 */
public final class DeviceQueue {

    private static final String DOOR = "door";
    private static final String TICKET = "\\d{12}";
    private static final int LONGEST_MARK = 100;
    private static final long PAUSE_MILLISECONDS = 100;

    private final Path folder;

    /**
     * Creates a queue.
     *
     * @param cache this user's folder for what concerns the machine
     * @param device such as {@code cpu} or {@code cuda:0}
     */
    public DeviceQueue(Path cache, String device) {
        this.folder = cache.resolve("queue").resolve(device.replaceAll("[^A-Za-z0-9]", "-"));
    }

    /** The right to the device, until it is closed or its process ends. */
    public record Turn(Path ticket) implements AutoCloseable {

        @Override
        public void close() throws IOException {
            Files.deleteIfExists(ticket);
        }
    }

    /**
     * Waits for a turn.
     *
     * @param stop ends the waiting
     * @param before receives the number of those before, at first and when it changes; not called if there is nobody
     * @return the turn; empty if the waiting was stopped
     * @throws IOException if the user's folder cannot be written
     */
    public Optional<Turn> await(BooleanSupplier stop, IntConsumer before) throws IOException {
        Path ticket = draw(folder);
        boolean mine = false;
        try {
            int told = 0;
            for (int waiting = countBefore(ticket); waiting > 0; waiting = countBefore(ticket)) {
                if (waiting != told) {
                    told = waiting;
                    before.accept(waiting);
                }
                if (stop.getAsBoolean()) {
                    return Optional.empty();
                }
                Thread.sleep(PAUSE_MILLISECONDS);
            }
            mine = true;
            return Optional.of(new Turn(ticket));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } finally {
            if (!mine) {
                Files.deleteIfExists(ticket);
            }
        }
    }

    /**
     * Draws the next number. Looking at the last one and drawing are one act: else a queue that empties in between would
     * begin again at 1 in front of a number just drawn. Threads of a process keep each other out by the monitor, since a
     * process has a file lock only once.
     */
    private static synchronized Path draw(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (FileChannel door = FileChannel.open(folder.resolve(DOOR), StandardOpenOption.CREATE,
                StandardOpenOption.WRITE); FileLock lock = door.lock()) {
            assert lock.isValid();
            List<Path> tickets = tickets(folder);
            long last = tickets.isEmpty() ? 0 : number(tickets.getLast());
            Path ticket = folder.resolve("%012d".formatted(last + 1));
            return Files.writeString(ticket, ProcessMark.ofThis(), StandardOpenOption.CREATE_NEW);
        }
    }

    private static List<Path> tickets(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches(TICKET)).sorted().toList();
        }
    }

    private static long number(Path ticket) {
        return Long.parseLong(ticket.getFileName().toString());
    }

    /** How many living ones have a lower number; the dead ones' are thrown away. */
    private int countBefore(Path own) throws IOException {
        int count = 0;
        for (Path ticket : tickets(folder)) {
            if (number(ticket) >= number(own)) {
                break;
            }
            if (isAlive(ticket)) {
                count++;
            } else {
                Files.deleteIfExists(ticket);
            }
        }
        return count;
    }

    /** An empty ticket was left by a crash or a full disk: the door keeps one that is just being written from sight. */
    private static boolean isAlive(Path ticket) throws IOException {
        try {
            // A mark is two numbers; whatever is longer is none.
            return Files.size(ticket) <= LONGEST_MARK && ProcessMark.isAlive(Files.readString(ticket));
        } catch (NoSuchFileException | CharacterCodingException goneOrDamaged) {
            return false;
        }
    }
}
