package org.refers.training.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.refers.model.workspace.RadiographEntry;

/**
 * The pictures of a run. All are decoded before the first step, with as many threads as the recipe's {@code workers}:
 * on a small machine decoding beside the step makes both slower. They stay in memory if they fit, else they are read
 * from the cache as they are needed.
 */
public final class PictureSet {

    /** Share of the heap that pictures may take; the rest belongs to batches, reports and the workspace. */
    private static final double SHARE_OF_HEAP = 0.3;

    private final PictureCache cache;
    private final Map<String, RadiographEntry> known = new ConcurrentHashMap<>();
    private final Map<String, Picture> held = new ConcurrentHashMap<>();
    private final Map<String, String> unreadable = new ConcurrentHashMap<>();
    private final boolean holdAll;

    private PictureSet(PictureCache cache, boolean holdAll) {
        this.cache = cache;
        this.holdAll = holdAll;
    }

    /** How a set is loaded: threads, who hears of progress, and who can end it. */
    public record Loading(int workers, IntConsumer progress, BooleanSupplier stop) {
    }

    /**
     * Decodes pictures.
     *
     * @param radiographs which
     * @param loading threads, progress (number decoded so far) and whether to end early
     * @return the set; radiographs that could not be read are in {@link #unreadable()}
     */
    public static PictureSet load(PictureCache cache, List<RadiographEntry> radiographs, Loading loading) {
        long bytes = (long) cache.side() * cache.side() * radiographs.size();
        PictureSet set = new PictureSet(cache, bytes < SHARE_OF_HEAP * Runtime.getRuntime().maxMemory());
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService pool = Executors.newFixedThreadPool(loading.workers())) {
            List<Future<?>> tasks = new ArrayList<>();
            for (RadiographEntry radiograph : radiographs) {
                tasks.add(pool.submit(() -> {
                    if (!loading.stop().getAsBoolean()) {
                        set.add(radiograph);
                        loading.progress().accept(done.incrementAndGet());
                    }
                }));
            }
            for (Future<?> task : tasks) {
                join(task);
            }
        }
        return set;
    }

    private static void join(Future<?> task) {
        try {
            task.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while pictures were decoded", interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("pictures could not be decoded", failed.getCause());
        }
    }

    private void add(RadiographEntry radiograph) {
        try {
            Picture picture = cache.get(radiograph);
            known.put(radiograph.id(), radiograph);
            if (holdAll) {
                held.put(radiograph.id(), picture);
            }
        } catch (IOException | IllegalArgumentException broken) {
            unreadable.put(radiograph.id(), String.valueOf(broken.getMessage()));
        }
    }

    /** Whether a radiograph's picture is there. */
    public boolean has(String id) {
        return known.containsKey(id);
    }

    /** The radiographs that could not be read: pseudonymous id to reason. */
    public Map<String, String> unreadable() {
        return Map.copyOf(unreadable);
    }

    /** Extent of the pictures in pixels. */
    public int side() {
        return cache.side();
    }

    /**
     * The picture of a radiograph.
     *
     * @throws IllegalStateException if it was readable at the start and no longer is
     */
    public Picture get(String id) {
        Picture picture = held.get(id);
        if (picture != null) {
            return picture;
        }
        RadiographEntry radiograph = known.get(id);
        if (radiograph == null) {
            throw new IllegalArgumentException("no picture of radiograph " + id);
        }
        try {
            return cache.get(radiograph);
        } catch (IOException gone) {
            throw new IllegalStateException("radiograph " + id + " can no longer be read", gone);
        }
    }
}
