package org.refers.app.panel;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.refers.app.study.RadiographSource;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;
import org.refers.model.workspace.RadiographEntry;
import org.refers.viewer.image.Thumbnails;

/** Pictures of the panel's radiographs, made in the background and kept, since only what lies over them changes. */
final class PanelPictures {

    /** Twice the size shown, so that they are sharp on dense screens. */
    static final int SIDE = 480;

    /** 22 MB of pixels. */
    private static final int MOST = 24;

    private final BackgroundTasks tasks;
    private final RadiographSource source;
    private final Map<String, int[]> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, int[]> eldest) {
            return size() > MOST;
        }
    };

    PanelPictures(BackgroundTasks tasks, RadiographSource source) {
        this.tasks = tasks;
        this.source = source;
    }

    /**
     * Hands over a picture, at once if it is kept.
     *
     * @param ready gets {@code SIDE * SIDE} opaque ARGB; nothing for a file that cannot be read
     */
    void request(RadiographEntry radiograph, Consumer<Optional<int[]>> ready) {
        Optional<int[]> known = Optional.ofNullable(kept.get(radiograph.id()));
        if (known.isPresent()) {
            ready.accept(known);
            return;
        }
        tasks.run(Lane.THUMBNAILS, progress -> Thumbnails.render(source.read(radiograph.file()), SIDE),
                Outcome.of(pixels -> {
                    kept.put(radiograph.id(), pixels);
                    ready.accept(Optional.of(pixels));
                }, unreadable -> ready.accept(Optional.empty())));
    }
}
