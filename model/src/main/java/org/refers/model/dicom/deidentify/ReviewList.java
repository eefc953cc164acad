package org.refers.model.dicom.deidentify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.refers.model.store.AtomicFiles;

/** {@code review-pixels.txt}: the results whose pixels nobody has looked at; given back, it says that somebody has. */
final class ReviewList {

    static final String NAME = "review-pixels.txt";

    private static final String END = ".dcm";

    private ReviewList() {
    }

    static void write(Path out, List<String> files) throws IOException {
        Path list = out.resolve(NAME);
        if (files.isEmpty()) {
            Files.deleteIfExists(list);
        } else {
            AtomicFiles.writeString(list, String.join("\n", files) + "\n");
        }
    }

    /** The new SOP Instance UID that a result is named after. */
    static String uid(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name.endsWith(END) ? name.substring(0, name.length() - END.length()) : name;
    }

    /** The new SOP Instance UIDs of a list. */
    static Set<String> read(Path list) throws DeidentificationException {
        try {
            Set<String> uids = new HashSet<>();
            for (String line : Files.readAllLines(list)) {
                String uid = uid(line.strip());
                if (!uid.matches("2\\.25\\.\\d{1,39}|")) {
                    throw new DeidentificationException(
                            "the list of reviewed files " + list + " has a line that names no"
                                    + " result; it wants lines of " + NAME);
                }
                uids.add(uid);
            }
            return uids;
        } catch (IOException e) {
            throw new DeidentificationException("the list of reviewed files " + list + " cannot be read", e);
        }
    }
}
