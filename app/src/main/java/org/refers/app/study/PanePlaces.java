package org.refers.app.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import org.refers.model.finding.Box;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.ReaderMeasurement;
import org.refers.model.workspace.annotation.AnnotationChange;
import org.refers.model.workspace.annotation.JournalStep;
import org.refers.viewer.annotate.PlaceLayer;
import org.refers.viewer.annotate.PlaceLayer.Place;
import org.refers.viewer.hanging.HangingPane;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.text.Texts;

/** Points out on the radiographs that hang where a step of the history was, and turns to its radiograph. */
final class PanePlaces {

    private final Texts texts;
    private final HangingPane hanging;
    private final Consumer<String> turnTo;
    private final ObjectProperty<Optional<String>> selected;
    private final List<PlaceLayer> layers = new ArrayList<>();
    private Optional<JournalStep> shown = Optional.empty();

    /**
     * Creates what points nowhere.
     *
     * @param turnTo shows a radiograph that does not hang
     * @param selected the box that is selected on the radiograph in use
     */
    PanePlaces(Texts texts, HangingPane hanging, Consumer<String> turnTo, ObjectProperty<Optional<String>> selected) {
        this.texts = texts;
        this.hanging = hanging;
        this.turnTo = turnTo;
        this.selected = selected;
        hanging.views().forEach(view -> {
            PlaceLayer layer = new PlaceLayer();
            view.addLayer(layer);
            layers.add(layer);
            view.radiographProperty().subscribe(this::mark);
        });
    }

    /** Points out where a step was, or nothing any more. */
    void point(Optional<JournalStep> step) {
        shown = step;
        mark();
        step.map(JournalStep::changes).filter(changes -> !changes.isEmpty()).ifPresent(changes -> {
            String subject = subject(changes.getFirst());
            int pane = paneOf(subject);
            if (pane >= 0) {
                hanging.activate(pane);
                reveal(hanging.views().get(pane), changes);
                select(changes.getFirst());
            } else if (changes.stream().anyMatch(change -> places(change).findAny().isPresent())) {
                turnTo.accept(subject);
            }
        });
    }

    private static void reveal(RadiographView view, List<AnnotationChange> changes) {
        changes.stream().flatMap(PanePlaces::places).findFirst().ifPresent(view::reveal);
    }

    /** A box that is still there can be edited at once. */
    private void select(AnnotationChange change) {
        if (change instanceof AnnotationChange.OfBox box) {
            selected.set(Optional.of(box.id()));
        }
    }

    private int paneOf(String radiograph) {
        for (int i = 0; i < layers.size(); i++) {
            if (hanging.views().get(i).isVisible() && hanging.radiographOf(i).equals(radiograph)) {
                return i;
            }
        }
        return -1;
    }

    private void mark() {
        List<AnnotationChange> changes = shown.map(JournalStep::changes).orElse(List.of());
        for (int i = 0; i < layers.size(); i++) {
            String radiograph = hanging.radiographOf(i);
            layers.get(i).placesProperty().set(changes.stream().filter(change -> subject(change).equals(radiograph))
                    .flatMap(this::marks).toList());
        }
    }

    private Stream<Place> marks(AnnotationChange change) {
        List<Box> ends = places(change).toList();
        if (ends.size() == 2) {
            return Stream.of(new Place(ends.getFirst(), texts.get("annotate.place.before")),
                    new Place(ends.getLast(), texts.get("annotate.place.after")));
        }
        return ends.stream().map(box -> new Place(box, texts.get(change.hasBefore()
                ? "annotate.place.removed"
                : "annotate.place.added")));
    }

    /** Where it was before and where it was then; a place alone where both are the same. */
    private static Stream<Box> places(AnnotationChange change) {
        return switch (change) {
            case AnnotationChange.OfBox box -> Stream.of(box.before(), box.after()).flatMap(Optional::stream)
                    .map(ReaderBox::box);
            case AnnotationChange.OfMeasurement measured -> Stream.of(measured.before(), measured.after())
                    .flatMap(Optional::stream).map(PanePlaces::around);
            case AnnotationChange.OfLabel label -> Stream.empty();
            case AnnotationChange.Several several -> several.parts().stream().flatMap(PanePlaces::places);
        };
    }

    /** Around the lines, with some room, since a level line has no height. */
    private static Box around(ReaderMeasurement measured) {
        double left = ends(measured, true).min().orElseThrow();
        double top = ends(measured, false).min().orElseThrow();
        double width = ends(measured, true).max().orElseThrow() - left;
        double height = ends(measured, false).max().orElseThrow() - top;
        double room = 1 + Math.max(width, height) / 20;
        return new Box(left - room, top - room, width + 2 * room, height + 2 * room);
    }

    private static DoubleStream ends(ReaderMeasurement measured, boolean across) {
        return measured.lines().stream().flatMapToDouble((MeasuredLine line) -> across
                ? DoubleStream.of(line.x1(), line.x2())
                : DoubleStream.of(line.y1(), line.y2()));
    }

    private static String subject(AnnotationChange change) {
        return switch (change) {
            case AnnotationChange.OfBox box -> box.subject();
            case AnnotationChange.OfLabel label -> label.subject();
            case AnnotationChange.OfMeasurement measured -> measured.subject();
            case AnnotationChange.Several several -> subject(several.parts().getFirst());
        };
    }
}
