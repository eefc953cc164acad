package org.refers.model.dicom.deidentify;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** The files of a source in a fixed order; links are not followed, hidden files and folders are passed over. */
final class OriginalFiles {

    private OriginalFiles() {
    }

    static List<Path> of(Path source, BiConsumer<Path, String> rejected) throws IOException {
        if (Files.isRegularFile(source)) {
            return List.of(source);
        }
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(source, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return !folder.equals(source) && isHidden(folder)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() && !isHidden(file)) {
                    files.add(file);
                } else if (!isHidden(file)) {
                    rejected.accept(file, "is a link or no file; it was not followed");
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException problem) {
                rejected.accept(file, "cannot be read; check its permissions");
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    private static boolean isHidden(Path path) {
        return StudyTexts.nameOf(path).startsWith(".");
    }
}
