package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;

/** Lets the tests of hostile files reach readers that only importers use. */
public final class ImporterDoor {

    private ImporterDoor() {
    }

    /** Reads a report of Open-i. */
    public static String openI(Path file) throws IOException {
        return OpenIReport.read(file).findings();
    }

    /** Reads a report's text. */
    public static String report(Path file) throws IOException {
        return TextFiles.report(file);
    }

    /** Reads what a person drew from a table, a COCO file or a DICOM object, as the window does; refused where it says nothing. */
    public static int annotations(Path file) throws IOException {
        AnnotationFiles files = new AnnotationFiles();
        files.read(file);
        if (files.stated().isEmpty()) {
            throw new IOException(files.rejected().isEmpty() ? "says nothing" : files.rejected().getFirst().reason());
        }
        return files.stated().size();
    }
}
