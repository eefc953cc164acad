package org.refers.model.workspace.export;

import java.io.IOException;
import java.util.List;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.annotation.DrawnMeasurement;

/** Takes markings one by one and writes them. */
public interface BoxSink {

    /**
     * What was written.
     *
     * @param files files
     * @param radiographs radiographs with boxes in them
     * @param boxes boxes, or maps where a format holds maps
     * @param labels readers' labels
     * @param measurements readers' measurements
     * @param leftOut what could not be written
     */
    record Written(int files, int radiographs, int boxes, int labels, int measurements, List<LeftOut> leftOut) {
    }

    /**
     * A radiograph whose boxes, or a radiograph or study whose labels or measurements, could not be written.
     *
     * @param radiograph pseudonymous key
     * @param reason one sentence
     */
    record LeftOut(String radiograph, String reason) {
    }

    /**
     * Whether markings of a radiograph can be written at all. One whose markings cannot is left out and listed, before anybody takes
     * the trouble to make them.
     */
    default boolean takes(RadiographEntry radiograph) throws IOException {
        return true;
    }

    /** Writes or keeps a marking. */
    void add(Marking marking) throws IOException;

    /** Writes or keeps a reader's label, or lists it as left out where the format has no place for it. */
    void add(Statement statement) throws IOException;

    /**
     * Writes or keeps a reader's measurement, or lists it as left out where the format has no place for it.
     *
     * @param radiograph what was measured on
     */
    void add(RadiographEntry radiograph, DrawnMeasurement measurement) throws IOException;

    /** Writes what is still to be written. */
    Written finish() throws IOException;
}
