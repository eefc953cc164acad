package org.refers.training.metric;

import java.util.Map;
import java.util.OptionalDouble;

/**
 * How generated reports compare with the radiologists'.
 *
 * @param reports number of reports compared
 * @param bleu4 corpus BLEU-4, 0 to 1
 * @param findingF1 harmonic mean of precision and recall over all finding mentions of all reports (micro average);
 *     empty where neither side names a finding
 * @param findingPrecision share of the generated findings that the reference names
 * @param findingRecall share of the reference's findings that the generated report names
 * @param sideAccuracy share with the reference's side among the findings that both name and whose reference names a
 *     side; empty where there is none
 * @param sided number of findings the side accuracy is taken over
 * @param f1ByFinding F1 of each finding that either side names
 */
public record ReportScores(int reports, double bleu4, OptionalDouble findingF1, OptionalDouble findingPrecision,
        OptionalDouble findingRecall, OptionalDouble sideAccuracy, int sided, Map<String, Double> f1ByFinding) {

    /** Creates the scores; the map is copied. */
    public ReportScores {
        f1ByFinding = Map.copyOf(f1ByFinding);
    }
}
