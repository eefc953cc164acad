package org.refers.app.study;

import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Line;
import javafx.scene.shape.Polyline;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.Shape;
import javafx.scene.text.Text;
import org.refers.training.explain.MapSanity;
import org.refers.training.explain.MapSanity.Step;

/** How alike the map still is after each step: rank correlation with dots, structural similarity dashed with squares. */
final class SanityCurve extends Pane {

    private static final double HEIGHT = 110;
    private static final double LEFT = 26;
    private static final double MARGIN = 8;
    private static final double DOT = 3;

    private List<Step> steps = List.of();

    SanityCurve() {
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        setId("sanity-curve");
        widthProperty().subscribe(this::draw);
    }

    void show(MapSanity sanity) {
        steps = sanity.steps();
        draw();
    }

    private double x(int step) {
        // The trained network's own map stands first, and is like itself.
        return LEFT + step * (getWidth() - LEFT - MARGIN) / Math.max(1, steps.size());
    }

    private double y(double value) {
        return MARGIN + (1 - Math.clamp(value, 0, 1)) * (HEIGHT - 2 * MARGIN);
    }

    private void draw() {
        getChildren().clear();
        if (steps.isEmpty() || getWidth() <= LEFT) {
            return;
        }
        for (double level : new double[]{0, MapSanity.KEPT_FROM, 1}) {
            Line line = new Line(LEFT, y(level), getWidth() - MARGIN, y(level));
            line.getStyleClass().add(level == MapSanity.KEPT_FROM ? "sanity-threshold" : "sanity-grid");
            Text words = new Text(0, y(level) + 4, level == MapSanity.KEPT_FROM ? "0.5" : String.valueOf((int) level));
            words.getStyleClass().add("sanity-axis");
            getChildren().addAll(line, words);
        }
        line(Step::structure, "sanity-structure", true);
        line(Step::rank, "sanity-rank", false);
    }

    private void line(ToDoubleFunction<Step> value, String style, boolean squares) {
        Polyline line = new Polyline();
        line.getStyleClass().add(style);
        getChildren().add(line);
        for (int i = 0; i <= steps.size(); i++) {
            double x = x(i);
            double y = y(i == 0 ? 1 : value.applyAsDouble(steps.get(i - 1)));
            line.getPoints().addAll(x, y);
            Shape mark = squares
                    ? new Rectangle(x - DOT, y - DOT, 2 * DOT, 2 * DOT)
                    : new Circle(x, y, DOT);
            mark.getStyleClass().add(style + "-mark");
            getChildren().add(mark);
        }
    }
}
