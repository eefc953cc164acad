package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.refers.model.dicom.DicomDirectory;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.FileSet;
import org.refers.model.text.Counted;

/**
 * What a DICOMDIR says of the folder it lies in. The import reads every file of the folder by itself, so that the list adds no
 * picture; but it tells which ones were lost on the way from the disc.
 */
final class DiscContents {

    /** Where a whole folder was not copied, more names tell nothing more. */
    private static final int MOST_NAMED = 20;

    private DiscContents() {
    }

    /** Tells the session what is listed, and which of it is not there. */
    static void check(Path dicomdir, ImportSession session) {
        try {
            List<DicomDirectory.Instance> listed = DicomDirectory.read(dicomdir).instances();
            FileSet files = FileSet.of(dicomdir);
            List<String> missing = new ArrayList<>();
            long pictures = listed.stream().filter(DicomDirectory.Instance::isImage).count();
            for (DicomDirectory.Instance instance : listed) {
                problem(instance, files).ifPresent(missing::add);
            }
            for (String problem : missing.subList(0, Math.min(MOST_NAMED, missing.size()))) {
                session.reject(dicomdir, problem);
            }
            session.note("A DICOMDIR lists " + Counted.of(pictures, "picture") + " and "
                    + Counted.of(listed.size() - pictures, "other object") + "; " + (missing.isEmpty()
                            ? "all are there."
                            : missing.size()
                                    + " of them cannot be used."));
        } catch (DicomException e) {
            session.reject(dicomdir, FileHeader.reason(dicomdir, e) + "; the folder was read without it");
        } catch (IOException e) {
            session.reject(dicomdir, "cannot be read; the folder was read without it");
        }
    }

    private static Optional<String> problem(DicomDirectory.Instance instance, FileSet files) throws IOException {
        if (instance.fileId().isEmpty()) {
            return Optional.empty();
        }
        String name = String.join("/", instance.fileId());
        try {
            return files.find(instance.fileId()).isPresent()
                    ? Optional.empty()
                    : Optional.of("lists " + name + ", which is not there; copy the disc again");
        } catch (DicomException e) {
            return Optional.of("lists \"" + name + "\", which was not opened: " + e.getMessage());
        }
    }
}
