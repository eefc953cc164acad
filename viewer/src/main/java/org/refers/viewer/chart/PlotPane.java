package org.refers.viewer.chart;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws lines over steps: grid, ticks, lines, and a readout where the pointer is. */
final class PlotPane extends Region {

    private static final double LEFT = 58;
    private static final double RIGHT = 16;
    /** Room for the title: within the plot a line could run through it. */
    private static final double TOP = 26;
    private static final double BOTTOM = 26;

    private static final Color GRID = Color.web("#2b323c");
    private static final Color AXIS_TEXT = Color.web("#8b96a5");
    private static final Color CROSSHAIR = Color.web("#6b7685");
    private static final Color CARD = Color.web("#10151b", 0.94);
    private static final Color CARD_TEXT = Color.web("#dfe6ee");

    private final Canvas canvas = new Canvas();
    private final String title;

    private List<PlotLine> lines = List.of();
    private boolean logarithmic;
    private OptionalDouble lastStep = OptionalDouble.empty();
    private OptionalDouble pointer = OptionalDouble.empty();

    PlotPane(String title) {
        this.title = title;
        getStyleClass().add("plot-pane");
        canvas.setMouseTransparent(true);
        getChildren().add(canvas);
        setOnMouseMoved(event -> pointAt(OptionalDouble.of(event.getX())));
        setOnMouseExited(event -> pointAt(OptionalDouble.empty()));
    }

    private void pointAt(OptionalDouble x) {
        pointer = x;
        requestLayout();
    }

    /**
     * Draws these lines from now on.
     *
     * @param drawn lines, the later above the earlier
     * @param logScale whether the values' axis is logarithmic
     * @param greatestStep end of the steps' axis, so that two plots can share it
     */
    void show(List<PlotLine> drawn, boolean logScale, OptionalDouble greatestStep) {
        lines = List.copyOf(drawn);
        logarithmic = logScale;
        lastStep = greatestStep;
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        if (getWidth() > LEFT + RIGHT + 20 && getHeight() > TOP + BOTTOM + 20) {
            AxisScale steps = new AxisScale(0, Math.max(1, lastStep.orElse(1)), false);
            draw(g, steps, valueAxis());
        }
    }

    private AxisScale valueAxis() {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (PlotLine line : lines) {
            for (int i = 0; i < line.curve().size(); i++) {
                double value = line.curve().value(i);
                if (Double.isFinite(value) && (!logarithmic || value > 0)) {
                    least = Math.min(least, value);
                    greatest = Math.max(greatest, value);
                }
            }
        }
        return AxisScale.around(least, greatest, logarithmic);
    }

    private void draw(GraphicsContext g, AxisScale steps, AxisScale values) {
        drawGrid(g, steps, values);
        g.save();
        g.beginPath();
        g.rect(LEFT, TOP - 4, plotWidth() + 6, plotHeight() + 8);
        g.clip();
        lines.forEach(line -> drawLine(g, line, steps, values));
        g.restore();
        pointer.ifPresent(x -> drawReadout(g, steps, values, x));
    }

    private void drawGrid(GraphicsContext g, AxisScale steps, AxisScale values) {
        g.setFont(Font.font(11));
        g.setLineWidth(1);
        g.setFill(AXIS_TEXT);
        g.setStroke(GRID);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        for (double tick : values.ticks((int) Math.max(2, plotHeight() / 45))) {
            double y = Math.round(y(values, tick)) + 0.5;
            g.strokeLine(LEFT, y, LEFT + plotWidth(), y);
            g.fillText(AxisScale.text(tick), LEFT - 8, y);
        }
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.TOP);
        for (double tick : steps.ticks((int) Math.max(2, plotWidth() / 110))) {
            double x = Math.round(x(steps, tick)) + 0.5;
            g.strokeLine(x, TOP + plotHeight(), x, TOP + plotHeight() + 4);
            g.fillText(AxisScale.text(tick), x, TOP + plotHeight() + 8);
        }
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(title, LEFT, 4);
    }

    private void drawLine(GraphicsContext g, PlotLine line, AxisScale steps, AxisScale values) {
        boolean raw = line.style() == PlotLine.Style.RAW;
        g.setStroke(raw ? line.colour().deriveColor(0, 1, 1, 0.28) : line.colour());
        g.setLineWidth(raw ? 1 : 2);
        g.setLineJoin(StrokeLineJoin.ROUND);
        g.setLineDashes(line.style() == PlotLine.Style.MEASURED ? new double[]{6, 4} : new double[]{});
        int[] indices = CurveThinner.indices(line.curve(), steps, (int) plotWidth());
        boolean down = false;
        g.beginPath();
        for (int index : indices) {
            double value = line.curve().value(index);
            boolean drawable = Double.isFinite(value) && (!logarithmic || value > 0);
            if (drawable && down) {
                g.lineTo(x(steps, line.curve().step(index)), y(values, value));
            } else if (drawable) {
                g.moveTo(x(steps, line.curve().step(index)), y(values, value));
            }
            down = drawable;
        }
        g.stroke();
        g.setLineDashes();
        if (line.style() == PlotLine.Style.MEASURED || indices.length == 1) {
            g.setFill(line.colour());
            for (int index : indices) {
                g.fillOval(x(steps, line.curve().step(index)) - 3, y(values, line.curve().value(index)) - 3, 6, 6);
            }
        }
    }

    private void drawReadout(GraphicsContext g, AxisScale steps, AxisScale values, double at) {
        double step = steps.value(Math.clamp((at - LEFT) / plotWidth(), 0, 1));
        List<PlotLine> read = lines.stream().filter(line -> line.style() != PlotLine.Style.RAW)
                .filter(line -> line.curve().size() > 0).toList();
        Optional<PlotLine> guide = read.stream().max((a, b) -> a.curve().size() - b.curve().size());
        if (guide.isEmpty()) {
            return;
        }
        double snapped = guide.get().curve().step(guide.get().curve().nearest(step));
        double x = Math.round(x(steps, snapped)) + 0.5;
        g.setStroke(CROSSHAIR);
        g.setLineWidth(1);
        g.strokeLine(x, TOP, x, TOP + plotHeight());
        drawCard(g, read, snapped, x);
        for (PlotLine line : read) {
            double value = line.curve().value(line.curve().nearest(snapped));
            g.setFill(line.colour());
            g.fillOval(x(steps, line.curve().step(line.curve().nearest(snapped))) - 3.5, y(values, value) - 3.5, 7, 7);
        }
    }

    private void drawCard(GraphicsContext g, List<PlotLine> read, double step, double x) {
        double width = 200;
        double height = 24 + 17 * read.size();
        double left = x + 12 + width > LEFT + plotWidth() ? x - 12 - width : x + 12;
        g.setFill(CARD);
        g.fillRoundRect(left, TOP + 4, width, height, 8, 8);
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(AXIS_TEXT);
        g.fillText(AxisScale.text(step), left + 10, TOP + 16);
        double y = TOP + 33;
        for (PlotLine line : read) {
            double value = line.curve().value(line.curve().nearest(step));
            g.setFill(line.colour());
            g.fillOval(left + 10, y - 4, 8, 8);
            g.setFill(CARD_TEXT);
            g.setTextAlign(TextAlignment.LEFT);
            g.fillText(line.name(), left + 24, y, width - 90);
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(AxisScale.text(value), left + width - 10, y);
            y += 17;
        }
    }

    private double plotWidth() {
        return getWidth() - LEFT - RIGHT;
    }

    private double plotHeight() {
        return getHeight() - TOP - BOTTOM;
    }

    private double x(AxisScale steps, double step) {
        return LEFT + steps.share(step) * plotWidth();
    }

    private double y(AxisScale values, double value) {
        return TOP + (1 - values.share(value)) * plotHeight();
    }
}
