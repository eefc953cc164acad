package org.refers.app.study;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
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

    /** Words that would touch stand below each other. */
    private final class Row extends Pane {

        Row() {
            setMinHeight(Region.USE_PREF_SIZE);
            setPrefHeight(TICK + LINE);
        }

        @Override
        protected void layoutChildren() {
            Node thumb = slider.lookup(".thumb");
            double thumbWidth = thumb == null ? THUMB : thumb.prefWidth(-1);
            double taken = Double.NEGATIVE_INFINITY;
            boolean meet = false;
            for (int i = 0; i < marks.size(); i++) {
                double share = (marks.get(i).value() - slider.getMin()) / (slider.getMax() - slider.getMin());
                double x = thumbWidth / 2 + Math.clamp(share, 0, 1) * (getWidth() - thumbWidth);
                Node label = getChildren().get(2 * i + 1);
                label.autosize();
                double width = label.prefWidth(-1);
                double left = Math.clamp(x - width / 2, 0, Math.max(0, getWidth() - width));
                getChildren().get(2 * i).relocate(x, 0);
                boolean touches = left < taken + 4;
                label.relocate(left, touches ? TICK + LINE : TICK);
                meet |= touches;
                taken = left + width;
            }
            setPrefHeight(TICK + (meet ? 2 : 1) * LINE);
        }
    }
}
