package org.refers.model.workspace;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
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
    /** Between the file and its lock lies a moment in which nobody holds it. */
    private static final Duration NEW = Duration.ofMinutes(1);
    /**
     * Folders that this process holds. Their locks are not to be looked at: where a process closes any of its channels to a file, POSIX
     * takes all its locks on it.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel lock;

    private ScratchFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    static ScratchFolder make() throws WorkspaceException {
        try {
            Path path = Files.createTempDirectory(PREFIX);
            HELD.add(path);
            FileChannel lock = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE);
            lock.lock();
            sweep(path);
            return new ScratchFolder(path, lock);
        } catch (IOException e) {
            throw new WorkspaceException("no folder for temporary files can be made in "
                    + System.getProperty("java.io.tmpdir") + "; free some space there", e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            lock.close();
            remove(path);
            HELD.remove(path);
        } catch (IOException stays) {
            LOG.info("A temporary folder was left behind; the next look removes it.", stays);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
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
                if (!HELD.contains(left) && Files.isDirectory(left, LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(left, LinkOption.NOFOLLOW_LINKS).equals(user) && isLeft(left)) {
                    remove(left);
                }
            }
        } catch (IOException stays) {
            LOG.info("Temporary folders of an earlier program could not be removed.", stays);
        }
    }

    private static boolean isLeft(Path folder) {
        try {
            Instant changed = Files.getLastModifiedTime(folder).toInstant();
            return changed.isBefore(Instant.now().minus(NEW)) && isFree(folder);
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    private static boolean isFree(Path folder) {
        try (FileChannel channel = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock held = channel.tryLock()) {
            return held != null;
        } catch (IOException | OverlappingFileLockException inUse) {
            return false;
        }
    }
}
