package org.refers.training.data;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32;
import org.refers.model.workspace.RadiographEntry;

/**
 * Decoded pictures on disk, so that a radiograph of several megapixels is decoded once and not once a run. A picture's
 * place is the SHA-256 of the radiograph's file and the form of decoding: a changed file or another size is another
 * picture. The folder can be deleted at any time.
 */
public final class PictureCache {

    /** Rises when the same file would be decoded to other grey levels. */
    private static final int DECODING = 1;
    private static final int MAGIC = 0x52504943;
    private static final int HEADER = 12;

    private final Path folder;
    private final PictureReader reader;
    private final int side;

    /**
     * Creates a cache.
     *
     * @param folder where pictures are kept; made when the first is written
     * @param reader decodes what is not there
     * @param side extent of the pictures in pixels
     */
    public PictureCache(Path folder, PictureReader reader, int side) {
        this.folder = folder.resolve("pictures-v" + DECODING + "-" + side);
        this.reader = reader;
        this.side = side;
    }

    /** Extent of the pictures in pixels. */
    public int side() {
        return side;
    }

    /**
     * The picture of a radiograph, decoded if need be.
     *
     * @throws IOException if the radiograph cannot be decoded; a cache that cannot be written is no failure
     */
    public Picture get(RadiographEntry radiograph) throws IOException {
        Path file = place(radiograph);
        Optional<Picture> kept = read(file);
        if (kept.isPresent()) {
            return kept.get();
        }
        Picture picture = reader.read(radiograph, side);
        write(file, picture);
        return picture;
    }

    private Path place(RadiographEntry radiograph) {
        String key = radiograph.sha256();
        return folder.resolve(key.substring(0, 2)).resolve(key + ".grey");
    }

    private Optional<Picture> read(Path file) throws IOException {
        int length = HEADER + side * side;
        if (!Files.isRegularFile(file) || Files.size(file) != length) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
        byte[] grey = Arrays.copyOfRange(bytes.array(), HEADER, length);
        boolean sound = bytes.getInt() == MAGIC && bytes.getInt() == side && bytes.getInt() == checksum(grey);
        return sound ? Optional.of(new Picture(side, grey)) : Optional.empty();
    }

    /** Renamed into place but not flushed: what a power cut takes is decoded again. */
    private void write(Path file, Picture picture) {
        byte[] content = ByteBuffer.allocate(HEADER + side * side).putInt(MAGIC).putInt(side)
                .putInt(checksum(picture.grey())).put(picture.grey()).array();
        try {
            Path parent = file.toAbsolutePath().getParent();
            Files.createDirectories(parent);
            Path temporary = Files.createTempFile(parent, ".", ".tmp");
            Files.write(temporary, content);
            Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException ignored) {
            // A full or read-only disk only costs time: the picture is decoded again by the next run.
        }
    }

    private static int checksum(byte[] grey) {
        CRC32 crc = new CRC32();
        crc.update(grey);
        return (int) crc.getValue();
    }
}
