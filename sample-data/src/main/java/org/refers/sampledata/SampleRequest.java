package org.refers.sampledata;

import java.nio.file.Path;

/**
 * What to write.
 *
 * @param out folder, absent or empty
 * @param studies how many, 1 to 99,999
 * @param seed everything follows from it
 * @param threads how many work at the same time; the bytes do not depend on it
 */
public record SampleRequest(Path out, int studies, long seed, int threads) {

    /** Enough for a first look, and made in seconds. */
    public static final int DEFAULT_STUDIES = 200;
    /** The seed where nobody names one. */
    public static final long DEFAULT_SEED = 1;
    private static final int MOST_STUDIES = 99_999;

    /** Creates a request; counts are checked. */
    public SampleRequest {
        if (studies < 1 || studies > MOST_STUDIES) {
            throw new IllegalArgumentException(
                    "The number of studies must be 1 to " + MOST_STUDIES + ", not " + studies + ".");
        }
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads must be at least 1, not " + threads + ".");
        }
    }

    /** A request with as many threads as the machine has cores. */
    public SampleRequest(Path out, int studies, long seed) {
        this(out, studies, seed, Math.max(1, Runtime.getRuntime().availableProcessors()));
    }
}
