package org.refers.model.workspace;

import java.nio.file.Path;

/**
 * A folder that studies came from.
 *
 * @param kind kind of importer that read it
 * @param root the folder as it was given, absolute; files are stored relative to it
 * @param collection name of the published collection the patients' and studies' numbers belong to; empty for own data,
 *     whose numbers are made pseudonymous with the workspace's secret
 */
public record SourceEntry(String kind, Path root, String collection) {

    /** Creates a source; the folder is made absolute, links in it stay as they are. */
    public SourceEntry {
        root = root.toAbsolutePath().normalize();
    }
}
