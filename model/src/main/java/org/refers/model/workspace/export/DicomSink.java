package org.refers.model.workspace.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.refers.model.dicom.DicomObject;
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

    private final ObjectFolder folder;
    private final BoxFormat format;
    private final LocalDateTime written;
    private final Set<String> radiographs = new HashSet<>();
    private int boxes;

    /** Writes objects of a format into a folder; {@code written} is their date and time. */
    public static BoxSink of(Path folder, BoxFormat format, LocalDateTime written) {
        return format == BoxFormat.GSPS
                ? new PresentationSink(folder, written)
                : new DicomSink(folder, format, written);
    }

    private DicomSink(Path folder, BoxFormat format, LocalDateTime written) {
        this.folder = new ObjectFolder(folder, format);
        this.format = format;
        this.written = written;
    }

    @Override
    public boolean takes(RadiographEntry radiograph) throws IOException {
        return folder.referenced(radiograph).isPresent();
    }

    @Override
    public void add(Marking marking) throws IOException {
        Optional<ReferencedRadiograph> radiograph = folder.referenced(marking.radiograph());
        if (radiograph.isEmpty()) {
            return;
        }
        Optional<DicomObject> object = format == BoxFormat.SR
                ? BoxReportWriter.write(
                        new BoxReport(radiograph.get(), marking.observer(), marking.boxes(), written))
                : segmentation(radiograph.get(), marking);
        if (object.isEmpty()) {
            folder.leaveOut(marking.radiograph().id(), "has boxes outside of the picture only");
            return;
        }
        folder.write(object.get(), marking.radiograph(), marking.observer());
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
        folder.leaveOut(statement.label().subject(),
                "has labels, for which these objects have no place; use csv or coco");
    }

    @Override
    public void add(RadiographEntry radiograph, DrawnMeasurement measurement) {
        folder.leaveOut(radiograph.id(),
                "has measurements, for which these objects have no place; use gsps, csv or coco");
    }

    @Override
    public Written finish() {
        return new Written(folder.files(), radiographs.size(), boxes, 0, 0, folder.leftOut());
    }
}
