package org.refers.model.workspace.export;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.presentation.PresentationState;
import org.refers.model.dicom.presentation.PresentationState.Drawn;
import org.refers.model.dicom.presentation.PresentationState.Look;
import org.refers.model.dicom.presentation.PresentationStateWriter;
import org.refers.model.dicom.structured.FoundBox;
import org.refers.model.dicom.structured.Observer;
import org.refers.model.dicom.structured.ReferencedRadiograph;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.image.GreyPipeline;
import org.refers.model.image.RadiographException;
import org.refers.model.image.RadiographHeader;
import org.refers.model.image.RadiographReader;
import org.refers.model.study.WindowLevel;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.annotation.DrawnMeasurement;

/**
 * Writes a presentation state an observer and radiograph. What belongs to one radiograph comes in a row: it is kept until
 * another one comes, since a reader's boxes and measurements go into one state.
 */
final class PresentationSink implements BoxSink {

    private final ObjectFolder folder;
    private final LocalDateTime written;
    private final Map<Observer, Pending> pending = new LinkedHashMap<>();
    private Optional<RadiographEntry> current = Optional.empty();
    private int radiographs;
    private int boxes;
    private int measurements;

    /** What an observer drew on the radiograph in hand. */
    private record Pending(List<FoundBox> boxes, List<ReaderMeasurement> measurements) {
    }

    PresentationSink(Path folder, LocalDateTime written) {
        this.folder = new ObjectFolder(folder, BoxFormat.GSPS);
        this.written = written;
    }

    @Override
    public boolean takes(RadiographEntry radiograph) throws IOException {
        return referenced(radiograph).isPresent();
    }

    private Optional<ReferencedRadiograph> referenced(RadiographEntry entry) throws IOException {
        Optional<ReferencedRadiograph> radiograph = folder.referenced(entry);
        if (radiograph.isPresent() && !PresentationStateWriter.takes(radiograph.get().header())) {
            folder.leaveOut(entry.id(),
                    "is in colour, to which a grayscale presentation state cannot refer; use sr, csv or"
                            + " coco for it");
            return Optional.empty();
        }
        return radiograph;
    }

    @Override
    public void add(Marking marking) throws IOException {
        pending(marking.radiograph(), marking.observer()).boxes.addAll(marking.boxes());
    }

    @Override
    public void add(Statement statement) {
        folder.leaveOut(statement.label().subject(),
                "has labels, for which presentation states have no place; use csv or coco");
    }

    @Override
    public void add(RadiographEntry radiograph, DrawnMeasurement drawn) throws IOException {
        ReaderMeasurement measurement = drawn.measurement();
        pending(radiograph, new Observer.Person(measurement.reader())).measurements.add(measurement);
    }

    private Pending pending(RadiographEntry radiograph, Observer observer) throws IOException {
        if (!current.map(RadiographEntry::id).equals(Optional.of(radiograph.id()))) {
            flush();
            current = Optional.of(radiograph);
        }
        return pending.computeIfAbsent(observer, fresh -> new Pending(new ArrayList<>(), new ArrayList<>()));
    }

    /** Writes what was drawn on the radiograph in hand. */
    private void flush() throws IOException {
        if (current.isPresent()) {
            RadiographEntry entry = current.get();
            Optional<ReferencedRadiograph> radiograph = referenced(entry);
            if (radiograph.isPresent()) {
                try {
                    write(entry, radiograph.get());
                } catch (RadiographException | DicomException e) {
                    folder.leaveOut(entry.id(), "cannot be read as a picture; see refers inspect");
                }
            }
        }
        pending.clear();
        current = Optional.empty();
    }

    private void write(RadiographEntry entry, ReferencedRadiograph radiograph)
            throws IOException, RadiographException, DicomException {
        Look look = look(entry, radiograph);
        boolean any = false;
        for (Map.Entry<Observer, Pending> one : pending.entrySet()) {
            Drawn drawn = new Drawn(one.getValue().boxes, one.getValue().measurements);
            Optional<DicomObject> state = PresentationStateWriter
                    .write(new PresentationState(radiograph, one.getKey(), drawn, look, written));
            if (state.isEmpty()) {
                folder.leaveOut(entry.id(), "has boxes outside of the picture only");
                continue;
            }
            folder.write(state.get(), entry, one.getKey());
            any = true;
            boxes += drawn.boxes().size();
            measurements += drawn.measurements().size();
        }
        radiographs += any ? 1 : 0;
    }

    /** As the radiograph is read here: by its display curve, else its first window, else that of its values. */
    private static Look look(RadiographEntry entry, ReferencedRadiograph radiograph) throws RadiographException {
        RadiographHeader.Display display = RadiographReader.inspect(entry.file()).display();
        Optional<WindowLevel> window = PresentationStateWriter.hasCurve(radiograph.header())
                ? Optional.empty()
                : Optional.of(display.windows().isEmpty()
                        ? GreyPipeline.defaultWindow(RadiographReader.read(entry.file()))
                        : display.windows().getFirst());
        return new Look(window, display.spacing());
    }

    @Override
    public Written finish() throws IOException {
        flush();
        return new Written(folder.files(), radiographs, boxes, 0, measurements, folder.leftOut());
    }
}
