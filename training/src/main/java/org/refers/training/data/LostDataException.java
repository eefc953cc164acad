package org.refers.training.data;

import org.jspecify.annotations.Nullable;

/** Data that could be read when a run began and no longer can; the message is one sentence and names pseudonyms alone. */
public final class LostDataException extends IllegalStateException {

    private static final long serialVersionUID = 1;

    LostDataException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
