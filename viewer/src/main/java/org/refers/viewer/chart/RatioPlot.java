package org.refers.viewer.chart;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refers.model.text.CsvCells;
import org.refers.viewer.chart.PlotLine.Style;
import org.refers.viewer.chart.PlotPicture.Tick;
import org.refers.viewer.chart.RatioSeries.Point;

/**
 * A curve over label ratios for a size: a dot and an interval a run, a line through the means of a series. Ratios are far apart, so
 * their axis is logarithmic. Runs of one ratio stand beside each other. Needs no toolkit.
 *
 * @param page what is drawn
 * @param spots where each run's dot lies on the page
 */
record RatioPlot(ChartPage page, List<Spot> spots) {

    /** First line of the table. */
    static final String HEADER = "series,run,label_ratio,max_steps,value,low,high";

    /** Distance of neighbours at one ratio, as a factor; the widest interval's ends stay apart at 500 pixels. */
    private static final double BESIDE = 1.035;
    /** Room at both ends of the axis. */
    private static final double ROOM = 1.5;
    /** A curve goes forwards only, so an upright line leans by less than a thousandth of a pixel. */
    private static final double LEAN = 1e-7;
    private static final double VALUE_TICK_ROOM = 45;

    /** A run's dot, in pixels of the page. */
    record Spot(String series, Point point, double x, double y) {
    }

    static RatioPlot of(String title, List<RatioSeries> series, double width, double height) {
        List<ChartPage.Entry> legend = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            legend.add(new ChartPage.Entry(series.get(i).name(), LineLook.of(i, i), true));
        }
        double legendHeight = new ChartPage(width, legend, List.of()).legendHeight();
        PlotFrame frame = frame(series, width, height - legendHeight - 12);
        List<PlotLine> lines = new ArrayList<>();
        List<Spot> spots = new ArrayList<>();
        Map<Double, Integer> taken = new HashMap<>();
        Map<Double, Integer> all = new HashMap<>();
        series.forEach(one -> one.points().forEach(point -> all.merge(point.ratio(), 1, Integer::sum)));
        for (int i = 0; i < series.size(); i++) {
            LineLook look = LineLook.of(i, i);
            RatioSeries one = series.get(i);
            Curve means = new Curve();
            one.means().forEach(means::add);
            if (means.size() > 1) {
                // One alone would stand as a dot beside that of its run.
                lines.add(new PlotLine(one.name(), means, look, Style.STRONG));
            }
            for (Point point : one.points()) {
                int place = taken.merge(point.ratio(), 1, Integer::sum) - 1;
                double at = point.ratio() * Math.pow(BESIDE, place - (all.getOrDefault(point.ratio(), 1) - 1) / 2.0);
                lines.addAll(lines(one.name(), point, at, LineLook.of(i, 0)));
                spots.add(new Spot(one.name(), point, frame.x(at), legendHeight + frame.y(point.value())));
            }
        }
        PlotPicture picture = new PlotPicture(title, frame, valueTicks(frame), ratioTicks(all),
                lines.stream().map(line -> PlotPath.of(line, frame)).toList());
        return new RatioPlot(new ChartPage(width, legend, List.of(picture)), spots);
    }

    private static List<PlotLine> lines(String name, Point point, double at, LineLook look) {
        Curve dot = new Curve();
        dot.add(at, point.value());
        List<PlotLine> lines = new ArrayList<>(List.of(new PlotLine(name, dot, look, Style.MEASURED)));
        if (point.hasInterval()) {
            Curve interval = new Curve();
            interval.add(at * (1 - LEAN), point.low());
            interval.add(at * (1 + LEAN), point.high());
            lines.add(new PlotLine(name, interval, look, Style.STRONG));
        }
        return lines;
    }

    private static PlotFrame frame(List<RatioSeries> series, double width, double height) {
        double first = 1;
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (RatioSeries one : series) {
            for (Point point : one.points()) {
                first = Math.min(first, point.ratio());
                least = Math.min(least, point.hasInterval() ? point.low() : point.value());
                greatest = Math.max(greatest, point.hasInterval() ? point.high() : point.value());
            }
        }
        return new PlotFrame(width, height, new AxisScale(first / ROOM, ROOM, true),
                AxisScale.around(least, greatest, false));
    }

    private static List<Tick> valueTicks(PlotFrame frame) {
        List<Double> values = frame.values().ticks((int) Math.max(3, frame.plotHeight() / VALUE_TICK_ROOM));
        List<String> labels = AxisScale.labels(values);
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            ticks.add(new Tick(values.get(i), labels.get(i)));
        }
        return ticks;
    }

    private static List<Tick> ratioTicks(Map<Double, Integer> ratios) {
        return ratios.keySet().stream().sorted().map(ratio -> new Tick(ratio, percent(ratio))).toList();
    }

    /** A ratio in percent: 0.1 is 10 %. */
    static String percent(double ratio) {
        return AxisScale.exact(Math.round(ratio * 1e8) / 1e6) + " %";
    }

    /** A line a run, all digits. */
    static String table(List<RatioSeries> series) {
        StringBuilder out = new StringBuilder(HEADER).append('\n');
        for (RatioSeries one : series) {
            for (Point point : one.points()) {
                out.append(CsvCells.cell(one.name())).append(',').append(CsvCells.cell(point.run()))
                        .append(String.format(Locale.ROOT, ",%s,%d,%s,%s,%s", point.ratio(), point.maxSteps(),
                                point.value(), point.low(), point.high()))
                        .append('\n');
            }
        }
        return out.toString();
    }
}
