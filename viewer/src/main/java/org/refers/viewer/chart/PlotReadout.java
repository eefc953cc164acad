package org.refers.viewer.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.refers.viewer.theme.PlotColours;

/**
 * The values of a plot's lines at the step that is pointed at.
 *
 * @param step that of the nearest point of the line with the most points
 * @param rows a line each
 */
record PlotReadout(double step, List<Row> rows) {

    private static final double LEAST_WIDTH = 220;
    private static final double MOST_WIDTH = 440;
    /** Room for the dot and the values beside a name. */
    private static final double BESIDE_NAME = 134;
    private static final double LETTER = 6.4;
    private static final double ROW_HEIGHT = 17;

    /**
     * A line's value.
     *
     * @param name the line's name
     * @param look the line's look
     * @param at step of its nearest point
     * @param value what the strong line shows there
     * @param measured what was measured there; no number if the line is that itself
     */
    record Row(String name, LineLook look, double at, double value, double measured) {

        String words() {
            String shown = AxisScale.text(value);
            return Double.isNaN(measured) ? shown : shown + " (" + AxisScale.text(measured) + ")";
        }
    }

    /** Reads lines at a step; nothing where there is no point. */
    static Optional<PlotReadout> of(List<PlotLine> lines, double step) {
        List<PlotLine> read = lines.stream().filter(line -> line.style() != PlotLine.Style.RAW)
                .filter(line -> line.curve().size() > 0).toList();
        return read.stream().map(PlotLine::curve).max(Comparator.comparingInt(Curve::size)).map(guide -> {
            double snapped = guide.step(guide.nearest(step));
            List<Row> rows = new ArrayList<>();
            read.stream().filter(line -> reaches(line.curve(), snapped))
                    .forEach(line -> rows.add(row(line, lines, snapped)));
            return new PlotReadout(snapped, rows);
        });
    }

    /** A run that ended before the step, or a validation that is yet to come, has no value there. */
    private static boolean reaches(Curve curve, double step) {
        return curve.step(0) <= step && step <= curve.step(curve.size() - 1);
    }

    private static Row row(PlotLine line, List<PlotLine> lines, double step) {
        int index = line.curve().nearest(step);
        double measured = lines.stream().filter(raw -> raw.style() == PlotLine.Style.RAW)
                .filter(raw -> raw.name().equals(line.name()) && raw.curve().size() > index)
                .mapToDouble(raw -> raw.curve().value(index)).findFirst().orElse(Double.NaN);
        return new Row(line.name(), line.look(), line.curve().step(index), line.curve().value(index), measured);
    }

    /** The readout for those who hear it. */
    String words() {
        return rows.stream().map(row -> row.name() + " " + row.words()).collect(Collectors.joining(", "));
    }

    void paint(GraphicsContext g, PlotFrame frame, PlotColours colours) {
        double x = Math.round(frame.x(step)) + 0.5;
        g.setStroke(colours.pointer());
        g.setLineWidth(1);
        g.strokeLine(x, PlotFrame.TOP, x, PlotFrame.TOP + frame.plotHeight());
        for (Row row : rows) {
            double y = frame.y(row.value());
            double at = frame.x(row.at());
            if (!Double.isNaN(y) && at >= PlotFrame.LEFT && at <= PlotFrame.LEFT + frame.plotWidth()) {
                g.setFill(colours.curve(row.look().place()));
                g.fillOval(at - 3.5, y - 3.5, 7, 7);
            }
        }
        card(g, frame, x, colours);
    }

    private void card(GraphicsContext g, PlotFrame frame, double x, PlotColours colours) {
        double height = 24 + ROW_HEIGHT * rows.size();
        int letters = rows.stream().mapToInt(row -> row.name().length()).max().orElse(0);
        double width = Math.clamp(BESIDE_NAME + LETTER * letters, LEAST_WIDTH, MOST_WIDTH);
        boolean flips = x + 12 + width > PlotFrame.LEFT + frame.plotWidth();
        double left = flips ? x - 12 - width : x + 12;
        g.setFill(colours.card());
        g.fillRoundRect(left, PlotFrame.TOP + 4, width, height, 8, 8);
        g.setFont(Font.font(11));
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(colours.axis());
        g.fillText(AxisScale.exact(step), left + 10, PlotFrame.TOP + 16);
        double y = PlotFrame.TOP + 33;
        for (Row row : rows) {
            g.setFill(colours.curve(row.look().place()));
            g.fillOval(left + 10, y - 4, 8, 8);
            g.setFill(colours.text());
            g.setTextAlign(TextAlignment.LEFT);
            g.fillText(row.name(), left + 24, y, width - BESIDE_NAME);
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(row.words(), left + width - 10, y, 96);
            y += ROW_HEIGHT;
        }
    }
}
