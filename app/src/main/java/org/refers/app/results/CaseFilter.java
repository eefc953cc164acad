package org.refers.app.results;

import org.refers.app.results.ClassResult.Case;
import org.refers.training.metric.ConfusionMatrix.Outcome;

/** Which radiographs are listed. */
enum CaseFilter {
    /** Called otherwise than labelled. */
    WRONG,
    /** Labelled present, called absent. */
    FALSE_NEGATIVE,
    /** Labelled absent, called present. */
    FALSE_POSITIVE,
    /** Whatever the call. */
    ALL;

    boolean takes(Case one) {
        return switch (this) {
            case WRONG -> one.call().filter(Outcome::isWrong).isPresent();
            case FALSE_NEGATIVE -> one.call().filter(Outcome.FALSE_NEGATIVE::equals).isPresent();
            case FALSE_POSITIVE -> one.call().filter(Outcome.FALSE_POSITIVE::equals).isPresent();
            case ALL -> true;
        };
    }
}
