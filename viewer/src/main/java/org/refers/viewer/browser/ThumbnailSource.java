package org.refers.viewer.browser;

import java.util.function.Consumer;
import javafx.scene.image.Image;

/** Where the browser gets its thumbnails. Only those that are seen are asked for. */
@FunctionalInterface
public interface ThumbnailSource {

    /**
     * Asks for a thumbnail.
     *
     * @param view which radiograph
     * @param ready called on the JavaFX thread, at once or later; never if the file cannot be read
     */
    void request(BrowserView view, Consumer<Image> ready);
}
