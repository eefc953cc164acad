package org.refers.training.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.data.Picture;
import org.refers.training.data.PictureCache;
import org.refers.training.data.PictureSet;
import org.refers.training.data.PictureSet.Loading;
import org.refers.training.data.RadiographPictures;

/** Times how a run's pictures get into memory: decoded from the radiographs' files, and read again from the cache. */
public final class LoadBench {

    /**
     * What came out.
     *
     * @param radiographs read
     * @param unreadable left out
     * @param side of the pictures in pixels
     * @param decodedPerSecond radiographs decoded, resized and written to the cache in a second
     * @param cachedPerSecond pictures read from the cache in a second
     * @param peakBytes most memory of this process
     */
    public record Result(int radiographs, int unreadable, int side, double decodedPerSecond, double cachedPerSecond,
            OptionalLong peakBytes) {
    }

    private LoadBench() {
    }

    /**
     * Measures on the training side of a workspace, with a cache of its own in a folder that is empty and is empty again
     * afterwards.
     *
     * @param side of the pictures in pixels
     * @param workers threads that decode
     * @param most radiographs to take
     */
    public static Result run(Workspace workspace, int side, int workers, int most)
            throws WorkspaceException, IOException {
        List<RadiographEntry> radiographs = workspace.studies(Split.TRAIN).stream()
                .flatMap(study -> study.radiographs().stream()).filter(RadiographEntry::isProjection).limit(most)
                .toList();
        Path folder = Files.createTempDirectory("refers-bench");
        try {
            PictureCache cache = new PictureCache(folder, new RadiographPictures(), side);
            long start = System.nanoTime();
            PictureSet decoded = load(cache, radiographs, workers);
            long between = System.nanoTime();
            PictureSet again = load(cache, radiographs, workers);
            long sum = 0;
            for (RadiographEntry radiograph : radiographs) {
                sum += again.has(radiograph.id()) ? checked(again.get(radiograph.id())) : 0;
            }
            long end = System.nanoTime();
            assert sum >= 0;
            int read = radiographs.size() - decoded.unreadable().size();
            return new Result(read, decoded.unreadable().size(), side, read / ((between - start) / 1e9),
                    read / ((end - between) / 1e9), PeakMemory.bytes());
        } finally {
            forget(folder);
        }
    }

    private static PictureSet load(PictureCache cache, List<RadiographEntry> radiographs, int workers) {
        return PictureSet.load(cache, radiographs, new Loading(workers, done -> {
            // The whole is timed, not its progress.
        }, () -> false));
    }

    private static int checked(Picture picture) {
        return picture.side();
    }

    private static void forget(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
