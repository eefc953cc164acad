package org.refers.model.dicom.deidentify;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * What is to be de-identified, and how.
 *
 * @param source folder or file with the originals; it is only read
 * @param out folder for the results; neither inside of the source nor around it
 * @param options beyond the Basic Profile
 * @param key file of the secret; made if absent
 * @param mapping where the table of originals and pseudonyms goes; nowhere unless it is asked for
 * @param reviewed list of results in whose pixels a person found no text: a line each, ending in its new SOP Instance UID
 *     with or without {@code .dcm}
 */
public record DeidentificationRequest(Path source, Path out, Set<DeidentificationOption> options, Path key,
        Optional<Path> mapping, Optional<Path> reviewed) {

    /** Creates a request. */
    public DeidentificationRequest {
        options = Set.copyOf(options);
    }

    @Override
    public String toString() {
        return "de-identification by " + options;
    }
}
