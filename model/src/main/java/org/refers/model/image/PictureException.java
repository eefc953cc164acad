package org.refers.model.image;

/** What is wrong with a PNG or JPEG file, to be completed with the file's name. */
final class PictureException extends Exception {

    private static final long serialVersionUID = 1L;

    PictureException(String problem) {
        super(problem);
    }

    PictureException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
