package org.refers.model.weights;

import java.io.IOException;
import java.util.List;
import java.util.SequencedMap;

/** Named arrays of real numbers in a foreign file; names and shapes are in memory, values are read when asked for. */
public interface WeightFile extends AutoCloseable {

    /** The form of the file, in words for people. */
    String format();

    /** Shapes by the names the file gives, in its order; arrays of other than real numbers are not among them. */
    SequencedMap<String, List<Long>> shapes();

    /**
     * The values of an array, row-major, as 32-bit floats.
     *
     * @throws IOException if the file cannot be read, is damaged, or has no array of that name
     */
    float[] floats(String name) throws IOException;

    @Override
    void close() throws IOException;
}
