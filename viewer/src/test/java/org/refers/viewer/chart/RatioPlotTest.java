package org.refers.viewer.chart;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.refers.viewer.chart.PlotPicture.Tick;
import org.refers.viewer.chart.RatioSeries.Point;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RatioPlotTest {

    private static final List<RatioSeries> SERIES = List.of(
            new RatioSeries("Pre-trained", List.of(new Point("a,1", 0.01, 40, 0.6, 0.5, 0.7),
                    new Point("b", 0.1, 200, 0.7, 0.65, 0.75), new Point("c", 0.1, 200, 0.8, Double.NaN, Double.NaN))),
            new RatioSeries("Random", List.of(new Point("d", 1, 200, 0.9, 0.85, 0.95))));

    @Test
    void theLineGoesThroughTheMeansOfEachRatio() {
        assertEquals(Map.of(0.01, 0.6, 0.1, 0.75), SERIES.getFirst().means());
    }

    @Test
    void equalRatiosAreEquallyFarApartAndNothingIsCutOff() {
        RatioPlot plot = RatioPlot.of("AUROC", SERIES, 600, 400);
        PlotFrame frame = plot.page().plots().getFirst().frame();
        assertEquals(frame.x(0.1) - frame.x(0.01), frame.x(1) - frame.x(0.1), 1e-9);
        assertEquals(List.of("1 %", "10 %", "100 %"),
                plot.page().plots().getFirst().stepTicks().stream().map(Tick::label).toList());
        for (double value : new double[]{0.5, 0.95}) {
            assertTrue(frame.values().share(value) > 0 && frame.values().share(value) < 1);
        }
        List<RatioPlot.Spot> spots = plot.spots();
        assertEquals(List.of("a,1", "b", "c", "d"), spots.stream().map(spot -> spot.point().run()).toList());
        assertTrue(spots.get(2).x() - spots.get(1).x() > 3, "runs of one ratio stand beside each other");
        assertEquals(frame.x(0.1), (spots.get(1).x() + spots.get(2).x()) / 2, 1e-6);
        assertEquals(400, plot.page().height(), 1);
    }

    @Test
    void intervalsAreUprightLines() {
        PlotPicture picture = RatioPlot.of("AUROC", SERIES, 600, 400).page().plots().getFirst();
        List<PlotPath> intervals = picture.paths().stream()
                .filter(path -> path.size() == 2 && Math.abs(path.x(0) - path.x(1)) < 1)
                .toList();
        assertEquals(3, intervals.size(), "a run without an interval has no line");
        for (PlotPath path : intervals) {
            assertEquals(path.x(0), path.x(1), 1e-3);
        }
        assertEquals(picture.frame().y(0.5), intervals.getFirst().y(0), 1e-9);
    }

    @Test
    void theTableHoldsARunALine() {
        assertEquals("""
                series,run,label_ratio,max_steps,value,low,high
                Pre-trained,"a,1",0.01,40,0.6,0.5,0.7
                Pre-trained,b,0.1,200,0.7,0.65,0.75
                Pre-trained,c,0.1,200,0.8,NaN,NaN
                Random,d,1.0,200,0.9,0.85,0.95
                """, RatioPlot.table(SERIES));
    }
}
