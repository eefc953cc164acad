package org.refers.model.workspace.importer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.annotation.AnnotationChange;
import org.refers.model.workspace.annotation.Annotations;
import org.refers.model.workspace.annotation.DrawnMeasurement;

/**
 * Takes readers' boxes, labels and measurements from CSV tables, COCO files, DICOM structured reports and presentation states. Each is held against the radiograph it
 * names; what the workspace has already is passed over, so that reading a file twice changes nothing.
 */
public final class AnnotationImport {

    /** DICOM objects hold single precision: a hundredth of a pixel is the same place. */
    private static final double SAME_PLACE = 0.01;

    private final Annotations annotations;
    private final KnownPictures pictures;
    private final UnaryOperator<String> keys;
    private final Set<String> readers;
    private final Map<String, List<ReaderBox>> boxes = new HashMap<>();
    private final Map<List<String>, Map<String, FindingLabel>> labels = new HashMap<>();
    private final Map<String, Set<ReaderMeasurement>> measurements = new HashMap<>();
    private final List<AnnotationChange> changes = new ArrayList<>();
    private final List<ImportResult.Rejection> rejected = new ArrayList<>();
    private int drawn;
    private int said;
    private int measured;
    private int present;

    private AnnotationImport(Annotations annotations) throws WorkspaceException {
        Workspace workspace = annotations.workspace();
        this.annotations = annotations;
        this.pictures = new KnownPictures(workspace.studies());
        this.keys = workspace.readerKeys();
        this.readers = new TreeSet<>(annotations.readers());
    }

    /**
     * Says what files would change.
     *
     * @param files tables, COCO files, structured reports and presentation states, in any mixture
     * @param progress hears how far it is; a stopped reading lists what was not looked for
     */
    public static AnnotationPlan plan(Annotations annotations, List<Path> files, ImportProgress progress)
            throws WorkspaceException {
        AnnotationFiles read = new AnnotationFiles();
        for (int i = 0; i < files.size() && !progress.isCancelled(); i++) {
            read.read(files.get(i));
            progress.at("", i + 1, files.size());
        }
        AnnotationImport plan = new AnnotationImport(annotations);
        Set<String> instances = read.stated().stream().map(AnnotationFiles.Stated::annotation)
                .filter(StatedAnnotation.OfBox.class::isInstance)
                .map(one -> ((StatedAnnotation.OfBox) one).picture().instance()).filter(uid -> !uid.isEmpty())
                .collect(Collectors.toCollection(HashSet::new));
        plan.pictures.findInstances(instances, progress);
        plan.rejected.addAll(read.rejected());
        for (AnnotationFiles.Stated stated : read.stated()) {
            plan.take(stated);
        }
        return new AnnotationPlan(plan.changes, plan.drawn, plan.said, plan.measured, plan.present, plan.rejected);
    }

    private void take(AnnotationFiles.Stated stated) throws WorkspaceException {
        try {
            switch (stated.annotation()) {
                case StatedAnnotation.OfBox box -> take(box);
                case StatedAnnotation.OfLabel label -> take(label);
                case StatedAnnotation.OfMeasurement measurement -> take(measurement);
            }
        } catch (IOException e) {
            rejected.add(new ImportResult.Rejection(stated.file(), String.valueOf(e.getMessage())));
        }
    }

    private void take(StatedAnnotation.OfBox stated) throws IOException {
        RadiographEntry radiograph = pictures.find(stated.where(), stated.picture());
        Box box = stated.box().box();
        if (radiograph.rows() > 0 && box.iou(new Box(0, 0, radiograph.columns(), radiograph.rows())) <= 0) {
            throw new IOException(stated.where() + " lies outside of its radiograph");
        }
        ReaderBox drawnBox = new ReaderBox(reader(stated.box().reader()), stated.box().finding(), box);
        List<ReaderBox> there = boxes.computeIfAbsent(radiograph.id(), key -> new ArrayList<>(radiograph.boxes()));
        if (there.stream().anyMatch(one -> isSame(one, drawnBox))) {
            present++;
            return;
        }
        there.add(drawnBox);
        changes.add(AnnotationChange.draw(radiograph.id(), drawnBox));
        drawn++;
    }

    private static boolean isSame(ReaderBox one, ReaderBox other) {
        Box a = one.box();
        Box b = other.box();
        return one.reader().equals(other.reader()) && one.finding().equals(other.finding())
                && Math.abs(a.x() - b.x()) <= SAME_PLACE && Math.abs(a.y() - b.y()) <= SAME_PLACE
                && Math.abs(a.width() - b.width()) <= SAME_PLACE && Math.abs(a.height() - b.height()) <= SAME_PLACE;
    }

    private void take(StatedAnnotation.OfLabel stated) throws IOException, WorkspaceException {
        if (!stated.study().isEmpty() && !pictures.hasStudy(stated.study())) {
            throw new IOException(stated.where() + " is about a study that is not in this workspace");
        }
        String subject = stated.study().isEmpty()
                ? pictures.find(stated.where(), stated.picture()).id()
                : stated.study();
        String reader = reader(stated.reader());
        List<String> whose = List.of(subject, reader);
        if (!labels.containsKey(whose)) {
            labels.put(whose, annotations.labels(subject, reader));
        }
        FindingLabel before = labels.get(whose).getOrDefault(stated.finding(), FindingLabel.UNKNOWN);
        if (before == stated.value()) {
            present++;
            return;
        }
        labels.get(whose).put(stated.finding(), stated.value());
        changes.add(new AnnotationChange.OfLabel(subject, reader, stated.finding(), before, stated.value()));
        said++;
    }

    private void take(StatedAnnotation.OfMeasurement stated) throws IOException, WorkspaceException {
        RadiographEntry radiograph = pictures.find(stated.where(), stated.picture());
        for (MeasuredLine line : stated.measurement().lines()) {
            boolean inside = isInside(radiograph, line.x1(), line.y1()) && isInside(radiograph, line.x2(), line.y2());
            if (radiograph.rows() > 0 && !inside) {
                throw new IOException(stated.where() + " has a line that leaves its radiograph");
            }
        }
        ReaderMeasurement made = new ReaderMeasurement(reader(stated.measurement().reader()),
                stated.measurement().kind(), stated.measurement().lines());
        if (!measurements.containsKey(radiograph.id())) {
            measurements.put(radiograph.id(), new HashSet<>(annotations.measurements(radiograph.id()).stream()
                    .map(DrawnMeasurement::measurement).toList()));
        }
        if (!measurements.get(radiograph.id()).add(made)) {
            present++;
            return;
        }
        changes.add(AnnotationChange.measure(radiograph.id(), made));
        measured++;
    }

    private static boolean isInside(RadiographEntry radiograph, double x, double y) {
        return x >= 0 && y >= 0 && x <= radiograph.columns() && y <= radiograph.rows();
    }

    /** Whoever is known here keeps his name; a person's name becomes a pseudonym of this workspace. */
    private String reader(String named) {
        return readers.contains(named) ? named : ReportedBoxes.reader(named, keys);
    }
}
