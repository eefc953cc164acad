package org.refers.app.study;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;

/** Named values below a slider, each where the thumb's middle stands at that value. */
final class ThresholdMarks extends VBox {

    private static final double TICK = 6;
    private static final double LINE = 15;
    /** Least distance of two names. */
    private static final double APART = 4;
    /** What the thumb is wide before it has its style. */
    private static final double THUMB = 18;

    private final Slider slider;
    private final Row row = new Row();
    private List<Mark> marks = List.of();

    /** A value with its name. */
    record Mark(String name, double value) {
    }

    ThresholdMarks(Slider slider, ObservableValue<List<Mark>> shown) {
        super(0);
        this.slider = slider;
        setId("threshold-marks");
        getChildren().addAll(slider, row);
        shown.subscribe(this::show);
    }

    private void show(List<Mark> now) {
        marks = now;
        List<Node> nodes = new ArrayList<>();
        for (Mark mark : marks) {
            nodes.add(tick());
            Label label = new Label(mark.name());
            label.getStyleClass().addAll("row-detail", "threshold-mark");
            nodes.add(label);
        }
        row.getChildren().setAll(nodes);
    }

    private static Line tick() {
        Line line = new Line(0, 0, 0, TICK);
        line.getStyleClass().add("threshold-tick");
        return line;
    }

    /**
     * Where a mark stands in a row.
     *
     * @param tick of its value
     * @param left of its name
     * @param below whether its name would touch the one before and so stands below it
     */
    private record Place(double tick, double left, boolean below) {
    }

    private List<Place> places(double width) {
        Node thumb = slider.lookup(".thumb");
        double thumbWidth = thumb == null ? THUMB : thumb.prefWidth(-1);
        List<Place> places = new ArrayList<>();
        double taken = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < marks.size(); i++) {
            double share = (marks.get(i).value() - slider.getMin()) / (slider.getMax() - slider.getMin());
            double x = thumbWidth / 2 + Math.clamp(share, 0, 1) * (width - thumbWidth);
            double name = row.getChildren().get(2 * i + 1).prefWidth(-1);
            double left = Math.clamp(x - name / 2, 0, Math.max(0, width - name));
            places.add(new Place(x, left, left < taken + APART));
            taken = left + name;
        }
        return places;
    }

    /** As high as its names need at its width; known before it is laid out, or what stands below would lie over them. */
    private final class Row extends Pane {

        Row() {
            setMinHeight(Region.USE_PREF_SIZE);
        }

        @Override
        public Orientation getContentBias() {
            return Orientation.HORIZONTAL;
        }

        @Override
        protected double computePrefHeight(double width) {
            boolean two = places(width < 0 ? getWidth() : width).stream().anyMatch(Place::below);
            return TICK + (two ? 2 : 1) * LINE;
        }

        @Override
        protected void layoutChildren() {
            List<Place> places = places(getWidth());
            for (int i = 0; i < places.size(); i++) {
                Place place = places.get(i);
                getChildren().get(2 * i).relocate(place.tick(), 0);
                Node name = getChildren().get(2 * i + 1);
                name.autosize();
                name.relocate(place.left(), place.below() ? TICK + LINE : TICK);
            }
        }
    }
}
