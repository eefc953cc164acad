package org.refers.viewer.result;

import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Point2D;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.Text;
import javafx.scene.text.TextAlignment;
import org.refers.viewer.result.UnitPlot.Bar;
import org.refers.viewer.result.UnitPlot.Line;
import org.refers.viewer.result.UnitPlot.Mark;
import org.refers.viewer.result.UnitPlot.Style;
import org.refers.viewer.theme.PlotColours;
import org.refers.viewer.theme.PlotTheme;

/** Draws a {@link UnitPlot} as a square with ticks, axis names and a readout where the pointer is. */
public final class UnitPlotPane extends Region {

    private static final double LEFT = 46;
    private static final double RIGHT = 12;
    private static final double TOP = 28;
    private static final double BOTTOM = 42;
    private static final int PARTS = 5;
    /** Bars take this share of the height, so that they do not hide points. */
    private static final double BARS_SHARE = 0.22;
    /** Points nearer than this, in pixels, would be drawn over each other. */
    private static final double VISIBLE = 0.3;
    /** How near the pointer must be to a point for its readout, in pixels. */
    private static final double NEAR = 26;

    /** The first curve and, for what must stand out from it, the second. */
    private static final int CURVE = 0;
    private static final int POINT = 1;

    private final PlotTheme theme = new PlotTheme(this::requestLayout);
    private final Canvas canvas = new Canvas();
    private final Names names;
    private UnitPlot plot = UnitPlot.EMPTY;
    private PlotColours colours = PlotColours.PLAIN;
    private Optional<Point2D> pointer = Optional.empty();

    /**
     * What stands beside the plane.
     *
     * @param title above
     * @param across below the x axis
     * @param up beside the y axis
     * @param nothing in the middle of an empty plane
     */
    public record Names(String title, String across, String up, String nothing) {
    }

    /** Creates an empty plane. */
    public UnitPlotPane(Names names) {
        this.names = names;
        getStyleClass().add("plot-pane");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(names.title());
        setMinSize(150, 150);
        setPrefSize(280, 250);
        canvas.setMouseTransparent(true);
        getChildren().addAll(theme, canvas);
        setOnMouseMoved(event -> pointAt(Optional.of(new Point2D(event.getX(), event.getY()))));
        setOnMouseExited(event -> pointAt(Optional.empty()));
    }

    private void pointAt(Optional<Point2D> where) {
        pointer = where;
        requestLayout();
    }

    /** Draws this from now on. */
    public void show(UnitPlot shown) {
        plot = shown;
        setAccessibleText(shown.summary().isEmpty() ? names.title() : names.title() + ": " + shown.summary());
        requestLayout();
    }

    @Override
    protected void layoutChildren() {
        colours = theme.colours();
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        if (side() < 40) {
            return;
        }
        drawPlane(g);
        if (plot.lines().isEmpty() && plot.marks().isEmpty()) {
            g.setTextAlign(TextAlignment.CENTER);
            g.setTextBaseline(VPos.CENTER);
            g.fillText(names.nothing(), x(0.5), y(0.5), side() - 8);
            return;
        }
        drawBars(g);
        plot.lines().forEach(line -> draw(g, line));
        plot.marks().forEach(mark -> draw(g, mark));
        pointer.flatMap(this::nearest).ifPresent(found -> drawReadout(g, found));
    }

    private void drawPlane(GraphicsContext g) {
        g.setFont(Font.font(11));
        g.setLineWidth(1);
        g.setStroke(colours.grid());
        g.setFill(colours.axis());
        for (int i = 0; i <= PARTS; i++) {
            double at = (double) i / PARTS;
            String words = String.format(Locale.ROOT, "%.1f", at);
            g.strokeLine(x(0), edge(y(at)), x(1), edge(y(at)));
            g.strokeLine(edge(x(at)), y(0), edge(x(at)), y(1));
            g.setTextAlign(TextAlignment.RIGHT);
            g.setTextBaseline(VPos.CENTER);
            g.fillText(words, x(0) - 5, y(at));
            g.setTextAlign(TextAlignment.CENTER);
            g.setTextBaseline(VPos.TOP);
            g.fillText(words, x(at), y(0) + 5);
        }
        g.fillText(names.across(), x(0.5), y(0) + 21);
        g.save();
        g.translate(x(0) - 42, y(0.5));
        g.rotate(-90);
        g.fillText(names.up(), 0, 0);
        g.restore();
        g.setFill(colours.text());
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(names.title(), x(0), y(1) - 22, side());
        g.setFill(colours.axis());
    }

    private void drawBars(GraphicsContext g) {
        int most = plot.bars().stream().mapToInt(Bar::count).max().orElse(0);
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.BOTTOM);
        g.setFont(Font.font(9.5));
        for (Bar bar : plot.bars()) {
            double height = BARS_SHARE * side() * bar.count() / most;
            g.setFill(colours.bars());
            g.fillRect(x(bar.from()) + 1, y(0) - height, x(bar.to()) - x(bar.from()) - 2, height);
            g.setFill(colours.axis());
            g.fillText(Integer.toString(bar.count()), x((bar.from() + bar.to()) / 2), y(0) - height - 1,
                    x(bar.to()) - x(bar.from()));
        }
        g.setFont(Font.font(11));
    }

    private void draw(GraphicsContext g, Line line) {
        boolean reference = line.style() == Style.REFERENCE;
        g.setStroke(reference ? colours.pointer() : colours.curve(CURVE));
        g.setLineWidth(reference ? 1 : 2);
        g.setLineJoin(StrokeLineJoin.ROUND);
        g.setLineDashes(reference ? new double[]{5, 4} : new double[]{});
        g.beginPath();
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (int i = 0; i < line.x().length; i++) {
            double x = x(line.x()[i]);
            double y = y(line.y()[i]);
            boolean last = i == line.x().length - 1;
            if (i > 0 && !last && Math.abs(x - lastX) < VISIBLE && Math.abs(y - lastY) < VISIBLE) {
                continue;
            }
            if (i == 0) {
                g.moveTo(x, y);
            } else {
                if (line.style() == Style.STAIRS) {
                    g.lineTo(lastX, y);
                }
                g.lineTo(x, y);
            }
            lastX = x;
            lastY = y;
        }
        g.stroke();
        g.setLineDashes();
    }

    private void draw(GraphicsContext g, Mark mark) {
        double x = x(mark.x());
        Color colour = colours.curve(mark.strong() ? POINT : CURVE);
        g.setStroke(colour);
        g.setFill(colour);
        g.setLineWidth(1.5);
        if (mark.high() > mark.low()) {
            g.strokeLine(x, y(mark.low()), x, y(mark.high()));
            g.strokeLine(x - 3, y(mark.low()), x + 3, y(mark.low()));
            g.strokeLine(x - 3, y(mark.high()), x + 3, y(mark.high()));
        }
        double radius = mark.strong() ? 5 : 3.5;
        g.fillOval(x - radius, y(mark.y()) - radius, 2 * radius, 2 * radius);
        if (mark.strong()) {
            g.strokeOval(x - 8, y(mark.y()) - 8, 16, 16);
        }
    }

    /** A point and what it is. */
    private record Found(double x, double y, String words, double distance) {
    }

    private Optional<Found> nearest(Point2D at) {
        Found best = new Found(0, 0, "", NEAR);
        for (Line line : plot.lines()) {
            for (int i = 0; line.style() != Style.REFERENCE && i < line.x().length; i++) {
                double distance = at.distance(x(line.x()[i]), y(line.y()[i]));
                if (distance < best.distance()) {
                    best = new Found(x(line.x()[i]), y(line.y()[i]), line.words().apply(i), distance);
                }
            }
        }
        for (Mark mark : plot.marks()) {
            double distance = at.distance(x(mark.x()), y(mark.y()));
            if (distance <= best.distance()) {
                best = new Found(x(mark.x()), y(mark.y()), mark.words(), distance);
            }
        }
        return Optional.of(best).filter(found -> !found.words().isEmpty());
    }

    private void drawReadout(GraphicsContext g, Found found) {
        Text measure = new Text(found.words());
        measure.setFont(g.getFont());
        double width = measure.getLayoutBounds().getWidth() + 16;
        double height = measure.getLayoutBounds().getHeight() + 10;
        double left = Math.clamp(found.x() - width / 2, 0, Math.max(0, getWidth() - width));
        double top = found.y() - height - 12 < 0 ? found.y() + 12 : found.y() - height - 12;
        g.setFill(colours.card());
        g.fillRoundRect(left, top, width, height, 8, 8);
        g.setStroke(colours.pointer());
        g.setLineWidth(1);
        g.strokeRoundRect(left, top, width, height, 8, 8);
        g.setFill(colours.text());
        g.fillOval(found.x() - 3, found.y() - 3, 6, 6);
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.TOP);
        g.fillText(found.words(), left + 8, top + 5);
    }

    private static double edge(double at) {
        return Math.round(at) + 0.5;
    }

    private double side() {
        return Math.min(getWidth() - LEFT - RIGHT, getHeight() - TOP - BOTTOM);
    }

    private double x(double share) {
        return LEFT + share * side();
    }

    private double y(double share) {
        return TOP + (1 - share) * side();
    }
}
