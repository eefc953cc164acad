package org.refers.training.optim;

import ai.djl.ndarray.NDList;
import java.util.List;
import org.refers.model.network.Gradients;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.UpdateKernels;
import org.refers.model.network.UpdateKernels.SgdRates;

/**
 * Stochastic gradient descent with momentum and coupled weight decay, as PyTorch defines it: the rate stands outside the
 * velocity, so a schedule acts on the step and not on what is remembered.
 */
public final class Sgd extends GradientOptimizer {

    private final double momentum;
    private final OptimizerState velocities;

    /** Creates the optimizer with zero velocities. */
    public Sgd(ParameterSet parameters, List<ParameterGroup> groups, double momentum, UpdateKernels kernels) {
        super(parameters, groups, kernels);
        this.momentum = momentum;
        this.velocities = new OptimizerState("momentum", names(), parameters);
    }

    @Override
    List<OptimizerState> states() {
        return List.of(velocities);
    }

    @Override
    void update(ParameterGroup group, NDList weights, Gradients gradients, int first, StepRate rate) {
        NDList own = slice(velocities.arrays(), first, group.names().size());
        kernels().sgd(weights, gradients, own, new SgdRates(rate.rate(), momentum, group.weightDecay()));
    }
}
