package org.refers.training.optim;

import ai.djl.ndarray.NDList;
import java.util.List;
import org.refers.model.network.Gradients;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.UpdateKernels;
import org.refers.model.network.UpdateKernels.AdamRates;

/** AdamW (Loshchilov and Hutter 2019) as PyTorch defines it: weight decay apart from the gradient. */
public final class AdamW extends GradientOptimizer {

    private final Betas betas;
    private final OptimizerState means;
    private final OptimizerState squares;

    /**
     * How fast the running means forget.
     *
     * @param beta1 share of the old mean that stays
     * @param beta2 share of the old mean square that stays
     * @param epsilon added to the root of the mean square
     */
    public record Betas(double beta1, double beta2, double epsilon) {

        /** PyTorch's defaults. */
        public static final Betas DEFAULT = new Betas(0.9, 0.999, 1e-8);
    }

    /** Creates the optimizer with zero means. */
    public AdamW(ParameterSet parameters, List<ParameterGroup> groups, Betas betas, UpdateKernels kernels) {
        super(parameters, groups, kernels);
        this.betas = betas;
        this.means = new OptimizerState("exp_avg", names(), parameters);
        this.squares = new OptimizerState("exp_avg_sq", names(), parameters);
    }

    @Override
    List<OptimizerState> states() {
        return List.of(means, squares);
    }

    @Override
    void update(ParameterGroup group, NDList weights, Gradients gradients, int first, StepRate rate) {
        int count = group.names().size();
        kernels().adamW(weights, gradients, slice(means.arrays(), first, count), slice(squares.arrays(), first, count),
                new AdamRates(rate.rate(), betas.beta1(), betas.beta2(), betas.epsilon(), group.weightDecay(),
                        rate.step()));
    }
}
