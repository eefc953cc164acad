package org.refers.model.dicom;

/** Whoever waits for pixels: is told how far they are, and says whether they are still wanted. */
@FunctionalInterface
public interface DecodeWatch {

    /** Waits to the end and does not look. */
    DecodeWatch NONE = share -> true;

    /**
     * Called now and then while a frame is decoded, on any thread; decoders that are done soon do not call it.
     *
     * @param share done, 0 to 1
     * @return whether to go on; if not, decoding ends soon with a {@link java.util.concurrent.CancellationException}
     */
    boolean goesOn(double share);
}
