package org.refers.model.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Writes files so that a reader, or the next start after a power cut, finds the old content or the new one and never a
 * mixture: a temporary file in the same folder, flushed to the disk, then renamed over the target.
 */
public final class AtomicFiles {

    private AtomicFiles() {
    }

    /** Writes a file's content to a channel that stands at its beginning. */
    @FunctionalInterface
    public interface ContentWriter {

        /** Writes everything; the caller flushes and closes. */
        void writeTo(FileChannel channel) throws IOException;
    }

    /** Replaces a file by text in UTF-8. */
    public static void writeString(Path target, String text) throws IOException {
        writeBytes(target, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Replaces a file by bytes. */
    public static void writeBytes(Path target, byte[] content) throws IOException {
        write(target, channel -> writeFully(channel, ByteBuffer.wrap(content)));
    }

    /**
     * Replaces a file by what the writer puts out. When it fails the target is as before and the temporary file gone.
     *
     * @throws IOException if writing, flushing or renaming fails; the message names the cause
     */
    public static void write(Path target, ContentWriter writer) throws IOException {
        Path absolute = target.toAbsolutePath();
        Path folder = absolute.getParent();
        Path name = absolute.getFileName();
        if (folder == null || name == null) {
            throw new IOException(target + " names no file");
        }
        Path temporary = Files.createTempFile(folder, "." + name + ".", ".tmp");
        try {
            try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
                writer.writeTo(channel);
                channel.force(true);
            }
            replace(temporary, absolute);
        } catch (IOException | RuntimeException failure) {
            Files.deleteIfExists(temporary);
            throw failure;
        }
        flushFolder(folder);
    }

    /** Writes all bytes that remain in the buffer; a channel may take fewer at a call. */
    public static void writeFully(FileChannel channel, ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private static void replace(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException notAtomic) {
            // Some network file systems: a plain replacement is the best there is.
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Flushes a folder, so that a rename in it survives a power cut. Windows keeps folders by itself. */
    public static void flushFolder(Path folder) throws IOException {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
