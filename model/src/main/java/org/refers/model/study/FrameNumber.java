package org.refers.model.study;

/**
 * Which picture of a file this is.
 *
 * @param index counted from 0
 * @param count pictures in the file
 */
public record FrameNumber(int index, int count) {

    /** The picture of a file that holds one. */
    public static final FrameNumber ONLY = new FrameNumber(0, 1);

    /** Creates a number; it must be one of the file's. */
    public FrameNumber {
        if (index < 0 || index >= count) {
            throw new IllegalArgumentException("frame " + index + " of " + count);
        }
    }
}
