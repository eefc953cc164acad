package org.refers.viewer.browser;

import java.util.function.Consumer;
import javafx.scene.image.Image;
import org.refers.model.workspace.RadiographEntry;

/** Where the browser gets its thumbnails. Only those that are seen are asked for. */
@FunctionalInterface
public interface ThumbnailSource {

    /**
     * Asks for a thumbnail.
     *
     * @param entry which radiograph
     * @param ready called on the JavaFX thread, at once or later; never if the file cannot be read
     */
    void request(RadiographEntry entry, Consumer<Image> ready);
}
