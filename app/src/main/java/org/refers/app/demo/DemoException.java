package org.refers.app.demo;

import org.jspecify.annotations.Nullable;

/** The demo ended early, told in one sentence. */
public final class DemoException extends Exception {

    private static final long serialVersionUID = 1;

    private final boolean inputAtFault;

    private DemoException(boolean inputAtFault, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.inputAtFault = inputAtFault;
    }

    static DemoException input(String sentence) {
        return new DemoException(true, sentence, null);
    }

    static DemoException fault(String sentence, Throwable cause) {
        return new DemoException(false, sentence, cause);
    }

    /** Whether what was asked for is wrong, rather than the program or the machine. */
    public boolean isInputAtFault() {
        return inputAtFault;
    }
}
