package org.refers.viewer.chart;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.scene.AccessibleRole;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import org.refers.viewer.chart.RatioPlot.Spot;

/** A curve over label ratios; who listens hears of the run that the pointer is near. */
public final class RatioChart extends Region {

    /** How near the pointer must be to a dot, in pixels. */
    private static final double NEAR = 24;

    private String title = "";
    private List<RatioSeries> series = List.of();
    private Optional<RatioPlot> plot = Optional.empty();
    private Consumer<Optional<RatioSeries.Point>> onPoint = point -> {
    };

    /** Creates an empty chart. */
    public RatioChart() {
        setId("ratio-chart");
        getStyleClass().add("plot-pane");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(200, 160);
        setOnMouseMoved(this::pointed);
        setOnMouseExited(event -> onPoint.accept(Optional.empty()));
    }

    /** Shows these series from now on; none leaves the chart empty. */
    public void show(String words, List<RatioSeries> shown) {
        title = words;
        series = List.copyOf(shown);
        StringBuilder heard = new StringBuilder(words);
        for (RatioSeries one : series) {
            heard.append(". ").append(one.name());
            one.means().forEach((ratio, mean) -> heard.append(", ").append(RatioPlot.percent(ratio)).append(": ")
                    .append(AxisScale.text(mean)));
        }
        setAccessibleText(heard.toString());
        plot = Optional.empty();
        requestLayout();
    }

    /** Hands over who hears of the run that the pointer is near. */
    public void onPoint(Consumer<Optional<RatioSeries.Point>> listener) {
        onPoint = listener;
    }

    @Override
    protected void layoutChildren() {
        boolean fits = PlotFrame.fits(getWidth(), getHeight()) && getHeight() > 140 && !series.isEmpty();
        plot = fits ? Optional.of(RatioPlot.of(title, series, getWidth(), getHeight())) : Optional.empty();
        getChildren().setAll(plot.map(one -> PagePainter.paint(one.page(), 1)).stream().toList());
        getChildren().forEach(canvas -> canvas.setMouseTransparent(true));
    }

    private void pointed(MouseEvent event) {
        onPoint.accept(plot.flatMap(one -> one.spots().stream()
                .filter(spot -> distance(spot, event) <= NEAR)
                .min(Comparator.comparingDouble(spot -> distance(spot, event))).map(Spot::point)));
    }

    private static double distance(Spot spot, MouseEvent event) {
        return Math.hypot(spot.x() - event.getX(), spot.y() - event.getY());
    }

    /** What is shown, for a file. */
    public ChartCapture capture() {
        RatioPlot shown = RatioPlot.of(title, series, Math.max(getWidth(), 400), Math.max(getHeight(), 300));
        String table = RatioPlot.table(series);
        return new ChartCapture(shown.page(), out -> out.append(table));
    }
}
