package org.refers.model.workspace.importer;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Says which study and patient a file of a folder belongs to.
 *
 * <p>DICOM: by its numbers. Pictures: a sub-folder of a few pictures is a study, and the folder around it the patient,
 * as in {@code patient/study/view.png}. Pictures side by side in the source itself, in a folder of a general name such
 * as {@code images}, or in a folder of more than eight, are grouped by their names without the view:
 * {@code 17-pa.png} and {@code 17-lat.png} are one study, and each study a patient of its own.
 */
final class PictureGroups {

    /** A chest study has one to four views, rarely a repeat or two; a folder of more is a collection. */
    private static final int LARGEST_STUDY = 8;

    private static final Set<String> GENERAL = Set.of("images", "image", "img", "imgs", "pictures", "png", "pngs",
            "jpg",
            "jpgs", "jpeg", "jpegs", "dicom", "dicoms", "dcm", "data", "files", "train", "val", "valid", "validation",
            "test", "radiographs", "xrays", "xray", "x-rays", "x-ray", "cxr", "studies", "frontal", "lateral", "pa",
            "ap");

    private final Path root;
    private final Map<Path, Integer> sizes = new HashMap<>();

    /** A study of a patient, by the names the folder gives them. */
    record Group(String patient, String study) {
    }

    PictureGroups(Path root, List<Path> pictures) {
        this.root = root;
        pictures.forEach(picture -> sizes.merge(folderOf(picture), 1, Integer::sum));
    }

    private Path folderOf(Path picture) {
        Path folder = picture.getParent();
        return folder == null ? root : folder;
    }

    Group of(Path file, FileHeader header) {
        if (!header.numbers().study().isEmpty()) {
            // Two hospitals may use one number for two patients, but nobody gives a study a number twice.
            String patient = header.numbers().patient().isEmpty()
                    ? "study " + header.numbers().study()
                    : header.numbers().patient();
            return new Group(patient, header.numbers().study());
        }
        Path folder = folderOf(file);
        if (!isStudy(folder)) {
            String name = relative(folder) + "/" + Words.withoutView(SourceFolder.stemOf(file));
            return new Group(name, name);
        }
        return new Group(relative(patientOf(folder)), relative(folder));
    }

    /** The folder around a study's is the patient's, unless it is the source itself or one of a general name. */
    private Path patientOf(Path study) {
        Path around = study.getParent();
        if (around == null || around.equals(root) || !around.startsWith(root) || isGeneral(around)) {
            return study;
        }
        return around;
    }

    private boolean isStudy(Path folder) {
        return !folder.equals(root) && !isGeneral(folder) && sizes.getOrDefault(folder, 0) <= LARGEST_STUDY;
    }

    private static boolean isGeneral(Path folder) {
        return GENERAL.contains(SourceFolder.nameOf(folder).toLowerCase(Locale.ROOT));
    }

    private String relative(Path folder) {
        return root.relativize(folder).toString().replace('\\', '/');
    }

    /** Names under which a report of the file's study may be filed, the surest first. */
    List<String> reportKeys(Path file, FileHeader header) {
        List<String> keys = new ArrayList<>(List.of(header.numbers().accession(), header.numbers().study()));
        Path folder = folderOf(file);
        if (isStudy(folder)) {
            keys.add(SourceFolder.nameOf(folder));
        }
        keys.add(SourceFolder.stemOf(file));
        keys.add(Words.withoutView(SourceFolder.stemOf(file)));
        return keys;
    }
}
