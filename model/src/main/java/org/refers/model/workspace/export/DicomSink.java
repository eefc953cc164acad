package org.refers.model.workspace.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
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
import org.refers.model.dicom.segmentation.Segment;
import org.refers.model.dicom.segmentation.SegmentationWriter;
import org.refers.model.dicom.structured.BoxReport;
import org.refers.model.dicom.structured.BoxReportWriter;
import org.refers.model.dicom.structured.ReferencedRadiograph;
import org.refers.model.finding.MaskBoxes;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.annotation.DrawnMeasurement;

/**
 * Writes a DICOM object an observer and radiograph. The workspace keeps no UIDs, so the radiograph's own file is asked;
 * what is no DICOM file has none.
 */
public final class DicomSink implements BoxSink {

    private final Path folder;
    private final BoxFormat format;
    private final LocalDateTime written;
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Set<String> radiographs = new HashSet<>();
    private final Set<String> names = new HashSet<>();
    private int boxes;

    /**
     * Writes into a folder.
     *
     * @param format SR or SEG
     * @param written date and time of the objects
     */
    public DicomSink(Path folder, BoxFormat format, LocalDateTime written) {
        this.folder = folder;
        this.format = format;
        this.written = written;
    }

    @Override
    public boolean takes(RadiographEntry radiograph) throws IOException {
        return referenced(radiograph).isPresent();
    }

    /** What an object refers to; empty if the radiograph is left out. */
    private Optional<ReferencedRadiograph> referenced(RadiographEntry entry) throws IOException {
        try {
            ReferencedRadiograph radiograph = ReferencedRadiograph.of(DicomReader.readHeader(entry.file()).dataSet());
            if (radiograph.rows() == entry.rows() && radiograph.columns() == entry.columns()) {
                return Optional.of(radiograph);
            }
            leaveOut(entry, "has another size than when it was imported; import it again");
        } catch (DicomException e) {
            leaveOut(entry, "is no DICOM file, or one without the UIDs that an object needs to refer to it; use csv or"
                    + " coco for it");
        } catch (java.nio.file.NoSuchFileException e) {
            leaveOut(entry, "is not where it was when it was imported");
        }
        return Optional.empty();
    }

    @Override
    public void add(Marking marking) throws IOException {
        Optional<ReferencedRadiograph> radiograph = referenced(marking.radiograph());
        if (radiograph.isEmpty()) {
            return;
        }
        Optional<DicomObject> object = format == BoxFormat.SR
                ? BoxReportWriter.write(
                        new BoxReport(radiograph.get(), marking.observer(), marking.boxes(), written))
                : segmentation(radiograph.get(), marking);
        if (object.isEmpty()) {
            leaveOut(marking.radiograph(), "has boxes outside of the picture only");
            return;
        }
        DicomWriter.write(object.get(), folder.resolve(name(marking)));
        radiographs.add(marking.radiograph().id());
        boxes += format == BoxFormat.SEG && !marking.maps().isEmpty()
                ? marking.maps().size()
                : marking.boxes().size();
    }

    private Optional<DicomObject> segmentation(ReferencedRadiograph radiograph, Marking marking) {
        if (!marking.maps().isEmpty()) {
            return Optional.of(SegmentationWriter.fractional(radiograph, marking.maps(), written));
        }
        List<Segment> segments = marking.boxes().stream()
                .map(found -> new Segment(found.finding(), marking.observer(),
                        MaskBoxes.pixels(found.box(), radiograph.rows(), radiograph.columns())))
                .filter(segment -> !segment.mask().isEmpty()).toList();
        return segments.isEmpty()
                ? Optional.empty()
                : Optional.of(SegmentationWriter.binary(radiograph, segments, written));
    }

    @Override
    public void add(Statement statement) {
        leaveOut(statement.label().subject(), "has labels, for which these objects have no place; use csv or coco");
    }

    @Override
    public void add(DrawnMeasurement measurement) {
        leaveOut(measurement.radiograph(), "has measurements, for which these objects have no place; use csv or coco");
    }

    private void leaveOut(RadiographEntry radiograph, String reason) {
        leaveOut(radiograph.id(), reason);
    }

    private void leaveOut(String subject, String reason) {
        LeftOut out = new LeftOut(subject, reason);
        if (!leftOut.contains(out)) {
            leftOut.add(out);
        }
    }

    /** The radiograph's key and the observer: no name of a patient, and none that a file system refuses. */
    private String name(Marking marking) {
        String observer = marking.observer().title().replaceAll("[^A-Za-z0-9_-]+", "_");
        String stem = marking.radiograph().id() + "-" + observer;
        for (int number = 1;; number++) {
            String name = stem + (number == 1 ? "" : "-" + number) + "." + format.name().toLowerCase(Locale.ROOT)
                    + ".dcm";
            if (names.add(name)) {
                return name;
            }
        }
    }

    @Override
    public Written finish() {
        return new Written(names.size(), radiographs.size(), boxes, 0, 0, List.copyOf(leftOut));
    }
}
