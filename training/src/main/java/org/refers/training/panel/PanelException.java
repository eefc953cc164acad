package org.refers.training.panel;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file of a panel that cannot be read; the message is a clause that names it by its place in the run's folder. */
public final class PanelException extends IOException {

    private static final long serialVersionUID = 1;

    PanelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
