package org.refers.app.study;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.refers.model.dicom.DecodeWatch;
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

    /** What is read ahead is let go when another study is chosen; often that is the one it was read for. */
    private static final long GRACE_NANOS = 500_000_000;

    private final RadiographSource source;
    private final long mostPixels;
    private final Map<Path, Radiograph> kept = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Path, Reading> running = new HashMap<>();
    private long pixels;

    RadiographReads(RadiographSource source, long mostPixels) {
        this.source = source;
        this.mostPixels = mostPixels;
    }

    /** What is in memory already; fit for the screen's thread. */
    synchronized Optional<Radiograph> kept(RadiographEntry entry) {
        return Optional.ofNullable(kept.get(entry.file()));
    }

    /**
     * Reads a radiograph, or waits for whoever reads it. In the background only.
     *
     * @param watch told how far it is; if it wants no more, and nobody else does, decoding ends a moment later
     * @throws CancellationException if decoding ended so
     */
    Radiograph read(RadiographEntry entry, DecodeWatch watch) throws RadiographException, InterruptedException {
        while (true) {
            Reading reading;
            boolean mine;
            synchronized (this) {
                Radiograph known = kept.get(entry.file());
                if (known != null) {
                    return known;
                }
                Reading other = running.get(entry.file());
                mine = other == null;
                reading = other == null ? new Reading(entry) : other;
                running.put(entry.file(), reading);
                reading.watches.add(watch);
            }
            try {
                return finish(entry, reading, mine);
            } catch (CancellationException left) {
                // Whoever came while the one before was leaving begins anew.
                if (!watch.goesOn(0)) {
                    throw left;
                }
            }
        }
    }

    private Radiograph finish(RadiographEntry entry, Reading reading, boolean mine)
            throws RadiographException, InterruptedException {
        if (mine) {
            reading.task.run();
        }
        try {
            Radiograph read = reading.task.get();
            keep(entry.file(), read);
            return read;
        } catch (ExecutionException failed) {
            throw asThrown(failed);
        } finally {
            synchronized (this) {
                running.remove(entry.file(), reading);
            }
        }
    }

    /** A file that is being read, and all who wait for it. */
    private final class Reading {

        private final FutureTask<Radiograph> task;
        private final List<DecodeWatch> watches = new CopyOnWriteArrayList<>();
        private OptionalLong deserted = OptionalLong.empty();

        Reading(RadiographEntry entry) {
            task = new FutureTask<>(() -> placed(source.read(entry.file(), this::goesOn), entry.view()));
        }

        /** Called by any of the decoder's threads. */
        private synchronized boolean goesOn(double share) {
            watches.removeIf(watch -> !watch.goesOn(share));
            if (!watches.isEmpty()) {
                deserted = OptionalLong.empty();
                return true;
            }
            long now = System.nanoTime();
            long since = deserted.orElse(now);
            deserted = OptionalLong.of(since);
            return now - since < GRACE_NANOS;
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
