package org.refers.app.study;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import org.refers.app.annotation.AnnotationPanel;
import org.refers.app.annotation.AnnotationViewModel;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.study.Radiograph;
import org.refers.model.workspace.annotation.DrawnMeasurement;
import org.refers.viewer.hanging.HangingPane;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.measure.MeasureWords;
import org.refers.viewer.measure.Measurement;
import org.refers.viewer.measure.Measurement.Kind;
import org.refers.viewer.measure.Segment;
import org.refers.viewer.text.Texts;

/**
 * Keeps what is measured on the radiographs that hang, and shows what was kept. A view tells all its measurements after each change,
 * of which one was made, moved or removed; which one follows from its place.
 */
final class PaneMeasuring {

    private final MeasureWords words;
    private final HangingPane hanging;
    private final AnnotationViewModel model;
    /** By radiograph: what is kept or about to be, so that the next change is told apart before this one is written. */
    private final Map<String, List<DrawnMeasurement>> known = new HashMap<>();
    private final ObjectProperty<List<AnnotationPanel.Measured>> listed = new SimpleObjectProperty<>(List.of());

    PaneMeasuring(Texts texts, HangingPane hanging, AnnotationViewModel model) {
        this.words = new MeasureWords(texts);
        this.hanging = hanging;
        this.model = model;
        hanging.setMeasured(radiograph -> shapes(known.getOrDefault(radiograph, List.of())));
        List<RadiographView> views = hanging.views();
        for (int i = 0; i < views.size(); i++) {
            int pane = i;
            views.get(i).onMeasured(now -> changed(hanging.radiographOf(pane), now));
            views.get(i).radiographProperty().subscribe(this::list);
        }
        model.measurementsProperty().subscribe(this::show);
        hanging.activeProperty().subscribe(this::list);
    }

    private void show(Map<String, List<DrawnMeasurement>> kept) {
        known.clear();
        known.putAll(kept);
        for (int i = 0; i < hanging.views().size(); i++) {
            hanging.views().get(i).showMeasurements(
                    shapes(known.getOrDefault(hanging.radiographOf(i), List.of())));
        }
        list();
    }

    /** What is measured on the radiograph in use, in words. */
    private void list() {
        Optional<Radiograph> shown = hanging.activeView().radiographProperty().get();
        List<DrawnMeasurement> here = known.getOrDefault(hanging.radiographOf(hanging.activeProperty().get()),
                List.of());
        listed.set(shown.isEmpty()
                ? List.of()
                : here.stream().map(drawn -> new AnnotationPanel.Measured(drawn,
                        words.of(shape(drawn), shown.get().spacing(), shown.get().view()))).toList());
    }

    private void changed(String radiograph, List<Measurement> now) {
        List<DrawnMeasurement> before = known.getOrDefault(radiograph, List.of());
        if (radiograph.isEmpty()) {
            return;
        }
        int place = 0;
        while (place < before.size() && place < now.size() && shape(before.get(place)).equals(now.get(place))) {
            place++;
        }
        List<DrawnMeasurement> after = new ArrayList<>(before);
        if (now.size() > before.size()) {
            List<MeasuredLine> lines = lines(now.get(place));
            ReaderMeasurement.Kind kind = kind(now.get(place).kind());
            int at = place;
            model.measure(radiograph, kind, lines).ifPresent(id -> after.add(at, new DrawnMeasurement(id, radiograph,
                    new ReaderMeasurement(model.readerProperty().get(), kind, lines))));
        } else if (now.size() < before.size()) {
            model.remove(after.remove(place));
        } else if (place < before.size()) {
            DrawnMeasurement moved = before.get(place);
            List<MeasuredLine> lines = lines(now.get(place));
            model.alter(moved, lines);
            after.set(place, new DrawnMeasurement(moved.id(), radiograph, new ReaderMeasurement(
                    moved.measurement().reader(), moved.measurement().kind(), lines)));
        }
        known.put(radiograph, after);
        list();
    }

    private static List<Measurement> shapes(List<DrawnMeasurement> kept) {
        return kept.stream().map(PaneMeasuring::shape).toList();
    }

    private static Measurement shape(DrawnMeasurement drawn) {
        return new Measurement(drawn.measurement().kind() == ReaderMeasurement.Kind.DISTANCE
                ? Kind.DISTANCE
                : Kind.RATIO,
                drawn.measurement().lines().stream().map(line -> new Segment(
                        new Point2D(line.x1(), line.y1()), new Point2D(line.x2(), line.y2()))).toList());
    }

    private static ReaderMeasurement.Kind kind(Kind kind) {
        return kind == Kind.DISTANCE
                ? ReaderMeasurement.Kind.DISTANCE
                : ReaderMeasurement.Kind.CARDIOTHORACIC_RATIO;
    }

    private static List<MeasuredLine> lines(Measurement measurement) {
        return measurement.lines().stream().map(line -> new MeasuredLine(line.from().getX(), line.from().getY(),
                line.to().getX(), line.to().getY())).toList();
    }

    /** What is measured on the radiograph in use. */
    ObjectProperty<List<AnnotationPanel.Measured>> listedProperty() {
        return listed;
    }
}
