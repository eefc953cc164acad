package org.refers.model.workspace.importer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.Tags;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.StudyEntry;
import org.refers.model.workspace.importer.StatedAnnotation.Picture;

/** Finds the radiographs of a workspace by whatever a file of annotations calls them. */
final class KnownPictures {

    private final Map<String, RadiographEntry> byKey = new HashMap<>();
    private final Map<String, List<RadiographEntry>> byFile = new HashMap<>();
    private final Map<String, RadiographEntry> byInstance = new HashMap<>();
    private final Set<String> studies = new HashSet<>();

    KnownPictures(List<StudyEntry> entries) {
        for (StudyEntry study : entries) {
            studies.add(study.id());
            for (RadiographEntry radiograph : study.radiographs()) {
                byKey.put(radiograph.id(), radiograph);
                byFile.computeIfAbsent(String.valueOf(radiograph.file().getFileName()), name -> new ArrayList<>())
                        .add(radiograph);
            }
        }
    }

    /** Looks for SOP Instance UIDs in the headers of the radiographs' files, since the workspace keeps none, until all are found. */
    void findInstances(Set<String> wanted, ImportProgress progress) {
        long done = 0;
        for (RadiographEntry radiograph : byKey.values()) {
            if (byInstance.keySet().containsAll(wanted) || progress.isCancelled()) {
                return;
            }
            try {
                DicomReader.readHeader(radiograph.file()).dataSet().text(Tags.SOP_INSTANCE_UID)
                        .ifPresent(uid -> byInstance.put(uid, radiograph));
            } catch (DicomException | IOException noDicom) {
                // It is a picture without a UID, or not there; a box that needs it is listed.
            }
            done++;
            progress.at("", done, byKey.size());
        }
    }

    /** Whether there is a study of that key. */
    boolean hasStudy(String key) {
        return studies.contains(key);
    }

    /**
     * The radiograph of a name.
     *
     * @throws IOException with the reason, if there is none, more than one, or one of another size
     */
    RadiographEntry find(String where, Picture picture) throws IOException {
        RadiographEntry found = named(picture)
                .orElseThrow(() -> new IOException(where + " is about a radiograph that is not in this workspace"));
        boolean bothSay = picture.rows() > 0 && picture.columns() > 0 && found.rows() > 0;
        if (bothSay && (picture.rows() != found.rows() || picture.columns() != found.columns())) {
            throw new IOException(where + " is drawn on a picture of " + picture.columns() + " x " + picture.rows()
                    + " pixels, and the radiograph has " + found.columns() + " x " + found.rows()
                    + "; bring its numbers to that size");
        }
        return found;
    }

    private Optional<RadiographEntry> named(Picture picture) throws IOException {
        if (!picture.instance().isEmpty()) {
            return Optional.ofNullable(byInstance.get(picture.instance()));
        }
        RadiographEntry ofKey = byKey.get(picture.key().isEmpty() ? picture.file() : picture.key());
        List<RadiographEntry> ofName = byFile.getOrDefault(picture.file(), List.of());
        if (ofKey == null && ofName.size() > 1) {
            throw new IOException(ofName.size() + " radiographs of this workspace have the file name "
                    + picture.file() + "; name them by their keys");
        }
        return ofKey != null || ofName.isEmpty() ? Optional.ofNullable(ofKey) : Optional.of(ofName.getFirst());
    }
}
