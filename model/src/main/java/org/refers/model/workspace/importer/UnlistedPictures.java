package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/** Tells which pictures lie beside those that a table names and are in none of its rows. */
final class UnlistedPictures {

    /** Where a table takes a part of a large collection, more names tell nothing more. */
    private static final int MOST_NAMED = 1000;
    private static final Set<String> PICTURES = Set.of("png", "jpg", "jpeg", "dcm");

    private UnlistedPictures() {
    }

    /** Tells the session; folders that hold no picture of the table are not looked into. */
    static void tell(List<StudyPlan> plans, ImportSession session) throws IOException {
        Set<Path> named = new HashSet<>();
        Set<Path> folders = new TreeSet<>();
        for (StudyPlan plan : plans) {
            for (RadiographPlan radiograph : plan.radiographs()) {
                Path folder = radiograph.file().getParent();
                named.add(radiograph.file());
                if (folder != null && folder.startsWith(base(session))) {
                    folders.add(folder);
                }
            }
        }
        int unlisted = 0;
        for (Path folder : folders) {
            for (Path file : pictures(folder)) {
                if (!named.contains(file) && unlisted++ < MOST_NAMED) {
                    session.reject(file, "is named in no row of the table and was left out");
                }
            }
        }
        if (unlisted > MOST_NAMED) {
            session.note(
                    unlisted + " pictures are named in no row of the table; the first " + MOST_NAMED + " are listed.");
        }
    }

    private static Path base(ImportSession session) {
        Path source = session.source();
        Path parent = source.getParent();
        return Files.isDirectory(source) || parent == null ? source : parent;
    }

    private static Set<Path> pictures(Path folder) throws IOException {
        Set<Path> pictures = new TreeSet<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, UnlistedPictures::isPicture)) {
                files.forEach(pictures::add);
            }
        }
        return pictures;
    }

    private static boolean isPicture(Path file) {
        String name = SourceFolder.nameOf(file).toLowerCase(Locale.ROOT);
        return !name.startsWith(".") && PICTURES.contains(name.substring(name.lastIndexOf('.') + 1))
                && Files.isRegularFile(file);
    }
}
