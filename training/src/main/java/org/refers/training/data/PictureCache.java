package org.refers.training.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.refers.model.workspace.RadiographEntry;

/**
 * Decoded pictures on disk, so that a radiograph of several megapixels is decoded once and not once a run. A picture's key is
 * the SHA-256 of the radiograph's file and the form of decoding: a changed file, once imported again, or another size is
 * another picture. The folder can be deleted at any time. May be called from several threads.
 */
public final class PictureCache implements AutoCloseable {

    /** Where a cache is and how much it may take. */
    public record Place(Path folder, double gigabytes) {

        /** A workspace's cache with the usual limit. */
        public static Place of(Path workspace) {
            return new Place(workspace.resolve("cache"), 0);
        }
    }

    private final PictureStore store;
    private final PictureReader reader;
    private final int side;

    /**
     * Opens a cache; a folder that cannot be used is no failure, see {@link #problem()}.
     *
     * @param place where pictures are kept
     * @param reader decodes what is not there
     * @param side extent of the pictures in pixels
     */
    public PictureCache(Place place, PictureReader reader, int side) {
        this.store = PictureStore.open(place.folder(), new PictureStore.Form(side, reader.decoder()),
                place.gigabytes());
        this.reader = reader;
        this.side = side;
    }

    /** Extent of the pictures in pixels. */
    public int side() {
        return side;
    }

    /** Whether a picture is there, as far as the entries say. */
    boolean contains(byte[] sha256) {
        return store.contains(sha256);
    }

    /** Takes up what other processes have added. */
    void refresh() {
        store.refresh();
    }

    /** Says how many pictures are about to be decoded. */
    void announce(int pictures) {
        store.announce(pictures);
    }

    /**
     * Decodes a picture and keeps it.
     *
     * @throws IOException if the radiograph cannot be decoded
     */
    Picture decode(byte[] sha256, RadiographEntry radiograph) throws IOException {
        Picture picture = reader.read(radiograph, side);
        store.put(sha256, picture.grey());
        return picture;
    }

    /** A picture that is there; empty if it is not, or damaged. */
    Optional<Picture> find(byte[] sha256) {
        return store.get(sha256);
    }

    /** Why decoded pictures are no longer kept, in the words after "the picture cache takes no more"; empty while they are. */
    public Optional<String> problem() {
        return store.problem();
    }

    @Override
    public void close() {
        store.close();
    }
}
