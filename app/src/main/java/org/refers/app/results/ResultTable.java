package org.refers.app.results;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refers.app.results.ClassResult.Cut;
import org.refers.model.store.AtomicFiles;
import org.refers.model.text.CsvCells;
import org.refers.training.metric.Calibration;
import org.refers.training.metric.ConfusionMatrix;
import org.refers.training.metric.FindingResult;
import org.refers.training.metric.Interval;

/** The figures of a run as CSV, one row a finding; what is undefined is an empty cell. Holds no radiograph or patient. */
final class ResultTable {

    private static final List<String> HEADER = List.of("finding", "positives", "negatives", "auroc", "auroc_low95",
            "auroc_high95", "average_precision", "average_precision_low95", "average_precision_high95", "threshold",
            "threshold_from", "sensitivity", "specificity", "true_positives", "false_positives", "false_negatives",
            "true_negatives", "expected_calibration_error", "brier", "positive_predictive_value",
            "negative_predictive_value");

    private ResultTable() {
    }

    /** Writes the table beside the run's other files. */
    static void write(RunResult result, Path file) throws IOException {
        StringWriter text = new StringWriter();
        try (SequenceWriter csv = new CsvMapper().writer().writeValues(text)) {
            csv.write(HEADER.toArray(String[]::new));
            for (ClassResult finding : result.classes()) {
                csv.write(cells(finding, result.table()).toArray(String[]::new));
            }
        }
        AtomicFiles.writeString(file, text.toString());
    }

    private static List<String> cells(ClassResult one, String table) {
        FindingResult figures = one.figures();
        List<String> cells = new ArrayList<>(List.of(CsvCells.guarded(one.finding()),
                Integer.toString(figures.positives()), Integer.toString(figures.rows() - figures.positives()),
                cell(figures.auroc())));
        cells.addAll(ends(figures.aurocInterval()));
        cells.add(cell(figures.averagePrecision()));
        cells.addAll(ends(figures.averagePrecisionInterval()));
        cells.addAll(one.cut().map(cut -> cells(cut, table)).orElse(List.of("", "", "", "", "", "", "", "")));
        cells.add(one.calibration().map(Calibration::expectedError).map(String::valueOf).orElse(""));
        cells.add(one.calibration().map(Calibration::brier).map(String::valueOf).orElse(""));
        cells.add(one.cut().map(cut -> cell(cut.matrix().positivePredictiveValue())).orElse(""));
        cells.add(one.cut().map(cut -> cell(cut.matrix().negativePredictiveValue())).orElse(""));
        return cells;
    }

    private static List<String> cells(Cut cut, String table) {
        ConfusionMatrix matrix = cut.matrix();
        return List.of(Double.toString(cut.threshold()),
                cut.fromValidation() ? "validation" : CsvCells.guarded(table), cell(matrix.sensitivity()),
                cell(matrix.specificity()), Integer.toString(matrix.truePositives()),
                Integer.toString(matrix.falsePositives()), Integer.toString(matrix.falseNegatives()),
                Integer.toString(matrix.trueNegatives()));
    }

    private static List<String> ends(Optional<Interval> interval) {
        return interval.map(ends -> List.of(Double.toString(ends.low()), Double.toString(ends.high())))
                .orElse(List.of("", ""));
    }

    private static String cell(OptionalDouble figure) {
        return figure.isPresent() ? Double.toString(figure.getAsDouble()) : "";
    }
}
