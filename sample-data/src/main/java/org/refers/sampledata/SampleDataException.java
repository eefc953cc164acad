package org.refers.sampledata;

/** Sample data cannot be written; the message is one sentence for people: what, where, and what to do. */
public final class SampleDataException extends Exception {

    private static final long serialVersionUID = 1;

    /** Creates the failure. */
    public SampleDataException(String sentence) {
        super(sentence);
    }

    /** Creates the failure, with what caused it. */
    public SampleDataException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
