package org.refers.app.doctor;

import java.io.IOException;
import java.util.List;

/** Finds out, in words, whether this machine can do what the program is for. */
@FunctionalInterface
public interface MachineCheck {

    /** Where nothing can be found out, such as in a test. */
    MachineCheck NONE = watch -> new Verdict(false, "", List.of());

    /**
     * What was found.
     *
     * @param ready whether it can train
     * @param words the verdict in a sentence; empty: nothing was found out
     * @param advice what to do about each thing that is wrong
     */
    record Verdict(boolean ready, String words, List<String> advice) {
        /** Copies the list. */
        public Verdict {
            advice = List.copyOf(advice);
        }
    }

    /**
     * Looks. It takes seconds; not on the JavaFX thread.
     *
     * @param watch hears of each link as it comes, on the calling thread
     * @throws IOException if there was no verdict
     */
    Verdict check(DoctorWatch watch) throws IOException;
}
