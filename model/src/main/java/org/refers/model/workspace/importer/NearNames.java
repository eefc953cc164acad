package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells where a file that is not there lies beside under almost the same name: 001.png for 1.png, a.jpg for a.JPEG. */
final class NearNames {

    private static final String MISSING = "is not there";

    /** The last folder that was listed: rows of a table name one folder after the other. */
    private @Nullable Path folder;
    private final Map<String, String> names = new HashMap<>();

    /** The reason, with the name that lies there instead if there is one. */
    String explain(Path file, String reason) {
        Path within = file.getParent();
        if (!reason.equals(MISSING) || within == null) {
            return reason;
        }
        return beside(within, file)
                .map(name -> reason + "; " + name + " beside it differs from its name only in leading zeros, in"
                        + " capital letters or in the ending")
                .orElse(reason);
    }

    private Optional<String> beside(Path within, Path file) {
        if (!within.equals(folder)) {
            list(within);
        }
        return Optional.ofNullable(names.get(plain(SourceFolder.stemOf(file))));
    }

    private void list(Path within) {
        folder = within;
        names.clear();
        if (!Files.isDirectory(within)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(within)) {
            for (Path file : files) {
                names.merge(plain(SourceFolder.stemOf(file)), SourceFolder.nameOf(file),
                        (one, other) -> one.compareTo(other) < 0 ? one : other);
            }
        } catch (IOException unreadable) {
            // The file that is missed is told as missing; nothing better is known of it.
            names.clear();
        }
    }

    /** What is left of a name without what people and programs write differently. */
    static String plain(String stem) {
        return stem.strip().toLowerCase(Locale.ROOT).replaceAll("(?<![0-9])0+(?=[0-9])", "");
    }
}
