package org.refers.viewer.chart;

import java.util.List;
import java.util.Optional;
import org.refers.viewer.chart.RunCurves.Key;
import org.refers.viewer.chart.RunCurves.Side;

/**
 * A curve of a run that a plot shows.
 *
 * @param run name of the run
 * @param figure what it is of
 * @param key which of the figure's
 * @param name words for legend and readout
 * @param look colour and dashes
 * @param measured all points
 * @param smooth the smoothed line; empty where the measured one is shown by itself
 */
record ShownCurve(String run, Figure figure, Key key, String name, LineLook look, Curve measured,
        Optional<Curve> smooth) {

    boolean hasDots() {
        return key.side() == Side.VALIDATION;
    }

    /** The line, or the faint and the strong one. */
    List<PlotLine> lines() {
        if (smooth.isPresent()) {
            return List.of(new PlotLine(name, measured, look, PlotLine.Style.RAW),
                    new PlotLine(name, smooth.get(), look, PlotLine.Style.STRONG));
        }
        return List.of(new PlotLine(name, measured, look,
                hasDots() ? PlotLine.Style.MEASURED : PlotLine.Style.STRONG));
    }

    /** The points of a range, which growth does not change. */
    ShownCurve copy(StepRange range) {
        int from = measured.firstAt(range.low());
        int to = measured.firstAt(Math.nextUp(range.high()));
        return new ShownCurve(run, figure, key, name, look, measured.copy(from, to),
                smooth.map(line -> line.copy(from, to)));
    }
}
