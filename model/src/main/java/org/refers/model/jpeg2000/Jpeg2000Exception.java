package org.refers.model.jpeg2000;

import java.util.Objects;

/** A codestream that cannot be decoded. The message goes on after "a JPEG 2000 stream that": "is cut off". */
public final class Jpeg2000Exception extends Exception {

    private static final long serialVersionUID = 1L;

    Jpeg2000Exception(String problem) {
        super(problem);
    }

    static Jpeg2000Exception cutOff() {
        return new Jpeg2000Exception("is cut off");
    }

    static Jpeg2000Exception senseless() {
        return new Jpeg2000Exception("has a header that makes no sense");
    }

    /** The problem; unlike other exceptions' messages it is always there. */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }
}
