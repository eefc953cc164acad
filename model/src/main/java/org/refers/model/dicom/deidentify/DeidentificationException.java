package org.refers.model.dicom.deidentify;

import org.jspecify.annotations.Nullable;

/** A de-identification that cannot be done. The message is one sentence without a period, for the person who asked. */
public final class DeidentificationException extends Exception {

    private static final long serialVersionUID = 1L;

    DeidentificationException(String sentence) {
        this(sentence, null);
    }

    DeidentificationException(String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
    }
}
