package org.refers.sampledata;

/** Told how far the writing is; called from one thread at a time. */
@FunctionalInterface
public interface SampleProgress {

    /** {@code done} of {@code total} studies are written. */
    void written(int done, int total);
}
