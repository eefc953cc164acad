package org.refers.viewer.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.StrokeLineCap;
import org.refers.model.study.Radiograph;
import org.refers.viewer.measure.MeasureWords;
import org.refers.viewer.measure.Measurement;
import org.refers.viewer.measure.Measuring;
import org.refers.viewer.measure.Segment;
import org.refers.viewer.text.Texts;

/** Draws measurements with their words. */
final class MeasureLayer implements OverlayLayer {

    /** Cyan: apart from readers' red, the model's green, the map's fuchsia and the file's own yellow-green. */
    private static final Color COLOUR = Color.web("#5ad1ff");

    /** Lets a bright line be seen on white lung and on black film. */
    private static final Color HALO = Color.web("#000000", 0.65);

    private static final double STROKE = 1.75;
    private static final double END_RADIUS = 4;
    private static final double GAP = 10;

    private final Pane pane = new Pane();
    private final MeasureWords words;
    private final Measuring measuring = new Measuring(this::rebuild);
    private final List<Drawn> drawn = new ArrayList<>();
    private Optional<Radiograph> radiograph = Optional.empty();
    private Runnable redraw = () -> {
    };

    /** The nodes of a line. */
    private record DrawnLine(Line halo, Line line, Circle from, Circle to) {

        static DrawnLine create() {
            Circle one = end();
            Circle other = end();
            return new DrawnLine(stroke(HALO, STROKE + 2.5), stroke(COLOUR, STROKE), one, other);
        }

        private static Line stroke(Color colour, double width) {
            Line line = new Line();
            line.setStroke(colour);
            line.setStrokeWidth(width);
            line.setStrokeLineCap(StrokeLineCap.ROUND);
            return line;
        }

        private static Circle end() {
            Circle circle = new Circle(END_RADIUS, Color.TRANSPARENT);
            circle.setStroke(COLOUR);
            circle.setStrokeWidth(STROKE);
            return circle;
        }

        void place(Point2D start, Point2D stop) {
            for (Line each : List.of(halo, line)) {
                each.setStartX(start.getX());
                each.setStartY(start.getY());
                each.setEndX(stop.getX());
                each.setEndY(stop.getY());
            }
            from.setCenterX(start.getX());
            from.setCenterY(start.getY());
            to.setCenterX(stop.getX());
            to.setCenterY(stop.getY());
        }
    }

    private record Drawn(List<DrawnLine> lines, Label label) {
    }

    MeasureLayer(Texts texts) {
        words = new MeasureWords(texts);
        pane.setId("measure-layer");
        pane.setMouseTransparent(true);
    }

    /** Takes another radiograph, whose spacing the words need; its measurements come by {@link Measuring#show}. */
    void of(Optional<Radiograph> shown) {
        radiograph = shown;
        measuring.show(List.of());
    }

    Measuring measuring() {
        return measuring;
    }

    private void rebuild() {
        drawn.clear();
        pane.getChildren().clear();
        for (Measurement measurement : measuring.measurements()) {
            Label label = new Label(radiograph
                    .map(shown -> String.join(System.lineSeparator(),
                            words.of(measurement, shown.spacing(), shown.view())))
                    .orElse(""));
            label.getStyleClass().add("measure-label");
            label.setTextFill(COLOUR);
            label.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
            List<DrawnLine> lines = measurement.lines().stream().map(line -> DrawnLine.create()).toList();
            lines.forEach(one -> pane.getChildren().addAll(one.halo(), one.line(), one.from(), one.to()));
            drawn.add(new Drawn(lines, label));
        }
        // Above all lines, so that no line crosses a figure.
        drawn.forEach(one -> pane.getChildren().add(one.label()));
        redraw.run();
    }

    @Override
    public Node node() {
        return pane;
    }

    @Override
    public void onChange(Runnable again) {
        redraw = again;
    }

    @Override
    public void place(Placement placement) {
        for (int i = 0; i < drawn.size(); i++) {
            List<Segment> lines = measuring.measurements().get(i).lines();
            for (int line = 0; line < lines.size(); line++) {
                drawn.get(i).lines().get(line).place(placement.toScreen(lines.get(line).from().getX(),
                        lines.get(line).from().getY()),
                        placement.toScreen(lines.get(line).to().getX(),
                                lines.get(line).to().getY()));
            }
            placeLabel(drawn.get(i), placement);
        }
    }

    /** Beside the right end of the lowest line, inside the view. */
    private static void placeLabel(Drawn one, Placement placement) {
        Line line = one.lines().getLast().line();
        Label label = one.label();
        label.applyCss();
        double width = label.prefWidth(-1);
        double height = label.prefHeight(-1);
        double right = Math.max(line.getStartX(), line.getEndX()) + GAP;
        double middle = (line.getStartY() + line.getEndY()) / 2 + GAP;
        label.resizeRelocate(Math.clamp(right, 0, Math.max(0, placement.width() - width - GAP)),
                Math.clamp(middle, 0, Math.max(0, placement.height() - height - GAP)), width, height);
    }
}
