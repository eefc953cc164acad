package org.refers.training.metric;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How well one finding's scores part the present from the absent.
 *
 * @param rows radiographs with a known label
 * @param positives of them with the finding
 * @param auroc see {@link Auroc}; empty when only one sign is there
 * @param aurocInterval 95 % bootstrap interval by patient
 * @param averagePrecision see {@link AveragePrecision}; empty when nothing is positive
 * @param averagePrecisionInterval 95 % bootstrap interval by patient
 */
public record FindingResult(int rows, int positives, OptionalDouble auroc, Optional<Interval> aurocInterval,
        OptionalDouble averagePrecision, Optional<Interval> averagePrecisionInterval) {

    /** Computes all figures of one finding. */
    public static FindingResult of(ScoredLabels scored, Bootstrap bootstrap) {
        return new FindingResult(scored.size(), scored.positiveCount(), scored.auroc(), bootstrap.auroc(scored),
                scored.averagePrecision(), bootstrap.averagePrecision(scored));
    }
}
