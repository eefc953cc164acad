package org.refers.viewer.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.SnapshotParameters;
import javafx.scene.canvas.Canvas;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.refers.viewer.text.Texts;

/**
 * Two plots of one run or of several, over the same steps: losses above the learning rate at first. What was measured is
 * always drawn, faintly; the smoothed line lies over it and is computed from all points, looking back only.
 */
public final class RunChart extends BorderPane {

    /** Forms in which a chart is saved. */
    public enum Format {
        PNG, SVG, CSV
    }

    /** Batches are small and noisy; at 0.9 a trend shows after some ten steps and lags little. */
    private static final double DEFAULT_SMOOTHING = 0.9;

    /** At 0.999 the last thousand steps count, which long runs want. */
    private static final double MOST_SMOOTHING = 0.999;
    private static final double LOWER_HEIGHT = 150;
    /** Twice the screen's pixels: sharp in print at half a page's width. */
    private static final double PICTURE_SCALE = 2;

    private final Texts texts;
    private final ShownCurves curves;
    private final PlotNavigation navigation = new PlotNavigation();
    private final PlotPane upper = new PlotPane(navigation);
    private final PlotPane lower = new PlotPane(navigation);
    private final ComboBox<Figure> upperFigure = new ComboBox<>();
    private final ComboBox<Figure> lowerFigure = new ComboBox<>();
    private final Label empty = new Label();
    private final CheckBox logScale = new CheckBox();
    /** By the number of steps that count, so that the slider's right half is of use. */
    private final Slider smoothing = new Slider(0, 1, position(DEFAULT_SMOOTHING));
    private final Button reset = new Button();
    private final MenuButton export = new MenuButton();
    private final ChartLegend legend;
    private final Runnable growth = this::redraw;
    private Consumer<Format> onExport = format -> {
    };

    /** Creates a chart without a run. */
    public RunChart(Texts texts) {
        this.texts = texts;
        this.curves = new ShownCurves(texts);
        this.legend = new ChartLegend(curves, this::redraw);
        getStyleClass().add("run-chart");
        upper.setId("upper-plot");
        lower.setId("lower-plot");
        lower.setMinHeight(LOWER_HEIGHT);
        lower.setPrefHeight(LOWER_HEIGHT);
        empty.setText(texts.get("chart.empty"));
        empty.getStyleClass().add("empty-hint");
        VBox plots = new VBox(upper, lower);
        // Axes from nought to one over nothing say something that is not so.
        plots.visibleProperty().bind(empty.visibleProperty().not());
        VBox.setVgrow(upper, Priority.ALWAYS);
        setTop(new VBox(controls(), legend));
        setCenter(new StackPane(plots, empty));
        navigation.onChange(() -> reset.setDisable(!navigation.isZoomed()));
        redraw();
    }

    private FlowPane controls() {
        choice(upperFigure, "figure-upper", "chart.upper", Figure.LOSS);
        choice(lowerFigure, "figure-lower", "chart.lower", Figure.LEARNING_RATE);
        logScale.setId("log-scale");
        logScale.setText(texts.get("chart.log"));
        logScale.setTooltip(new Tooltip(texts.get("chart.log.why")));
        logScale.selectedProperty().addListener((property, before, now) -> redraw());
        smoothing.setId("smoothing");
        smoothing.setPrefWidth(130);
        smoothing.setBlockIncrement(0.05);
        smoothing.setAccessibleText(texts.get("chart.smoothing"));
        smoothing.setTooltip(new Tooltip(texts.get("chart.smoothing.why")));
        Label share = new Label();
        share.getStyleClass().add("row-detail");
        share.setMinWidth(36);
        share.textProperty().bind(smoothing.valueProperty()
                .map(at -> String.format(Locale.ROOT, "%.3f", weight(at.doubleValue()))));
        smoothing.valueProperty().addListener((property, before, now) -> redraw());
        Label name = new Label(texts.get("chart.smoothing"));
        name.getStyleClass().add("row-detail");
        name.setMinWidth(Region.USE_PREF_SIZE);
        reset.setId("zoom-reset");
        reset.setText(texts.get("chart.reset"));
        reset.setTooltip(new Tooltip(texts.get("chart.reset.why")));
        reset.setDisable(true);
        reset.setOnAction(pressed -> navigation.reset());
        export.setId("chart-export");
        export.setText(texts.get("chart.export"));
        for (Format format : Format.values()) {
            MenuItem item = new MenuItem(texts.get("chart.export." + format.name().toLowerCase(Locale.ROOT)));
            item.setId("export-" + format.name().toLowerCase(Locale.ROOT));
            item.setOnAction(chosen -> onExport.accept(format));
            export.getItems().add(item);
        }
        HBox smooth = new HBox(8, name, smoothing, share);
        smooth.setAlignment(Pos.CENTER_LEFT);
        FlowPane controls = new FlowPane(12, 6, upperFigure, lowerFigure, smooth, logScale, reset, export);
        controls.setAlignment(Pos.CENTER_LEFT);
        controls.getStyleClass().add("chart-controls");
        return controls;
    }

    private void choice(ComboBox<Figure> box, String id, String key, Figure first) {
        box.setId(id);
        box.setAccessibleText(texts.get(key));
        box.setTooltip(new Tooltip(texts.get(key)));
        box.getItems().setAll(Figure.values());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(Figure figure) {
                return figure == null ? "" : texts.get("chart.figure." + figure.key());
            }

            @Override
            public Figure fromString(String words) {
                throw new UnsupportedOperationException("the box is not written in");
            }
        });
        box.setValue(first);
        box.valueProperty().addListener((property, before, now) -> redraw());
    }

    /** The share of the past at a place of the slider, 0 to 1: each third of it means ten times as many steps. */
    static double weight(double position) {
        return 1 - Math.pow(1 - MOST_SMOOTHING, position);
    }

    private static double position(double weight) {
        return Math.log(1 - weight) / Math.log(1 - MOST_SMOOTHING);
    }

    /** Where both plots look. */
    PlotNavigation navigation() {
        return navigation;
    }

    /** Hands over what saves the chart. */
    public void onExport(Consumer<Format> saver) {
        onExport = saver;
    }

    /** Shows these runs over each other, the first on the first colour, and follows their growth. */
    public void show(List<NamedCurves> runs) {
        curves.runs().forEach(run -> run.curves().forget(growth));
        curves.setRuns(runs);
        runs.forEach(run -> run.curves().onGrowth(growth));
        redraw();
    }

    private void redraw() {
        curves.setSmoothing(weight(smoothing.getValue()));
        boolean nothing = curves.keys(Figure.LOSS).isEmpty();
        empty.setVisible(nothing);
        export.setDisable(nothing);
        navigation.reachTo(curves.runs().stream().flatMapToDouble(run -> run.curves().lastStep().stream()).max()
                .orElse(1));
        reset.setDisable(!navigation.isZoomed());
        legend.follow(List.of(upperFigure.getValue(), lowerFigure.getValue()));
        show(upper, upperFigure.getValue(), logScale.isSelected());
        show(lower, lowerFigure.getValue(), false);
    }

    private void show(PlotPane pane, Figure figure, boolean logarithmic) {
        List<ShownCurve> shown = shown(figure);
        String title = texts.get("chart.figure." + figure.key());
        pane.show(curves.keys(figure).isEmpty() ? texts.format("chart.none", title) : title, lines(shown),
                logarithmic);
    }

    private List<ShownCurve> shown(Figure figure) {
        return curves.of(figure, key -> legend.isShown(figure, key));
    }

    /** All faint lines lie under all strong ones. */
    private static List<PlotLine> lines(List<ShownCurve> shown) {
        List<PlotLine> lines = new ArrayList<>(shown.stream().flatMap(curve -> curve.lines().stream()).toList());
        lines.sort((a, b) -> Boolean.compare(a.style() != PlotLine.Style.RAW, b.style() != PlotLine.Style.RAW));
        return lines;
    }

    /** What is shown now, to be written elsewhere. */
    public ChartCapture capture() {
        List<ShownCurve> shown = Stream.of(upperFigure.getValue(), lowerFigure.getValue()).distinct()
                .flatMap(figure -> shown(figure).stream()).toList();
        // A figure of one curve is named by its plot's title.
        List<ChartPage.Entry> entries = shown.stream()
                .filter(curve -> curves.runs().size() > 1 || curves.keys(curve.figure()).size() > 1)
                .map(curve -> new ChartPage.Entry(curve.name(), curve.look(), curve.hasDots())).distinct().toList();
        List<PlotPicture> plots = Stream.of(upper, lower)
                .flatMap(pane -> pane.picture(pane.getWidth(), pane.getHeight()).stream()).toList();
        return new ChartCapture(new ChartPage(upper.getWidth(), entries, plots),
                new ChartTable(shown, navigation.range())::write);
    }

    /** Draws a capture, at twice its size, and hands the picture over when it is there. On the JavaFX thread. */
    public static void picture(ChartCapture capture, Consumer<WritableImage> ready) {
        Canvas canvas = PagePainter.paint(capture.page(), PICTURE_SCALE);
        canvas.snapshot(result -> {
            ready.accept(result.getImage());
            return null;
        }, new SnapshotParameters(), null);
    }
}
