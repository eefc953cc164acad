package org.refers.model.workspace.export;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.DicomReader;
import org.refers.model.dicom.DicomWriter;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.dicom.structured.ReferencedRadiograph;
import org.refers.model.workspace.RadiographEntry;

/** A folder of DICOM objects about radiographs, and the list of what could not be written into it. */
final class ObjectFolder {

    private final Path folder;
    private final BoxFormat format;
    private final List<BoxSink.LeftOut> leftOut = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    ObjectFolder(Path folder, BoxFormat format) {
        this.folder = folder;
        this.format = format;
    }

    /** What an object refers to; empty if the radiograph is left out. */
    Optional<ReferencedRadiograph> referenced(RadiographEntry entry) throws IOException {
        try {
            ReferencedRadiograph radiograph = ReferencedRadiograph.of(DicomReader.readHeader(entry.file()).dataSet());
            if (radiograph.rows() == entry.rows() && radiograph.columns() == entry.columns()) {
                return Optional.of(radiograph);
            }
            leaveOut(entry.id(), "has another size than when it was imported; import it again");
        } catch (DicomException e) {
            leaveOut(entry.id(),
                    "is no DICOM file, or one without the UIDs that an object needs to refer to it; use csv"
                            + " or coco for it");
        } catch (NoSuchFileException e) {
            leaveOut(entry.id(), "is not where it was when it was imported");
        }
        return Optional.empty();
    }

    /** Lists what could not be written, once for each reason. */
    void leaveOut(String subject, String reason) {
        BoxSink.LeftOut out = new BoxSink.LeftOut(subject, reason);
        if (!leftOut.contains(out)) {
            leftOut.add(out);
        }
    }

    void write(DicomObject object, RadiographEntry radiograph, Observer observer) throws IOException {
        DicomWriter.write(object, folder.resolve(name(radiograph, observer)));
    }

    /** The radiograph's key and the observer: no name of a patient, and none that a file system refuses. */
    private String name(RadiographEntry radiograph, Observer observer) {
        String stem = radiograph.id() + "-" + observer.title().replaceAll("[^A-Za-z0-9_-]+", "_");
        for (int number = 1;; number++) {
            String name = stem + (number == 1 ? "" : "-" + number) + "." + format.name().toLowerCase(Locale.ROOT)
                    + ".dcm";
            if (names.add(name)) {
                return name;
            }
        }
    }

    int files() {
        return names.size();
    }

    List<BoxSink.LeftOut> leftOut() {
        return List.copyOf(leftOut);
    }
}
