package org.refers.model.dicom;

import java.nio.file.Path;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A DICOM file that cannot be used. The message is one sentence for a person: the file's name (never its folder, which
 * may name a patient), the attribute concerned, what was found and what was expected.
 */
public final class DicomException extends Exception {

    private static final long serialVersionUID = 1L;

    private final String file;
    private final int tag;
    private final boolean tagged;
    private final String problem;

    private DicomException(String file, int tag, boolean tagged, String problem, @Nullable Throwable cause) {
        super(sentence(file, tag, tagged, problem), cause);
        this.file = file;
        this.tag = tag;
        this.tagged = tagged;
        this.problem = problem;
    }

    /** A problem of the file as a whole. */
    public DicomException(String problem) {
        this("", 0, false, problem, null);
    }

    /** A problem with another error behind it. */
    public DicomException(String problem, Throwable cause) {
        this("", 0, false, problem, cause);
    }

    /** A problem of one attribute. */
    public DicomException(int tag, String problem) {
        this("", tag, true, problem, null);
    }

    /** The same problem with the name of the file in front, unless a file is named already. */
    public DicomException in(Path path) {
        if (!file.isEmpty()) {
            return this;
        }
        Path name = path.getFileName();
        return new DicomException(name == null ? "file" : name.toString(), tag, tagged, problem, this);
    }

    /** What is wrong, without the file's and the attribute's name in front. */
    public String problem() {
        return problem;
    }

    /** The attribute concerned, if it is one attribute's problem. */
    public OptionalInt tag() {
        return tagged ? OptionalInt.of(tag) : OptionalInt.empty();
    }

    private static String sentence(String file, int tag, boolean tagged, String problem) {
        return (file.isEmpty() ? "" : file + ": ") + (tagged ? Tags.describe(tag) + " " : "") + problem;
    }

    /** The whole sentence; unlike other exceptions' messages it is always there. */
    @Override
    public String getMessage() {
        return Objects.requireNonNullElse(super.getMessage(), "");
    }
}
