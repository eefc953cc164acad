package org.refers.app.results;

import java.util.List;
import java.util.Optional;
import org.refers.training.metric.Calibration;
import org.refers.training.metric.ConfusionMatrix;
import org.refers.training.metric.FindingResult;
import org.refers.training.metric.ThresholdSweep;

/**
 * One finding of a run.
 *
 * @param finding the model's name of it
 * @param figures areas with their intervals
 * @param cut the operating point, empty when nowhere both signs are there
 * @param sweep points of the curves
 * @param calibration empty when the scores are no probabilities
 * @param cases its radiographs with a known label, the most wrong first
 */
record ClassResult(String finding, FindingResult figures, Optional<Cut> cut, ThresholdSweep sweep,
        Optional<Calibration> calibration, List<Case> cases) {

    /**
     * The operating point and what it makes of these radiographs.
     *
     * @param threshold this probability and higher ones are called present
     * @param fromValidation whether it was chosen on validation, not on the radiographs shown
     * @param matrix counts on the radiographs shown
     */
    record Cut(double threshold, boolean fromValidation, ConfusionMatrix matrix) {
    }

    /**
     * A radiograph.
     *
     * @param radiograph pseudonym
     * @param patient pseudonym
     * @param present its label
     * @param probability what the model says
     * @param error distance of the two
     * @param call what the operating point makes of it; empty without one
     */
    record Case(String radiograph, String patient, boolean present, double probability, double error,
            Optional<ConfusionMatrix.Outcome> call) {
    }

    ClassResult {
        cases = List.copyOf(cases);
    }
}
