package org.refers.training.data;

import java.io.IOException;
import org.refers.model.workspace.RadiographEntry;

/** Decodes a radiograph to a small square grey picture. Implementations may be called from several threads. */
@FunctionalInterface
public interface PictureReader {

    /**
     * Reads a radiograph.
     *
     * @param side extent of the picture in pixels; the aspect is not kept
     * @throws IOException if the file cannot be read as a radiograph; the message says why in one sentence
     */
    Picture read(RadiographEntry radiograph, int side) throws IOException;

    /** Who decodes, where it is not this program's own code: others' pictures may differ in a level and are kept apart. */
    default String decoder() {
        return "";
    }
}
