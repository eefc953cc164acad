package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;

/** Reads one form in which studies come. */
interface SourceImporter {

    /** Name of the kind on the command line. */
    String kind();

    /** Whether a folder looks like this kind; looks at a few names and headers only. */
    boolean recognises(Path source) throws IOException;

    /**
     * Reads the source and adds its studies through the session.
     *
     * @throws ImportException if there is nothing to import, or a table everything rests on cannot be read
     */
    void read(ImportSession session) throws ImportException, IOException;
}
