package org.refers.model.image;

import java.nio.file.Path;

/** A picture file that cannot be used. The message is one sentence that begins with the file's name, without its folder. */
public final class RadiographException extends Exception {

    private static final long serialVersionUID = 1L;

    /** Names the file and what is wrong with it. */
    public RadiographException(Path file, String problem) {
        super(nameOf(file) + ": " + problem);
    }

    /** Passes on another exception's sentence, which names the file already. */
    RadiographException(String sentence, Throwable cause) {
        super(sentence, cause);
    }

    RadiographException(Path file, String problem, Throwable cause) {
        super(nameOf(file) + ": " + problem, cause);
    }

    private static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? "file" : name.toString();
    }
}
