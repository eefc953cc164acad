package org.refers.training.compute;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A device or the machine that has run out of memory, which PyTorch tells in words alone. */
public final class MemoryFault {

    /** Of the processor's allocator on Linux and macOS, of that on Windows, of C++, and of CUDA and its libraries. */
    private static final List<String> WORDS = List.of("can't allocate memory", "not enough memory", "bad_alloc",
            "cuda out of memory", "cuda error: out of memory", "cublas_status_alloc_failed",
            "cudnn_status_alloc_failed", "cannot reserve");

    private MemoryFault() {
    }

    /** Whether memory ran out, be it told by PyTorch or by Java. */
    public static boolean is(Throwable problem) {
        int depth = 0;
        for (Throwable cause = problem; cause != null && depth < 10; cause = cause.getCause()) {
            if (cause instanceof OutOfMemoryError || says(cause)) {
                return true;
            }
            depth++;
        }
        return false;
    }

    private static boolean says(Throwable cause) {
        String message = Optional.ofNullable(cause.getMessage()).orElse("").toLowerCase(Locale.ROOT);
        return cause instanceof RuntimeException && WORDS.stream().anyMatch(message::contains);
    }
}
