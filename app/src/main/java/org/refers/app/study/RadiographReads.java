package org.refers.app.study;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.refers.model.image.RadiographException;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.workspace.RadiographEntry;

/**
 * Reads radiographs and keeps the last ones, bounded by pixels and not by number. A file that two threads ask for at once is
 * read once: the study that is opened waits for what was begun ahead of it. Any thread.
 */
final class RadiographReads {

    /**
     * Twelve radiographs of 3000 x 2500, 180 MB: four panes of this study, of the next one and of the one before.
     */
    static final long MOST_PIXELS = 12L * 3000 * 2500;

    private final RadiographSource source;
    private final long mostPixels;
    private final Map<Path, Radiograph> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Path, FutureTask<Radiograph>> running = new HashMap<>();
    private long pixels;

    RadiographReads(RadiographSource source, long mostPixels) {
        this.source = source;
        this.mostPixels = mostPixels;
    }

    /** What is in memory already; fit for the screen's thread. */
    synchronized Optional<Radiograph> kept(RadiographEntry entry) {
        return Optional.ofNullable(kept.get(entry.file()));
    }

    /** Reads a radiograph, or waits for whoever reads it. In the background only. */
    Radiograph read(RadiographEntry entry) throws RadiographException, InterruptedException {
        FutureTask<Radiograph> task;
        boolean mine;
        synchronized (this) {
            Radiograph known = kept.get(entry.file());
            if (known != null) {
                return known;
            }
            FutureTask<Radiograph> other = running.get(entry.file());
            mine = other == null;
            task = other == null ? new FutureTask<>(() -> placed(source.read(entry.file()), entry.view())) : other;
            running.put(entry.file(), task);
        }
        if (mine) {
            task.run();
        }
        try {
            Radiograph read = task.get();
            keep(entry.file(), read);
            return read;
        } catch (ExecutionException failed) {
            throw asThrown(failed);
        } finally {
            synchronized (this) {
                running.remove(entry.file(), task);
            }
        }
    }

    private static RadiographException asThrown(ExecutionException failed) {
        return switch (failed.getCause()) {
            case RadiographException told -> told;
            case RuntimeException fault -> throw fault;
            case Error fault -> throw fault;
            case null, default -> throw new IllegalStateException(failed);
        };
    }

    private synchronized void keep(Path file, Radiograph radiograph) {
        Radiograph before = kept.put(file, radiograph);
        pixels += radiograph.stored().length - (before == null ? 0 : before.stored().length);
        while (pixels > mostPixels && kept.size() > 1) {
            Path oldest = kept.keySet().iterator().next();
            Radiograph dropped = kept.remove(oldest);
            pixels -= dropped == null ? 0 : dropped.stored().length;
        }
    }

    /** PNG and JPEG files do not say their view; the workspace often knows it from a table. */
    private static Radiograph placed(Radiograph read, ViewPosition known) {
        return known == ViewPosition.UNKNOWN || known == read.view() ? read : read.seenFrom(known);
    }
}
