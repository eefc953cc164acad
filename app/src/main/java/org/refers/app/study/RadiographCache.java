package org.refers.app.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.refers.model.study.Radiograph;

/** The radiographs looked at last, so that going back is instant. Bounded by pixels, not by number. Any thread. */
final class RadiographCache {

    /** Eight radiographs of 3000 x 2500, 120 MB: a patient's studies and their neighbours. */
    private static final long MOST_PIXELS = 8L * 3000 * 2500;

    private final Map<Path, Radiograph> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long pixels;

    synchronized Optional<Radiograph> get(Path file) {
        return Optional.ofNullable(kept.get(file));
    }

    synchronized void put(Path file, Radiograph radiograph) {
        Radiograph before = kept.put(file, radiograph);
        pixels += radiograph.stored().length - (before == null ? 0 : before.stored().length);
        while (pixels > MOST_PIXELS && kept.size() > 1) {
            Path oldest = kept.keySet().iterator().next();
            Radiograph dropped = kept.remove(oldest);
            pixels -= dropped == null ? 0 : dropped.stored().length;
        }
    }
}
