package org.refers.model.dicom.deidentify;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.Tags;

/** Which study a report text belongs to: by accession number, Study Instance UID, or the name of a file or folder. */
final class StudyTexts {

    /**
     * A study whose texts may come.
     *
     * @param folder of the results, below the output folder
     * @param uid new Study Instance UID
     * @param identifiers of the study's files
     */
    record Study(String folder, String uid, KnownIdentifiers identifiers) {
    }

    /** In texts nothing is kept by an option: a serial number there is as good as one in a letter. */
    private final ConfidentialityProfile basic = ConfidentialityProfile.with(Set.of());
    private final Map<String, Study> studies = new HashMap<>();
    private final Map<String, Set<String>> byName = new HashMap<>();
    private final Map<Path, Set<String>> byFolder = new HashMap<>();

    void add(Path file, DicomObject original, FileDeidentifier.Names names) {
        Study study = studies.computeIfAbsent(names.study(),
                uid -> new Study(names.patient() + "/" + uid, uid,
                        new KnownIdentifiers(basic)));
        study.identifiers.addFrom(original);
        name(names.oldStudy(), names.study());
        name(original.text(Tags.ACCESSION_NUMBER).orElse(""), names.study());
        name(stem(file), names.study());
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            byFolder.computeIfAbsent(folder, path -> new HashSet<>()).add(names.study());
            name(nameOf(folder), names.study());
        }
    }

    private void name(String name, String study) {
        if (!name.isBlank()) {
            byName.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new HashSet<>()).add(study);
        }
    }

    /** The study of a text; empty if there is none, or more than one fits. */
    Optional<Study> of(Path text) {
        Set<String> named = byName.getOrDefault(stem(text).toLowerCase(Locale.ROOT), Set.of());
        Path folder = text.toAbsolutePath().getParent();
        Set<String> beside = folder == null ? Set.of() : byFolder.getOrDefault(folder, Set.of());
        Set<String> fits = named.isEmpty() ? beside : named;
        return fits.size() == 1 ? Optional.ofNullable(studies.get(fits.iterator().next())) : Optional.empty();
    }

    static String stem(Path file) {
        String name = nameOf(file);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    static String nameOf(Path file) {
        Path name = file.getFileName();
        return name == null ? "" : name.toString();
    }
}
