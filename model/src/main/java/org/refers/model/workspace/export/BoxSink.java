package org.refers.model.workspace.export;

import java.io.IOException;
import java.util.List;

/** Takes markings one by one and writes them. */
public interface BoxSink {

    /**
     * What was written.
     *
     * @param files files
     * @param radiographs radiographs with boxes in them
     * @param boxes boxes, or maps where a format holds maps
     * @param leftOut what could not be written
     */
    record Written(int files, int radiographs, int boxes, List<LeftOut> leftOut) {
    }

    /**
     * A radiograph whose boxes could not be written.
     *
     * @param radiograph pseudonymous key
     * @param reason one sentence
     */
    record LeftOut(String radiograph, String reason) {
    }

    /** Writes or keeps a marking. */
    void add(Marking marking) throws IOException;

    /** Writes what is still to be written. */
    Written finish() throws IOException;
}
