package org.refers.app.machine;

/** Hears how far a probe is while it goes on. */
public interface ProbeWatch {

    /** Something begins that may take long, in words with a capital. */
    void begins(String words);

    /** News came: all that is known by now. */
    void reached(ProbeOutcome soFar);
}
