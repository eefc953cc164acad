package org.refers.app.study;

import java.nio.file.Path;
import org.refers.model.dicom.DecodeWatch;
import org.refers.model.image.RadiographException;
import org.refers.model.study.Radiograph;

/** Reads the pixels of a file. Called in the background only. */
@FunctionalInterface
public interface RadiographSource {

    /** Reads a radiograph; the exception's message is a sentence for the user. */
    Radiograph read(Path file) throws RadiographException;

    /**
     * Reads a radiograph under a watch, which a source may leave alone.
     *
     * @throws java.util.concurrent.CancellationException if the watch says that nobody waits
     */
    default Radiograph read(Path file, DecodeWatch watch) throws RadiographException {
        return read(file);
    }
}
