package org.refers.model.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A folder of its user's own for temporary files, which goes with them when it is closed. What a killed program left is removed when
 * the next one is made.
 */
final class ScratchFolder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScratchFolder.class);
    private static final String PREFIX = "refers-look";
    /** Held while the folder is in use: what lies about without a holder was left. */
    private static final String LOCK = "lock";

    /** Those of this process. Its locks on a file end when it closes any channel to that file, so that it opens none of these. */
    private static final Set<Path> LIVING = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private ScratchFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static ScratchFolder make() throws WorkspaceException {
        try {
            Optional<ScratchFolder> made = tryToMake();
            while (made.isEmpty()) {
                made = tryToMake();
            }
            sweep(made.get().path);
            return made.get();
        } catch (IOException e) {
            throw new WorkspaceException("no folder for temporary files can be made in "
                    + System.getProperty("java.io.tmpdir") + "; free some space there", e);
        }
    }

    /** Makes a folder; empty if another program took it for one that was left, before it was held. */
    private static Optional<ScratchFolder> tryToMake() throws IOException {
        Path path = Files.createTempDirectory(PREFIX);
        LIVING.add(path);
        FileChannel lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        lock.lock();
        if (Files.isRegularFile(path.resolve(LOCK))) {
            return Optional.of(new ScratchFolder(path, lock));
        }
        lock.close();
        LIVING.remove(path);
        return Optional.empty();
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        LIVING.remove(path);
        try {
            // Held until it is empty: a program that looks for what was left would empty it at the same time.
            empty(path);
            lock.close();
            Files.deleteIfExists(path);
        } catch (IOException stays) {
            LOG.info("A temporary folder was left behind; the next look removes it.", stays);
        }
    }

    private static void empty(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void sweep(Path own) {
        Path beside = own.getParent();
        if (beside == null) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(beside, PREFIX + "*")) {
            UserPrincipal user = Files.getOwner(own);
            for (Path left : folders) {
                // Others may put links and folders of that name into a shared folder.
                if (Files.isDirectory(left, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(left, LinkOption.NOFOLLOW_LINKS).equals(user) && !LIVING.contains(left)) {
                    removeIfLeft(left);
                }
            }
        } catch (IOException stays) {
            LOG.info("Temporary folders of an earlier program could not be removed.", stays);
        }
    }

    /** The lock is held until it is gone itself: who had just made it then sees that it is, and makes another. */
    private static void removeIfLeft(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            if (held == null) {
                return;
            }
            empty(folder);
        } catch (NoSuchFileException | OverlappingFileLockException inUse) {
            LOG.debug("A temporary folder is in use.");
            return;
        }
        Files.deleteIfExists(folder);
    }
}
