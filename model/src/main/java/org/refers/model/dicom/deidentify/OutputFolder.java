package org.refers.model.dicom.deidentify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Refuses places where results would mix with originals or with other people's files. */
final class OutputFolder {

    private OutputFolder() {
    }

    static void check(DeidentificationRequest request) throws DeidentificationException, IOException {
        if (!Files.exists(request.source())) {
            throw new DeidentificationException(request.source() + " is not there; name a folder or a DICOM file");
        }
        Path source = real(request.source());
        Path out = real(request.out());
        if (out.startsWith(source) || source.startsWith(out)) {
            throw new DeidentificationException("the output folder " + request.out() + " and the originals in "
                    + request.source() + " lie in each other; choose a folder of its own");
        }
        if (real(request.key()).startsWith(out)) {
            throw new DeidentificationException(
                    "the key " + request.key() + " would lie in the output folder, and go to"
                            + " whoever gets it; choose another place");
        }
        if (request.mapping().isPresent() && real(request.mapping().get()).startsWith(out)) {
            throw new DeidentificationException("the table of originals " + request.mapping().get()
                    + " would lie in the output folder, and go to whoever gets it; choose another place");
        }
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new DeidentificationException(request.out() + " is a file; choose a folder");
        }
        if (Files.isDirectory(out) && !Files.exists(out.resolve(DeidentificationRecord.NAME)) && !isEmpty(out)) {
            throw new DeidentificationException(request.out() + " holds other files already; choose an empty folder");
        }
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> listed = Files.list(folder)) {
            return listed.findAny().isEmpty();
        }
    }

    /** Where a path leads, links resolved as far as there is something. */
    private static Path real(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        Path there = absolute;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        return there == null ? absolute : there.toRealPath().resolve(there.relativize(absolute)).normalize();
    }
}
