package org.refers.training.weights;

import java.nio.file.Path;
import java.util.List;

/**
 * What was exported.
 *
 * @param names of the tensors in the file
 * @param card the description beside the file
 * @param sha256 of the file, lower-case hexadecimal
 */
public record Exported(List<String> names, Path card, String sha256) {

    /** Creates a result; the list is copied. */
    public Exported {
        names = List.copyOf(names);
    }

    /** What kind of file it is; its card tells how to open it. */
    enum Kind {
        /** A classifier with its preprocessing. */
        TORCHSCRIPT,
        /** A radiograph transformer under timm's names. */
        RADIOGRAPH_TRANSFORMER,
        /** A text encoder under Hugging Face's names. */
        TEXT_ENCODER
    }
}
