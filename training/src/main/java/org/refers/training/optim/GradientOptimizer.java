package org.refers.training.optim;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.refers.model.network.Gradients;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.UpdateKernels;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsException;
import org.refers.model.store.SafetensorsWriter;

/** What the optimizers have in common: groups, gradients, a step counter. */
abstract sealed class GradientOptimizer implements Optimizer permits Sgd, AdamW, Muon {

    private static final String STEPS = "steps";

    private final List<ParameterGroup> groups;
    private final List<String> names;
    private final ParameterSet parameters;
    private final UpdateKernels kernels;
    // Asking the engine for each gradient anew took a twentieth of a small step.
    private final Map<String, NDArray> gradients = new HashMap<>();
    private final List<NDList> weights;
    // By the names they belong to, once the engine has a gradient of each.
    private final Map<List<String>, NDList> gradientLists = new IdentityHashMap<>();
    private final NDList all;
    /** Of this step alone; those that stay with their parameters are used where there are none. */
    private Optional<Gradients> taken = Optional.empty();
    /** Whether no backward pass has added to gradients that stay since the last one that took some. */
    private boolean onlyTaken;
    private long steps;

    GradientOptimizer(ParameterSet parameters, List<ParameterGroup> groups, UpdateKernels kernels) {
        this.parameters = parameters;
        this.groups = List.copyOf(groups);
        this.names = groups.stream().flatMap(group -> group.names().stream()).toList();
        this.kernels = kernels;
        this.weights = this.groups.stream().map(group -> weights(group.names())).toList();
        this.all = weights(names);
        if (names.stream().distinct().count() != names.size()) {
            throw new IllegalArgumentException("a parameter is in two groups");
        }
    }

    /** Names of all parameters, group after group; states are in this order. */
    final List<String> names() {
        return names;
    }

    final ParameterSet parameters() {
        return parameters;
    }

    final UpdateKernels kernels() {
        return kernels;
    }

    /** The states, which are stored and loaded in this order. */
    abstract List<OptimizerState> states();

    /**
     * Updates one group.
     *
     * @param first index of the group's first parameter among all
     * @param step number of this step, from 1
     */
    abstract void update(ParameterGroup group, NDList weights, Gradients gradients, int first, StepRate rate);

    /**
     * Rate of a group at a step.
     *
     * @param rate learning rate with the schedule's factor
     * @param step number of the step, from 1
     */
    record StepRate(double rate, long step) {
    }

    @Override
    public final void backward(GradientCollector graph, NDArray loss, boolean alone) {
        giveUp();
        onlyTaken = alone;
        if (alone) {
            taken = kernels.gradients(loss, all);
        }
        if (taken.isEmpty()) {
            onlyTaken = false;
            graph.backward(loss);
        }
    }

    private void giveUp() {
        taken.ifPresent(Gradients::close);
        taken = Optional.empty();
    }

    @Override
    public final void step(double factor) {
        steps++;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            int first = 0;
            for (int i = 0; i < groups.size(); i++) {
                ParameterGroup group = groups.get(i);
                StepRate rate = new StepRate(group.learningRate() * factor, steps);
                int count = group.names().size();
                update(group, weights.get(i), gradients(group.names(), first, count), first, rate);
                first += count;
            }
        }
    }

    @Override
    public final void zeroGradients() {
        giveUp();
        if (onlyTaken) {
            // Those that stay are made when they are asked for, at the worst when memory has just run out.
            return;
        }
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            kernels.zero(staying(names));
        }
    }

    @Override
    public final double gradientNorm() {
        return clipGradients(Double.POSITIVE_INFINITY);
    }

    @Override
    public final double clipGradients(double maxNorm) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Gradients gradients = gradients(names, 0, names.size());
            double norm = kernels.norm(gradients);
            double factor = GradientNorm.factor(norm, maxNorm);
            if (factor < 1) {
                Gradients scaled = kernels.scaled(gradients, factor);
                taken = taken.map(before -> scaled);
            }
            return norm;
        }
    }

    @Override
    public void store(SafetensorsWriter writer) {
        writer.longs(STEPS, new long[0], new long[]{steps});
        states().forEach(state -> state.store(writer));
    }

    @Override
    public void load(Safetensors file) throws IOException {
        long[] stored = file.longs(STEPS);
        if (stored.length != 1 || stored[0] < 0) {
            throw new SafetensorsException("the optimizer's step counter is broken");
        }
        steps = stored[0];
        for (OptimizerState state : states()) {
            state.load(file);
        }
    }

    /** The part of a list that belongs to a group. */
    static NDList slice(NDList list, int first, int count) {
        NDList part = new NDList(count);
        for (int i = first; i < first + count; i++) {
            part.add(list.get(i));
        }
        return part;
    }

    private NDList weights(List<String> of) {
        return new NDList(new ArrayList<>(of.stream().map(parameters::get).toList()));
    }

    private Gradients gradients(List<String> of, int first, int count) {
        return taken.map(all -> count == names.size() ? all : all.part(first, count))
                .orElseGet(() -> new Gradients.Tensors(staying(of)));
    }

    /** The gradients that stay with their parameters. */
    private NDList staying(List<String> of) {
        NDList known = gradientLists.get(of);
        if (known != null) {
            return known;
        }
        NDList list = new NDList(of.size());
        of.forEach(name -> list.add(staying(name)));
        if (gradients.keySet().containsAll(of)) {
            gradientLists.put(of, list);
        }
        return list;
    }

    private NDArray staying(String name) {
        NDArray known = gradients.get(name);
        if (known != null) {
            return known;
        }
        NDArray parameter = parameters.get(name);
        Optional<NDArray> lasting = kernels.gradient(parameter);
        lasting.ifPresent(there -> gradients.put(name, there));
        return lasting.orElseGet(parameter::getGradient);
    }
}
