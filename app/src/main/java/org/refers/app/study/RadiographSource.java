package org.refers.app.study;

import java.nio.file.Path;
import org.refers.model.image.RadiographException;
import org.refers.model.study.Radiograph;

/** Reads the pixels of a file. Called in the background only. */
@FunctionalInterface
public interface RadiographSource {

    /** Reads a radiograph; the exception's message is a sentence for the user. */
    Radiograph read(Path file) throws RadiographException;
}
