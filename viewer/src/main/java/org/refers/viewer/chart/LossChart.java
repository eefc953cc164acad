package org.refers.viewer.chart;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import javafx.geometry.Pos;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import org.refers.viewer.chart.RunCurves.Key;
import org.refers.viewer.chart.RunCurves.Side;
import org.refers.viewer.text.Texts;

/**
 * Losses of a run above its learning rate. What was measured is always drawn, faintly; the smoothed line lies over it
 * and is computed from all points, looking back only.
 */
public final class LossChart extends BorderPane {

    /** Batches are small and noisy; at 0.9 a trend shows after some ten steps and lags little. */
    private static final double DEFAULT_SMOOTHING = 0.9;

    private static final double MOST_SMOOTHING = 0.99;
    private static final double RATE_HEIGHT = 134;

    private static final List<Color> COLOURS = List.of(Color.web("#6cb6ff"), Color.web("#4fd1a5"), Color.web("#f0a35e"),
            Color.web("#c39bf5"), Color.web("#f47c9c"));

    private final Texts texts;
    private final PlotPane losses;
    private final PlotPane rates;
    private final Label empty = new Label();
    private final CheckBox logScale = new CheckBox();
    private final Slider smoothing = new Slider(0, MOST_SMOOTHING, DEFAULT_SMOOTHING);
    private final FlowPane legend = new FlowPane(6, 6);
    private final Map<Key, ToggleButton> toggles = new LinkedHashMap<>();
    private RunCurves curves = new RunCurves();

    /** Creates a chart without a run. */
    public LossChart(Texts texts) {
        this.texts = texts;
        this.losses = new PlotPane(texts.get("chart.loss"));
        this.rates = new PlotPane(texts.get("chart.rate"));
        getStyleClass().add("loss-chart");
        losses.setId("loss-plot");
        rates.setId("rate-plot");
        rates.setMinHeight(RATE_HEIGHT);
        rates.setPrefHeight(RATE_HEIGHT);
        empty.setText(texts.get("chart.empty"));
        empty.getStyleClass().add("empty-hint");
        VBox plots = new VBox(losses, rates);
        // Axes from nought to one over nothing say something that is not so.
        plots.visibleProperty().bind(empty.visibleProperty().not());
        VBox.setVgrow(losses, Priority.ALWAYS);
        setTop(controls());
        setCenter(new StackPane(plots, empty));
    }

    private HBox controls() {
        logScale.setId("log-scale");
        logScale.setText(texts.get("chart.log"));
        logScale.selectedProperty().subscribe(on -> redraw());
        smoothing.setId("smoothing");
        smoothing.setPrefWidth(130);
        smoothing.setAccessibleText(texts.get("chart.smoothing"));
        smoothing.setTooltip(new Tooltip(texts.get("chart.smoothing.why")));
        smoothing.valueProperty().subscribe(value -> redraw());
        Label name = new Label(texts.get("chart.smoothing"));
        name.getStyleClass().add("row-detail");
        name.setMinWidth(Region.USE_PREF_SIZE);
        logScale.setMinWidth(Region.USE_PREF_SIZE);
        legend.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(legend, Priority.ALWAYS);
        HBox controls = new HBox(12, legend, name, smoothing, logScale);
        controls.setAlignment(Pos.CENTER_RIGHT);
        controls.getStyleClass().add("chart-controls");
        return controls;
    }

    /** Shows these curves and follows their growth. */
    public void show(RunCurves shown) {
        curves = shown;
        legend.getChildren().clear();
        toggles.clear();
        shown.onGrowth(() -> {
            if (curves == shown) {
                redraw();
            }
        });
        redraw();
    }

    private void redraw() {
        curves.losses().keySet().forEach(this::addToggle);
        empty.setVisible(curves.losses().isEmpty());
        OptionalDouble last = curves.losses().values().stream().filter(curve -> curve.size() > 0)
                .mapToDouble(curve -> curve.step(curve.size() - 1)).max();
        losses.show(lossLines(), logScale.isSelected(), last);
        PlotLine rate = new PlotLine(texts.get("chart.rate"), curves.learningRate(), Color.web("#aab6c5"),
                PlotLine.Style.SOLID);
        rates.show(List.of(rate), false, last);
    }

    private List<PlotLine> lossLines() {
        List<PlotLine> lines = new ArrayList<>();
        curves.losses().forEach((key, curve) -> {
            if (toggles.get(key) instanceof ToggleButton toggle && toggle.isSelected()) {
                addLines(lines, key, curve);
            }
        });
        return lines;
    }

    private void addLines(List<PlotLine> lines, Key key, Curve curve) {
        if (key.side() == Side.VALIDATION) {
            lines.add(new PlotLine(name(key), curve, colour(key), PlotLine.Style.MEASURED));
            return;
        }
        if (smoothing.getValue() > 0) {
            lines.addFirst(new PlotLine(name(key), curve, colour(key), PlotLine.Style.RAW));
        }
        lines.add(new PlotLine(name(key), curve.smoothed(smoothing.getValue()), colour(key), PlotLine.Style.SOLID));
    }

    private void addToggle(Key key) {
        if (toggles.containsKey(key)) {
            return;
        }
        ToggleButton toggle = new ToggleButton(name(key));
        Circle dot = new Circle(4.5, key.side() == Side.VALIDATION ? Color.TRANSPARENT : colour(key));
        dot.setStroke(colour(key));
        dot.setStrokeWidth(1.5);
        toggle.setGraphic(dot);
        toggle.setId("curve-" + key.term() + "-" + key.side().name().toLowerCase(Locale.ROOT));
        toggle.getStyleClass().add("legend-toggle");
        toggle.setSelected(true);
        toggle.setOnAction(pressed -> redraw());
        toggles.put(key, toggle);
        legend.getChildren().add(toggle);
    }

    private String name(Key key) {
        String term = texts.has("chart.term." + key.term()) ? texts.get("chart.term." + key.term()) : key.term();
        return key.side() == Side.TRAINING ? term : texts.format("chart.validation", term);
    }

    /** One colour a term; validation has its term's colour and is told apart by dashes and dots. */
    private Color colour(Key key) {
        List<String> terms = curves.losses().keySet().stream().map(Key::term).distinct().toList();
        return COLOURS.get(Math.max(0, terms.indexOf(key.term())) % COLOURS.size());
    }
}
