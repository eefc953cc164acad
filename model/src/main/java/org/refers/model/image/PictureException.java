package org.refers.model.image;

import java.util.Objects;

/** What is wrong with a PNG or JPEG file, to be completed with the file's name. */
final class PictureException extends Exception {

    private static final long serialVersionUID = 1L;

    PictureException(String problem) {
        super(problem);
    }

    PictureException(String problem, Throwable cause) {
        super(problem, cause);
    }

    /** The whole sentence; unlike other exceptions' messages it is always there. */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }
}
