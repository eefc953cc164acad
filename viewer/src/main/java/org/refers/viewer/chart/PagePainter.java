package org.refers.viewer.chart;

import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.refers.viewer.theme.PlotColours;

/** Draws a page of plots on a canvas. */
final class PagePainter {

    private PagePainter() {
    }

    /** A canvas of the page, {@code scale} pixels for each of the page's. */
    static Canvas paint(ChartPage page, double scale, PlotColours colours) {
        Canvas canvas = new Canvas(Math.ceil(page.width() * scale), Math.ceil(page.height() * scale));
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.setFill(colours.ground());
        g.fillRect(0, 0, canvas.getWidth(), canvas.getHeight());
        g.scale(scale, scale);
        page.placed().forEach(placed -> legend(g, placed, colours));
        g.translate(0, page.legendHeight());
        for (PlotPicture plot : page.plots()) {
            PlotPainter.paint(g, plot, colours);
            g.translate(0, plot.frame().height());
        }
        return canvas;
    }

    private static void legend(GraphicsContext g, ChartPage.Placed placed, PlotColours colours) {
        LineLook look = placed.entry().look();
        g.setStroke(colours.curve(look.place()));
        g.setLineWidth(2);
        g.setLineDashes(look.dashArray());
        g.strokeLine(placed.x(), placed.y(), placed.x() + ChartPage.SWATCH, placed.y());
        g.setLineDashes();
        if (placed.entry().dots()) {
            g.setFill(colours.curve(look.place()));
            g.fillOval(placed.x() + ChartPage.SWATCH / 2 - 3, placed.y() - 3, 6, 6);
        }
        g.setFill(colours.text());
        g.setFont(Font.font(11));
        g.setTextAlign(TextAlignment.LEFT);
        g.setTextBaseline(VPos.CENTER);
        g.fillText(placed.entry().name(), placed.x() + ChartPage.SWATCH + 8, placed.y());
    }
}
