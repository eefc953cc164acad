package org.refers.app.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.refers.app.results.ClassResult.Cut;
import org.refers.training.metric.Calibration;
import org.refers.training.metric.Calibration.Bin;
import org.refers.training.metric.ConfusionMatrix;
import org.refers.training.metric.ThresholdSweep;
import org.refers.training.metric.ThresholdSweep.Step;
import org.refers.viewer.result.UnitPlot;
import org.refers.viewer.result.UnitPlot.Bar;
import org.refers.viewer.result.UnitPlot.Line;
import org.refers.viewer.result.UnitPlot.Mark;
import org.refers.viewer.result.UnitPlot.Style;
import org.refers.viewer.text.Texts;

/** Puts a finding's figures where plots want them; computes nothing. */
final class ResultPlots {

    private final Texts texts;

    ResultPlots(Texts texts) {
        this.texts = texts;
    }

    /** Sensitivity over the false positive rate; nothing where a sign is missing. */
    UnitPlot roc(ClassResult result) {
        ThresholdSweep sweep = result.sweep();
        if (sweep.positives() == 0 || sweep.negatives() == 0) {
            return UnitPlot.EMPTY;
        }
        List<Step> steps = sweep.steps();
        double[] x = new double[steps.size() + 1];
        double[] y = new double[steps.size() + 1];
        for (int i = 0; i < steps.size(); i++) {
            x[i + 1] = sweep.falsePositiveRate(steps.get(i));
            y[i + 1] = sweep.sensitivity(steps.get(i));
        }
        List<Mark> marks = result.cut().map(cut -> Mark.operatingPoint(
                1 - cut.matrix().specificity().orElseThrow(), cut.matrix().sensitivity().orElseThrow(),
                atPoint(cut))).stream().toList();
        Line curve = new Line(x, y, Style.CURVE, index -> index == 0
                ? ""
                : texts.format("result.at.roc", steps.get(index - 1).threshold(), y[index], 1 - x[index]));
        return new UnitPlot(List.of(Line.reference(0, 0, 1, 1), curve), marks, List.of(), summary(result));
    }

    private String atPoint(Cut cut) {
        return texts.format("result.at.point", cut.threshold(), cut.matrix().sensitivity().orElse(Double.NaN),
                cut.matrix().specificity().orElse(Double.NaN));
    }

    private String summary(ClassResult result) {
        return (result.finding().replace('_', ' ') + result.cut().map(cut -> ", " + atPoint(cut)).orElse(""))
                .replace("\n", ", ");
    }

    /** Precision over sensitivity, in stairs without interpolation; nothing without positives. */
    UnitPlot precisionRecall(ClassResult result) {
        ThresholdSweep sweep = result.sweep();
        if (sweep.positives() == 0) {
            return UnitPlot.EMPTY;
        }
        List<Step> steps = sweep.steps();
        double[] x = new double[steps.size() + 1];
        double[] y = new double[steps.size() + 1];
        y[0] = steps.getFirst().precision();
        for (int i = 0; i < steps.size(); i++) {
            x[i + 1] = sweep.sensitivity(steps.get(i));
            y[i + 1] = steps.get(i).precision();
        }
        List<Mark> marks = new ArrayList<>();
        result.cut().ifPresent(cut -> {
            ConfusionMatrix matrix = cut.matrix();
            matrix.positivePredictiveValue().ifPresent(precision -> marks.add(Mark.operatingPoint(
                    matrix.sensitivity().orElseThrow(), precision,
                    texts.format("result.at.pr.point", cut.threshold(), precision,
                            matrix.sensitivity().orElseThrow()))));
        });
        double share = (double) sweep.positives() / (sweep.positives() + sweep.negatives());
        Line curve = new Line(x, y, Style.STAIRS, index -> index == 0
                ? ""
                : texts.format("result.at.pr", steps.get(index - 1).threshold(), y[index], x[index]));
        return new UnitPlot(List.of(Line.reference(0, share, 1, share), curve), marks, List.of(), summary(result));
    }

    /** Share with the finding over mean probability, with counts at the foot; nothing without probabilities. */
    UnitPlot calibration(ClassResult result) {
        Optional<Calibration> calibration = result.calibration();
        if (calibration.isEmpty()) {
            return UnitPlot.EMPTY;
        }
        List<Bin> bins = calibration.get().bins();
        List<Mark> marks = bins.stream().map(bin -> new Mark(bin.meanScore(), bin.share(), bin.interval().low(),
                bin.interval().high(), false, texts.format("result.at.bin", bin.meanScore(), bin.share(),
                        bin.positives(), bin.count())))
                .toList();
        Line line = new Line(bins.stream().mapToDouble(Bin::meanScore).toArray(),
                bins.stream().mapToDouble(Bin::share).toArray(), Style.CURVE, index -> "");
        return new UnitPlot(List.of(Line.reference(0, 0, 1, 1), line), marks,
                bins.stream().map(bin -> new Bar(bin.low(), bin.high(), bin.count())).toList(),
                words(calibration.get()));
    }

    /** Calibration error and Brier score in words. */
    String words(Calibration calibration) {
        return texts.format("result.calibration.words", round(calibration.expectedError()),
                round(calibration.brier()));
    }

    private static String round(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
