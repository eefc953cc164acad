package org.refers.viewer.chart;

import java.util.Arrays;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.refers.viewer.chart.PlotPicture.Tick;

/** Draws a plot on a canvas: grid, ticks and lines. */
final class PlotPainter {

    private static final double DOT = 3;
    /** Points a pixel from which on a stroke covers its columns whole, and takes ten times as long as bars. */
    private static final double DENSE = 2;

    private final GraphicsContext g;
    private final PlotPicture picture;
    private final PlotFrame frame;

    private PlotPainter(GraphicsContext g, PlotPicture picture) {
        this.g = g;
        this.picture = picture;
        this.frame = picture.frame();
    }

    static void paint(GraphicsContext g, PlotPicture picture) {
        PlotPainter painter = new PlotPainter(g, picture);
        painter.grid();
        g.save();
        g.beginPath();
        g.rect(PlotFrame.LEFT, PlotFrame.TOP - 4, painter.frame.plotWidth() + 6, painter.frame.plotHeight() + 8);
        g.clip();
        picture.paths().forEach(painter::line);
        g.restore();
    }

    private void grid() {
        double bottom = PlotFrame.TOP + frame.plotHeight();
        g.setFont(Font.font(11));
        g.setLineWidth(1);
        g.setFill(ChartColours.AXIS_TEXT);
        g.setStroke(ChartColours.GRID);
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        for (Tick tick : picture.valueTicks()) {
            double y = Math.round(frame.y(tick.value())) + 0.5;
            g.strokeLine(PlotFrame.LEFT, y, PlotFrame.LEFT + frame.plotWidth(), y);
            g.fillText(tick.label(), PlotFrame.LEFT - 8, y);
        }
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.TOP);
        for (Tick tick : picture.stepTicks()) {
            double x = Math.round(frame.x(tick.value())) + 0.5;
            g.strokeLine(x, bottom, x, bottom + 4);
            g.fillText(tick.label(), x, bottom + 8);
        }
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText(picture.title(), PlotFrame.LEFT, 4);
    }

    private void line(PlotPath path) {
        PlotLine line = path.line();
        boolean raw = line.style() == PlotLine.Style.RAW;
        g.setGlobalAlpha(raw ? ChartColours.FAINT : 1);
        g.setStroke(line.look().colour());
        g.setFill(line.look().colour());
        g.setLineWidth(raw ? 1 : 2);
        // Round joins of thousands of points take most of the time, and nobody sees them.
        g.setLineJoin(StrokeLineJoin.BEVEL);
        if (path.size() > DENSE * frame.plotWidth()) {
            columns(path, raw ? 1 : 2, raw ? new double[0] : line.look().dashArray());
        } else {
            g.setLineDashes(raw ? new double[0] : line.look().dashArray());
            stroke(path);
            g.setLineDashes();
        }
        for (int i = 0; i < path.size(); i++) {
            if (path.isAlone(i) || path.hasDots() && !path.isGap(i)) {
                g.fillOval(path.x(i) - DOT, path.y(i) - DOT, 2 * DOT, 2 * DOT);
            }
        }
        g.setGlobalAlpha(1);
    }

    private void stroke(PlotPath path) {
        g.beginPath();
        for (int i = 0; i < path.size(); i++) {
            if (path.isGap(i)) {
                continue;
            }
            if (i > 0 && !path.isGap(i - 1)) {
                g.lineTo(path.x(i), path.y(i));
            } else {
                g.moveTo(path.x(i), path.y(i));
            }
        }
        g.stroke();
    }

    /**
     * A line that goes up and down in every column is a bar a column, from its least to its greatest value. Dashes are counted
     * in columns: along such a line they would be a blur.
     */
    private void columns(PlotPath path, double thickness, double[] dashes) {
        double length = Arrays.stream(dashes).sum();
        int start = 0;
        while (start < path.size()) {
            double column = Math.floor(path.x(start));
            // The line comes from the column before.
            double top = start > 0 ? path.y(start - 1) : Double.NaN;
            double bottom = top;
            int end = start;
            while (end < path.size() && Math.floor(path.x(end)) == column) {
                double y = path.y(end);
                top = top <= y || Double.isNaN(y) ? top : y;
                bottom = bottom >= y || Double.isNaN(y) ? bottom : y;
                end++;
            }
            if (!Double.isNaN(top) && !isGap(dashes, length > 0 ? column % length : 0)) {
                double more = (thickness - 1) / 2;
                g.fillRect(column, top - more, thickness, Math.max(1, bottom - top) + 2 * more);
            }
            start = end;
        }
    }

    private static boolean isGap(double[] dashes, double at) {
        double end = 0;
        for (int i = 0; i < dashes.length; i++) {
            end += dashes[i];
            if (at < end) {
                return i % 2 == 1;
            }
        }
        return false;
    }
}
