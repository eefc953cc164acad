package org.refers.training.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.refers.model.store.AtomicFiles;

/**
 * The cached pictures of one geometry: a folder of {@link PictureSegment}s, read through memory mappings, with a
 * {@code geometry.json} that says what its pictures are. Any number of processes may read and fill it at once. What cannot be
 * read is as if it were not there; what cannot be written is told once and costs time alone.
 */
final class PictureStore implements AutoCloseable {

    /** Of the folder's files. */
    private static final int FORMAT = 2;
    /** Rises when the same file would be decoded to other grey levels. */
    private static final int DECODING = 2;
    private static final String GEOMETRY = "geometry.json";
    /** Large enough that a set of any size has few files, small enough to be removed one by one. */
    private static final int SEGMENT_BYTES = 64 << 20;
    private static final int MOST_ROWS = 1 << 16;
    /** Rows of a segment that takes pictures nobody announced: damaged ones, decoded again. */
    private static final int FEW_ROWS = 16;

    private final Path cache;
    private final Path folder;
    private final int side;
    private final double gigabytes;

    private final DigestTable table = new DigestTable();
    private final List<PictureSegment> segments = new ArrayList<>();
    /** Where reading of the entries that others write goes on, by file. */
    private final Map<Path, Long> read = new HashMap<>();
    private final Map<Path, Integer> numbers = new HashMap<>();
    private final Set<Integer> marked = new HashSet<>();

    private @Nullable CacheRoom room;
    private @Nullable CacheUse use;
    private @Nullable PictureSegment own;
    private int ownNumber;
    private int announced;
    private boolean closed;
    private Optional<String> problem = Optional.empty();

    /**
     * What pictures a folder holds.
     *
     * @param side extent in pixels
     * @param decoder who decoded them; empty for this program's own code
     */
    record Form(int side, String decoder) {

        private String folder() {
            String other = decoder.isEmpty() ? "" : "-" + decoder.replaceAll("[^a-zA-Z0-9+_.]", "_");
            return "pictures-v" + FORMAT + "-" + side + "-d" + DECODING + other;
        }
    }

    private PictureStore(Path cache, Form form, double gigabytes) {
        this.cache = cache.toAbsolutePath();
        this.folder = this.cache.resolve(form.folder());
        this.side = form.side;
        this.gigabytes = gigabytes;
    }

    /**
     * Opens the store of a geometry.
     *
     * @param cache the workspace's cache folder
     * @param form of the pictures
     * @param gigabytes limit of all that is in it, 0 for the usual one
     */
    static PictureStore open(Path cache, Form form, double gigabytes) {
        PictureStore store = new PictureStore(cache, form, gigabytes);
        store.begin();
        store.refresh();
        return store;
    }

    private void begin() {
        try {
            Files.createDirectories(folder);
            CacheRoom.forgetOldFormat(cache);
            if (!Files.exists(folder.resolve(GEOMETRY))) {
                AtomicFiles.writeString(folder.resolve(GEOMETRY), geometry().toPrettyString() + "\n");
            }
            use = CacheUse.begin(cache);
            room = CacheRoom.of(cache, gigabytes);
        } catch (IOException readOnly) {
            stopWriting("its folder cannot be written");
        }
    }

    /** What the pictures are; the folder's name says it too, the file says it to people and other programs. */
    private ObjectNode geometry() {
        return new ObjectMapper().createObjectNode().put("format", FORMAT).put("decoding", DECODING).put("rows", side)
                .put("columns", side).put("resampling", "antialiased, the whole field stretched to a square")
                .put("grey", "as displayed, 0 black to 255 white");
    }

    private boolean isKnown() {
        try {
            return new ObjectMapper().readTree(folder.resolve(GEOMETRY).toFile()).equals(geometry());
        } catch (IOException damaged) {
            return false;
        }
    }

    /** Takes up what other processes have added. */
    synchronized void refresh() {
        if (!Files.isDirectory(folder)) {
            return;
        }
        if (!isKnown()) {
            stopWriting("its geometry.json is damaged or of another version; delete the workspace's cache folder");
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.toString().endsWith(PictureSegment.PICTURES)).sorted()
                    .toList()) {
                refresh(file);
            }
        } catch (IOException unreadable) {
            stopWriting("its folder cannot be read");
        }
    }

    private void refresh(Path file) {
        try {
            Integer number = numbers.get(file);
            if (number == null) {
                Optional<PictureSegment> opened = PictureSegment.open(file, side);
                if (opened.isEmpty()) {
                    return;
                }
                number = add(opened.get());
                read.put(file, 0L);
            }
            Long from = read.get(file);
            if (from != null) {
                int segment = number;
                read.put(file, segments.get(segment).entries(from,
                        (digest, row, checksum) -> table.put(digest, segment, row, checksum)));
            }
        } catch (IOException gone) {
            // Removed by another process, or half made: as if it were not there.
        }
    }

    private int add(PictureSegment segment) {
        segments.add(segment);
        numbers.put(segment.file(), segments.size() - 1);
        return segments.size() - 1;
    }

    /** Says how many pictures are about to be added, so that segments have the right size. */
    synchronized void announce(int pictures) {
        announced = pictures;
    }

    /** Whether a picture is there; its segment is then kept from removal. */
    synchronized boolean contains(byte[] sha256) {
        int place = table.find(sha256);
        if (place < 0) {
            return false;
        }
        mark(table.segment(place));
        return true;
    }

    private void mark(int segment) {
        if (use != null && marked.add(segment)) {
            try {
                Path file = segments.get(segment).file();
                use.add(CacheRoom.name(file));
                CacheRoom.touch(file);
            } catch (IOException unmarked) {
                // At worst it is removed, and its pictures are decoded again.
            }
        }
    }

    /** A picture; empty if it is not there or damaged. */
    Optional<Picture> get(byte[] sha256) {
        PictureSegment segment;
        int row;
        int checksum;
        synchronized (this) {
            int place = table.find(sha256);
            if (place < 0) {
                return Optional.empty();
            }
            mark(table.segment(place));
            segment = segments.get(table.segment(place));
            row = table.row(place);
            checksum = table.checksum(place);
        }
        return segment.picture(row, checksum);
    }

    /** Adds a picture, or does not: see {@link #problem()}. */
    synchronized void put(byte[] sha256, byte[] grey) {
        if (problem.isPresent() || closed || room == null) {
            return;
        }
        try {
            PictureSegment target = own == null || own.isFull() ? next(room) : own;
            if (target != null) {
                int row = target.add(sha256, grey);
                announced = Math.max(0, announced - 1);
                table.put(sha256, ownNumber, row, PictureSegment.checksum(grey));
            }
        } catch (IOException full) {
            stopWriting("its disk is full or cannot be written");
        }
    }

    private @Nullable PictureSegment next(CacheRoom left) throws IOException {
        int capacity = Math.clamp(announced == 0 ? FEW_ROWS : announced, 1,
                Math.clamp(SEGMENT_BYTES / ((long) side * side), 1, MOST_ROWS));
        if (!left.make(PictureSegment.bytes(side, capacity))) {
            stopWriting("it may take no more room; cache_gb sets how much");
            return null;
        }
        if (own != null) {
            own.close();
        }
        PictureSegment made = PictureSegment.create(folder.resolve("segment-" + UUID.randomUUID()
                + PictureSegment.PICTURES), side, capacity);
        own = made;
        ownNumber = add(made);
        mark(ownNumber);
        return made;
    }

    private void stopWriting(String reason) {
        problem = Optional.of(problem.orElse(reason));
    }

    /** Why pictures are no longer added, in words that follow on "it takes no more pictures:"; empty while they are. */
    synchronized Optional<String> problem() {
        return problem;
    }

    /** Lets the segments be removed. */
    @Override
    public synchronized void close() {
        closed = true;
        try {
            for (PictureSegment segment : segments) {
                segment.close();
            }
            if (use != null) {
                use.close();
            }
        } catch (IOException unclosed) {
            // The lock goes with the process.
        }
        use = null;
    }
}
