package org.refers.viewer.chart;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import org.refers.model.text.CsvCells;

/**
 * The points that plots show as a table: one line a point, all digits. Does not change when curves grow; needs no
 * toolkit.
 */
final class ChartTable {

    /** First line of the table. */
    static final String HEADER = "run,figure,curve,side,step,value,smoothed";

    private final List<ShownCurve> curves;

    ChartTable(List<ShownCurve> shown, StepRange range) {
        this.curves = shown.stream().map(curve -> curve.copy(range)).toList();
    }

    /** Writes the table; values that are no number as NaN, smoothed ones that there are not as nothing. */
    void write(Appendable out) throws IOException {
        out.append(HEADER).append('\n');
        for (ShownCurve curve : curves) {
            write(curve, out);
        }
    }

    private static void write(ShownCurve curve, Appendable out) throws IOException {
        String head = CsvCells.cell(curve.run()) + ',' + curve.figure().key() + ',' + CsvCells.cell(curve.key().term())
                + ','
                + curve.key().side().name().toLowerCase(Locale.ROOT) + ',';
        Curve measured = curve.measured();
        for (int i = 0; i < measured.size(); i++) {
            out.append(head).append(AxisScale.exact(measured.step(i))).append(',')
                    .append(Double.toString(measured.value(i))).append(',');
            if (curve.smooth().isPresent()) {
                out.append(Double.toString(curve.smooth().get().value(i)));
            }
            out.append('\n');
        }
    }
}
