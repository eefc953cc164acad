package org.refers.app.annotation;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.refers.model.finding.ReaderBox;

/** A model that reads radiographs as readers do. What takes long is called in the background. */
public interface ModelReader {

    /** The findings that it knows. */
    List<String> findings();

    /** The files of the radiographs on which it may be held against readers, by key: none that it learned from. */
    Map<String, Path> radiographs() throws Exception;

    /**
     * Boxes what it calls present.
     *
     * @param reader the name under which it reads
     * @param wanted those of its findings that readers box
     */
    List<ReaderBox> read(String reader, Path file, Set<String> wanted) throws Exception;
}
