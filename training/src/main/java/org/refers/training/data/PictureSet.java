package org.refers.training.data;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.refers.model.workspace.RadiographEntry;

/**
 * The pictures of a run. All that the cache lacks are decoded before the first step: what cannot be read must be left out
 * before anything is drawn. Then each picture is read from the cache when it is wanted; none stays in memory.
 */
public final class PictureSet implements AutoCloseable {

    /** Pictures decoded between two looks at what other processes have added. */
    private static final int LOOK_EVERY = 64;
    private static final byte READABLE = 1;

    private final PictureCache cache;
    private final RadiographList radiographs;
    private final IdTable positions;
    private final byte[] states;
    private final Map<String, String> unreadable = new ConcurrentHashMap<>();

    private PictureSet(PictureCache cache, RadiographList radiographs) {
        this.cache = cache;
        this.radiographs = radiographs;
        this.positions = new IdTable(radiographs);
        this.states = new byte[radiographs.size()];
    }

    /** How a set is loaded: threads, who hears of progress, and who can end it. */
    public record Loading(int workers, IntConsumer progress, BooleanSupplier stop) {
    }

    /** Decodes pictures that are in memory by their entries, see {@link #load(PictureCache, RadiographList, Loading)}. */
    public static PictureSet load(PictureCache cache, List<RadiographEntry> radiographs, Loading loading) {
        return load(cache, RadiographList.of(radiographs), loading);
    }

    /**
     * Decodes the pictures that the cache lacks.
     *
     * @param cache closed with the set
     * @param radiographs which
     * @param loading threads, progress (number that is there so far) and whether to end early
     * @return the set; radiographs that could not be read are in {@link #unreadable()}
     */
    public static PictureSet load(PictureCache cache, RadiographList radiographs, Loading loading) {
        PictureSet set = new PictureSet(cache, radiographs);
        int[] missing = set.missing();
        AtomicInteger done = new AtomicInteger(radiographs.size() - missing.length);
        if (done.get() > 0) {
            loading.progress().accept(done.get());
        }
        cache.announce(missing.length);
        set.decode(missing, loading, done);
        return set;
    }

    private int[] missing() {
        return IntStream.range(0, states.length).filter(position -> {
            boolean there = cache.contains(radiographs.digest(position));
            states[position] = there ? READABLE : 0;
            return !there;
        }).toArray();
    }

    private void decode(int[] missing, Loading loading, AtomicInteger done) {
        if (missing.length == 0) {
            return;
        }
        // Two processes that fill one cache begin at different places and meet what the other has done.
        int start = Math.floorMod(Long.hashCode(ProcessHandle.current().pid() * 0x9e3779b97f4a7c15L), missing.length);
        AtomicInteger next = new AtomicInteger();
        Runnable work = () -> {
            for (int i = next.getAndIncrement(); i < missing.length
                    && !loading.stop().getAsBoolean(); i = next.getAndIncrement()) {
                if (i % LOOK_EVERY == LOOK_EVERY - 1) {
                    cache.refresh();
                }
                ensure(missing[(start + i) % missing.length]);
                loading.progress().accept(done.incrementAndGet());
            }
        };
        int workers = Math.max(1, loading.workers());
        try (ExecutorService pool = Executors.newFixedThreadPool(workers)) {
            List<? extends Future<?>> tasks = IntStream.range(0, workers).mapToObj(worker -> pool.submit(work))
                    .toList();
            tasks.forEach(PictureSet::join);
        }
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

    private void ensure(int position) {
        try {
            byte[] digest = radiographs.digest(position);
            if (!cache.contains(digest)) {
                cache.decode(digest, radiographs.entry(position));
            }
            states[position] = READABLE;
        } catch (IOException | IllegalArgumentException broken) {
            unreadable.put(radiographs.id(position), String.valueOf(broken.getMessage()));
        }
    }

    /** Whether a radiograph's picture can be read. */
    public boolean has(String id) {
        int position = positions.find(id);
        return position >= 0 && states[position] == READABLE;
    }

    /** The radiographs that could not be read: pseudonymous id to reason. */
    public Map<String, String> unreadable() {
        return Map.copyOf(unreadable);
    }

    /** Whether a radiograph could not be read. */
    public boolean isUnreadable(String id) {
        return unreadable.containsKey(id);
    }

    /** Why pictures are decoded each time and not kept; empty if they are kept. */
    public Optional<String> problem() {
        return cache.problem();
    }

    /** Extent of the pictures in pixels. */
    public int side() {
        return cache.side();
    }

    /**
     * The picture of a radiograph; may be called from several threads.
     *
     * @throws LostDataException if it was readable at the start and no longer is
     */
    public Picture get(String id) {
        int position = positions.find(id);
        if (position < 0 || states[position] != READABLE) {
            throw new IllegalArgumentException("no picture of radiograph " + id);
        }
        byte[] digest = radiographs.digest(position);
        return cache.find(digest).orElseGet(() -> again(position, digest));
    }

    private Picture again(int position, byte[] digest) {
        try {
            return cache.decode(digest, radiographs.entry(position));
        } catch (IOException | IllegalArgumentException gone) {
            throw new LostDataException("Radiograph " + radiographs.id(position)
                    + " could be read at the start and no longer can: " + gone.getMessage() + ".", gone);
        }
    }

    @Override
    public void close() {
        cache.close();
    }

    /** Positions of keys by open addressing, without an object a key. */
    private static final class IdTable {

        private static final int NONE = -1;

        private final RadiographList list;
        private final int[] slots;

        IdTable(RadiographList list) {
            this.list = list;
            slots = new int[Integer.highestOneBit(Math.max(1, list.size())) * 4];
            Arrays.fill(slots, NONE);
            for (int position = 0; position < list.size(); position++) {
                slots[slot(list.id(position))] = position;
            }
        }

        int find(String id) {
            return slots[slot(id)];
        }

        private int slot(String id) {
            int mask = slots.length - 1;
            int slot = (int) Seeds.hash(id) & mask;
            while (slots[slot] != NONE && !list.id(slots[slot]).equals(id)) {
                slot = slot + 1 & mask;
            }
            return slot;
        }
    }
}
