package org.refers.training.metric;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.refers.training.metric.ConfusionMatrix.Outcome;

/**
 * How far a model is off for one radiograph.
 *
 * @param row of the labelled rows, from 0
 * @param error distance of probability and label: 1 is wrong and sure of it, 0 right and sure
 * @param outcome at the threshold
 */
public record RankedError(int row, double error, Outcome outcome) {

    /** All rows by falling error; of equals in the order of the rows. */
    public static List<RankedError> of(ScoredLabels scored, double threshold) {
        return IntStream.range(0, scored.size()).mapToObj(row -> {
            boolean positive = scored.positives()[row];
            double score = scored.scores()[row];
            return new RankedError(row, Math.abs((positive ? 1 : 0) - score),
                    Outcome.of(positive, score >= threshold));
        }).sorted(Comparator.comparingDouble(RankedError::error).reversed()).toList();
    }
}
