package org.refers.training.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The room that a workspace's cached pictures may take. When it is used up, the segments that no run uses go, those first that
 * were opened longest ago.
 *
 * @param cache the workspace's cache folder
 * @param limit most bytes of all segments together
 */
record CacheRoom(Path cache, long limit) {

    private static final double GIGABYTE = 1e9;
    private static final String OLD_FORMAT = "pictures-v1-";

    /** A segment with its size and the time of its last use. */
    private record Segment(Path file, long bytes, FileTime used) {
    }

    /**
     * The room that a recipe gives.
     *
     * @param gigabytes limit; 0: what the cache takes already and half of what is left on its disk, since a fixed number would be
     *     too much for one machine and too little for another
     */
    static CacheRoom of(Path cache, double gigabytes) throws IOException {
        if (gigabytes > 0) {
            return new CacheRoom(cache, (long) (gigabytes * GIGABYTE));
        }
        long there = segments(cache).stream().mapToLong(Segment::bytes).sum();
        return new CacheRoom(cache, there + Files.getFileStore(cache).getUsableSpace() / 2);
    }

    /** Makes room; false if segments in use take it all. */
    boolean make(long bytes) throws IOException {
        List<Segment> segments = new ArrayList<>(segments(cache));
        long taken = segments.stream().mapToLong(Segment::bytes).sum();
        if (taken + bytes <= limit) {
            return true;
        }
        Set<String> used = CacheUse.all(cache);
        segments.removeIf(segment -> used.contains(name(segment.file)));
        segments.sort(Comparator.comparing(Segment::used));
        for (Segment segment : segments) {
            if (taken + bytes <= limit) {
                break;
            }
            Files.deleteIfExists(segment.file);
            Files.deleteIfExists(sibling(segment.file));
            taken -= segment.bytes;
        }
        return taken + bytes <= limit;
    }

    /** How a segment is called in the files of {@link CacheUse}: folder and file. */
    static String name(Path segment) {
        return segment.getName(segment.getNameCount() - 2) + "/" + segment.getFileName();
    }

    /** Notes that a segment is used now. */
    static void touch(Path segment) throws IOException {
        Files.setLastModifiedTime(sibling(segment), FileTime.fromMillis(System.currentTimeMillis()));
    }

    private static Path sibling(Path segment) {
        return segment.resolveSibling(
                String.valueOf(segment.getFileName()).replace(PictureSegment.PICTURES, PictureSegment.ENTRIES));
    }

    private static List<Segment> segments(Path cache) throws IOException {
        List<Segment> segments = new ArrayList<>();
        for (Path folder : list(cache)) {
            for (Path file : Files.isDirectory(folder) ? list(folder) : List.<Path>of()) {
                // What another process removes meanwhile is not counted.
                if (file.toString().endsWith(PictureSegment.PICTURES) && Files.exists(sibling(file))) {
                    segments.add(new Segment(file, Files.size(file), Files.getLastModifiedTime(sibling(file))));
                }
            }
        }
        return segments;
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        }
    }

    /** Removes what versions before this one left, a file a picture, which nobody reads any more. */
    static void forgetOldFormat(Path cache) throws IOException {
        for (Path folder : list(cache)) {
            if (String.valueOf(folder.getFileName()).startsWith(OLD_FORMAT)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                        Files.deleteIfExists(file);
                    }
                }
            }
        }
    }
}
