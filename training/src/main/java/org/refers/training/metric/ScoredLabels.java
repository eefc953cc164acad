package org.refers.training.metric;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * One finding's labels and scores, row by row, with the patient each row belongs to. The arrays are handed over.
 *
 * @param positives whether the finding is present, N
 * @param scores N scores, higher means more likely present
 * @param patients N pseudonymous patient ids
 */
public record ScoredLabels(boolean[] positives, double[] scores, List<String> patients) {

    /** Creates the rows; all three must be equally long and every score a number. */
    public ScoredLabels {
        if (positives.length != scores.length || patients.size() != scores.length) {
            throw new IllegalArgumentException("%d labels, %d scores, %d patients".formatted(positives.length,
                    scores.length, patients.size()));
        }
        if (Arrays.stream(scores).anyMatch(Double::isNaN)) {
            throw new IllegalArgumentException("a score is not a number");
        }
        patients = List.copyOf(patients);
    }

    /** Rows without known patients: each row counts as a patient of its own. */
    public static ScoredLabels withoutPatients(boolean[] positives, double[] scores) {
        return new ScoredLabels(positives, scores,
                IntStream.range(0, scores.length).mapToObj(row -> "row-" + row).toList());
    }

    /** Number of rows. */
    public int size() {
        return scores.length;
    }

    /** Number of rows with the finding. */
    public int positiveCount() {
        int count = 0;
        for (boolean positive : positives) {
            count += positive ? 1 : 0;
        }
        return count;
    }

    /** Area under the ROC curve, see {@link Auroc}. */
    public OptionalDouble auroc() {
        return Auroc.of(positives, scores);
    }

    /** Average precision, see {@link AveragePrecision}. */
    public OptionalDouble averagePrecision() {
        return AveragePrecision.of(positives, scores);
    }
}
