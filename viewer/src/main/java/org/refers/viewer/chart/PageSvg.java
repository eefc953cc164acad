package org.refers.viewer.chart;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.scene.paint.Color;
import org.refers.viewer.chart.PlotPicture.Tick;
import org.refers.viewer.theme.PlotColours;

/** Writes a page of plots as SVG 1.1, text as text, so that words can be changed and found. */
final class PageSvg {

    private final StringBuilder out = new StringBuilder(1 << 16);

    private final PlotColours colours;

    private PageSvg(PlotColours colours) {
        this.colours = colours;
    }

    static String write(ChartPage page, PlotColours colours) {
        PageSvg svg = new PageSvg(colours);
        svg.page(page);
        return svg.out.toString();
    }

    private void page(ChartPage page) {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        add("<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"%s\" height=\"%s\""
                + " viewBox=\"0 0 %s %s\" font-family=\"sans-serif\" font-size=\"11\">", number(page.width()),
                number(page.height()), number(page.width()), number(page.height()));
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"%s\"/>", hex(colours.ground()));
        page.placed().forEach(this::legend);
        double top = page.legendHeight();
        for (int i = 0; i < page.plots().size(); i++) {
            PlotPicture plot = page.plots().get(i);
            add("<g transform=\"translate(0 %s)\">", number(top));
            plot(plot, "plot" + i);
            add("</g>");
            top += plot.frame().height();
        }
        add("</svg>");
    }

    private void legend(ChartPage.Placed placed) {
        double x = placed.x();
        double y = placed.y();
        LineLook look = placed.entry().look();
        add("<path d=\"M%s %sH%s\" stroke=\"%s\" stroke-width=\"2\"%s/>", number(x), number(y),
                number(x + ChartPage.SWATCH), hex(colours.curve(look.place())), dashes(look));
        if (placed.entry().dots()) {
            dot(x + ChartPage.SWATCH / 2, y, look);
        }
        text(placed.entry().name(), x + ChartPage.SWATCH + 8, y + 4, "start", colours.text());
    }

    private void plot(PlotPicture plot, String id) {
        PlotFrame frame = plot.frame();
        double right = PlotFrame.LEFT + frame.plotWidth();
        double bottom = PlotFrame.TOP + frame.plotHeight();
        text(plot.title(), PlotFrame.LEFT, 14, "start", colours.axis());
        for (Tick tick : plot.valueTicks()) {
            double y = frame.y(tick.value());
            add("<path d=\"M%s %sH%s\" stroke=\"%s\"/>", number(PlotFrame.LEFT), number(y), number(right),
                    hex(colours.grid()));
            text(tick.label(), PlotFrame.LEFT - 8, y + 4, "end", colours.axis());
        }
        for (Tick tick : plot.stepTicks()) {
            double x = frame.x(tick.value());
            add("<path d=\"M%s %sv4\" stroke=\"%s\"/>", number(x), number(bottom), hex(colours.grid()));
            text(tick.label(), x, bottom + 17, "middle", colours.axis());
        }
        add("<clipPath id=\"%s\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/></clipPath>", id,
                number(PlotFrame.LEFT), number(PlotFrame.TOP - 4), number(frame.plotWidth() + 6),
                number(frame.plotHeight() + 8));
        add("<g clip-path=\"url(#%s)\" fill=\"none\" stroke-linejoin=\"round\">", id);
        plot.paths().forEach(this::path);
        add("</g>");
    }

    private void path(PlotPath path) {
        boolean raw = path.line().style() == PlotLine.Style.RAW;
        LineLook look = path.line().look();
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < path.size(); i++) {
            if (!path.isGap(i)) {
                drawn.append(i > 0 && !path.isGap(i - 1) ? 'L' : 'M').append(number(path.x(i))).append(' ')
                        .append(number(path.y(i)));
            }
        }
        if (!drawn.isEmpty()) {
            add("<path d=\"%s\" stroke=\"%s\" stroke-width=\"%s\"%s/>", drawn, hex(colours.curve(look.place())),
                    raw ? "1" : "2",
                    raw ? " stroke-opacity=\"" + PlotColours.FAINT + "\"" : dashes(look));
        }
        for (int i = 0; i < path.size(); i++) {
            if (path.isAlone(i) || path.hasDots() && !path.isGap(i)) {
                dot(path.x(i), path.y(i), look);
            }
        }
    }

    private void dot(double x, double y, LineLook look) {
        add("<circle cx=\"%s\" cy=\"%s\" r=\"3\" fill=\"%s\"/>", number(x), number(y),
                hex(colours.curve(look.place())));
    }

    private void text(String words, double x, double y, String anchor, Color colour) {
        add("<text x=\"%s\" y=\"%s\" text-anchor=\"%s\" fill=\"%s\">%s</text>", number(x), number(y), anchor,
                hex(colour), escaped(words));
    }

    private void add(String form, Object... values) {
        out.append(String.format(Locale.ROOT, form, values)).append('\n');
    }

    private static String dashes(LineLook look) {
        List<Double> dashes = look.dashes();
        return dashes.isEmpty()
                ? ""
                : " stroke-dasharray=\"" + dashes.stream().map(PageSvg::number).collect(Collectors.joining(" "))
                        + "\"";
    }

    /** Hundredths of a pixel are finer than any print of a plot. */
    private static String number(double value) {
        double rounded = Math.round(value * 100) / 100.0;
        return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
    }

    private static String hex(Color colour) {
        return String.format(Locale.ROOT, "#%02x%02x%02x", Math.round(colour.getRed() * 255),
                Math.round(colour.getGreen() * 255), Math.round(colour.getBlue() * 255));
    }

    /** Run names come from folders: what XML gives a meaning is written as a reference, what it cannot hold as a mark. */
    static String escaped(String words) {
        StringBuilder safe = new StringBuilder();
        words.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                default -> safe.appendCodePoint(isXml(point) ? point : '\ufffd');
            }
        });
        return safe.toString();
    }

    private static boolean isXml(int point) {
        return point == '\t' || point == '\n' || point == '\r' || point >= 0x20 && point <= 0xd7ff
                || point >= 0xe000 && point <= 0xfffd || point >= 0x10000;
    }
}
