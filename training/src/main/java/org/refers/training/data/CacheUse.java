package org.refers.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A file that names the segments that a process reads or writes, so that no other one removes them. Its lock goes with the
 * process, however that ends; a file whose lock is free is left over and is removed.
 */
final class CacheUse implements AutoCloseable {

    private static final String ENDING = ".in-use";
    /** What is locked lies behind the file's end, since a locked part cannot be read on Windows. */
    private static final long BEYOND = Long.MAX_VALUE - 1;

    private final Path file;
    private final FileChannel channel;

    private CacheUse(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static CacheUse begin(Path cache) throws IOException {
        Path file = cache.resolve(own() + UUID.randomUUID() + ENDING);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            channel.lock(BEYOND, 1, false);
            return new CacheUse(file, channel);
        } catch (IOException noLocks) {
            channel.close();
            Files.deleteIfExists(file);
            throw noLocks;
        }
    }

    /** Begins the names of this process's files: to look at their locks would release them on some systems. */
    private static String own() {
        return ProcessHandle.current().pid() + "-";
    }

    /** Adds a segment's name. */
    void add(String segment) throws IOException {
        channel.write(ByteBuffer.wrap((segment + "\n").getBytes(StandardCharsets.UTF_8)));
    }

    /** The segments that any process uses. */
    static Set<String> all(Path cache) throws IOException {
        Set<String> used = new HashSet<>();
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file : files.filter(path -> path.toString().endsWith(ENDING)).toList()) {
                if (String.valueOf(file.getFileName()).startsWith(own()) || isLocked(file)) {
                    used.addAll(lines(file));
                } else {
                    Files.deleteIfExists(file);
                }
            }
        }
        return used;
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    private static boolean isLocked(Path file) throws IOException {
        try (FileChannel other = FileChannel.open(file, StandardOpenOption.WRITE)) {
            return other.tryLock(BEYOND, 1, false) == null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(file);
    }
}
