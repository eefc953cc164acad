package org.refers.training.device;

import java.util.Optional;

/**
 * What came of computing on one device.
 *
 * @param device {@code cpu} or {@code cuda:N}
 * @param matrixProduct the product, unless it failed
 * @param trainingStep the step, unless it or the product failed
 * @param networkSteps steps of the whole network, unless they or something before failed
 * @param problem what failed, in the words of the failure
 */
public record DeviceCheck(String device, Optional<MatrixCheck> matrixProduct, Optional<StepCheck> trainingStep,
        Optional<NetworkCheck> networkSteps, Optional<String> problem) {

    /** Whether everything was computed, and rightly. */
    public boolean works() {
        return problem.isEmpty() && matrixProduct.filter(MatrixCheck::right).isPresent()
                && trainingStep.filter(StepCheck::right).isPresent()
                && networkSteps.filter(NetworkCheck::right).isPresent();
    }
}
