package org.refers.model.dicom.deidentify;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** The files that a de-identification writes about its results, beside them. */
public final class RecordFiles {

    private static final Set<String> NAMES = Set.of(DeidentificationRecord.NAME, ReviewList.NAME);

    private RecordFiles() {
    }

    /** Whether a file is such a record. Another file of the name, in a folder that was not written so, is none. */
    public static boolean isRecord(Path file) {
        Path name = file.getFileName();
        return name != null && NAMES.contains(name.toString())
                && Files.isRegularFile(file.resolveSibling(DeidentificationRecord.NAME));
    }
}
