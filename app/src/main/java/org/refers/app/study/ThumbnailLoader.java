package org.refers.app.study;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.Outcome;
import org.refers.viewer.browser.BrowserView;
import org.refers.viewer.browser.ThumbnailSource;
import org.refers.viewer.image.Thumbnails;

/** Makes thumbnails in the background and keeps the last ones. Used on the JavaFX thread. */
final class ThumbnailLoader implements ThumbnailSource {

    /** Twice the size shown, so that they are sharp on dense screens. */
    static final int SIDE = 112;

    /** 25 MB of pixels: a few screens of rows. */
    private static final int MOST = 500;

    private final BackgroundTasks tasks;
    private final RadiographSource source;
    private final Files fileOf;
    private final Map<String, Image> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Image> eldest) {
            return size() > MOST;
        }
    };

    /** Finds the file of a radiograph, in the background. */
    @FunctionalInterface
    interface Files {
        Optional<Path> of(String radiographId) throws Exception;
    }

    ThumbnailLoader(BackgroundTasks tasks, RadiographSource source, Files fileOf) {
        this.tasks = tasks;
        this.source = source;
        this.fileOf = fileOf;
    }

    @Override
    public void request(BrowserView view, Consumer<Image> ready) {
        Optional<Image> known = Optional.ofNullable(kept.get(view.id()));
        if (known.isPresent()) {
            ready.accept(known.get());
            return;
        }
        tasks.run(Lane.THUMBNAILS, progress -> {
            Optional<Path> file = fileOf.of(view.id());
            return file.isEmpty() ? new int[0] : Thumbnails.render(source.read(file.get()), SIDE);
        }, Outcome.of(pixels -> {
            if (pixels.length > 0) {
                Image image = image(pixels);
                kept.put(view.id(), image);
                ready.accept(image);
            }
        }, unreadable -> {
            // The row stays without a picture; opening the radiograph says why.
        }));
    }

    private static Image image(int[] pixels) {
        WritableImage image = new WritableImage(SIDE, SIDE);
        image.getPixelWriter().setPixels(0, 0, SIDE, SIDE, PixelFormat.getIntArgbInstance(), pixels, 0, SIDE);
        return image;
    }
}
