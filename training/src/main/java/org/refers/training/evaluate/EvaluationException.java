package org.refers.training.evaluate;

/** An evaluation that cannot be made, told in one sentence. */
public final class EvaluationException extends Exception {

    private static final long serialVersionUID = 1;

    EvaluationException(String sentence) {
        super(sentence);
    }

    EvaluationException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
