package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.index.NDIndex;

/** The arithmetic of {@link UpdateKernels} from plain tensor operators, one tensor after the other. */
public final class EagerUpdates implements UpdateKernels {

    /** Keeps a gradient of zero from becoming a quotient without value. */
    private static final double TINY = 1e-7;

    @Override
    public void sgd(NDList weights, Gradients gradients, NDList velocities, SgdRates rates) {
        each(weights.size(), i -> {
            NDArray weight = weights.get(i);
            NDArray velocity = velocities.get(i);
            velocity.muli(rates.momentum()).addi(tensors(gradients).get(i));
            if (rates.decay() != 0) {
                velocity.addi(weight.mul(rates.decay()));
            }
            weight.subi(velocity.mul(rates.rate()));
        });
    }

    @Override
    public void adamW(NDList weights, Gradients gradients, NDList means, NDList squares, AdamRates rates) {
        double meanCorrection = 1 - Math.pow(rates.beta1(), rates.step());
        double squareCorrection = Math.sqrt(1 - Math.pow(rates.beta2(), rates.step()));
        each(weights.size(), i -> {
            NDArray gradient = tensors(gradients).get(i);
            NDArray mean = means.get(i).muli(rates.beta1()).addi(gradient.mul(1 - rates.beta1()));
            NDArray square = squares.get(i).muli(rates.beta2()).addi(gradient.mul(gradient).mul(1 - rates.beta2()));
            NDArray root = square.sqrt().divi(squareCorrection).addi(rates.epsilon());
            weights.get(i).muli(1 - rates.rate() * rates.decay())
                    .subi(mean.div(root).muli(rates.rate() / meanCorrection));
        });
    }

    @Override
    public void muon(NDList weights, Gradients gradients, NDList velocities, MuonRates rates) {
        each(weights.size(), i -> {
            NDArray weight = weights.get(i);
            NDArray gradient = tensors(gradients).get(i);
            NDArray velocity = velocities.get(i);
            velocity.muli(rates.momentum()).addi(gradient.mul(1 - rates.momentum()));
            NDArray mixed = gradient.mul(1 - rates.momentum()).addi(velocity.mul(rates.momentum()));
            NDArray maps = mixed.reshape(-1, rates.rows(), rates.columns()); // (maps, rows, columns)
            NDArray step = orthogonal(maps, rates).reshape(weight.getShape());
            weight.muli(1 - rates.rate() * rates.decay()).subi(step.muli(rates.step()));
        });
    }

    /** Newton-Schulz steps towards the nearest orthogonal maps. */
    private static NDArray orthogonal(NDArray maps, MuonRates rates) {
        boolean tall = rates.rows() > rates.columns();
        NDArray x = tall ? maps.swapAxes(1, 2) : maps;
        x = x.div(x.mul(x).sum(new int[]{1, 2}, true).sqrt().addi(TINY));
        for (int i = 0; i < MuonRates.ITERATIONS; i++) {
            NDArray square = x.matMul(x.swapAxes(1, 2));
            NDArray odd = square.mul(MuonRates.CUBIC).addi(square.matMul(square).muli(MuonRates.QUINTIC));
            x = x.mul(MuonRates.LINEAR).addi(odd.matMul(x));
        }
        return tall ? x.swapAxes(1, 2) : x;
    }

    @Override
    public double norm(Gradients gradients) {
        NDList arrays = tensors(gradients);
        double[] sum = new double[1];
        each(arrays.size(), i -> {
            double norm = arrays.get(i).flatten().norm().getFloat();
            sum[0] += norm * norm;
        });
        return Math.sqrt(sum[0]);
    }

    @Override
    public Gradients scaled(Gradients gradients, double factor) {
        NDList arrays = tensors(gradients);
        each(arrays.size(), i -> arrays.get(i).muli(factor));
        return gradients;
    }

    private static NDList tensors(Gradients gradients) {
        if (gradients instanceof Gradients.Tensors tensors) {
            return tensors.list();
        }
        throw new IllegalArgumentException("gradients of another engine");
    }

    @Override
    public void zero(NDList arrays) {
        each(arrays.size(), i -> fill(arrays.get(i), arrays.get(i).zerosLike()));
    }

    @Override
    public void mix(NDList slow, NDList fast, double alpha) {
        each(slow.size(), i -> slow.get(i).addi(fast.get(i).sub(slow.get(i)).muli(alpha)));
        copy(slow, fast);
    }

    @Override
    public void copy(NDList from, NDList into) {
        each(from.size(), i -> fill(into.get(i), from.get(i)));
    }

    private static void fill(NDArray target, NDArray values) {
        target.set(new NDIndex("..."), values);
    }

    private interface Body {

        void run(int index);
    }

    private static void each(int count, Body body) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            for (int i = 0; i < count; i++) {
                body.run(i);
            }
        }
    }
}
