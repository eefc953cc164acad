package org.refers.app.machine;

import java.io.IOException;
import java.util.List;

/** A tool that is installed and did not do its work; its message is what it printed. */
public final class ToolFailedException extends IOException {

    private static final long serialVersionUID = 1;

    /**
     * Creates the failure.
     *
     * @param how how the tool ended, such as {@code nvidia-smi ended with 9}
     * @param printed what it printed
     */
    public ToolFailedException(String how, List<String> printed) {
        super(printed.isEmpty() ? how : how + ": " + String.join(" ", printed.subList(0, Math.min(2, printed.size()))));
    }
}
