package org.refers.training.optim;

import ai.djl.ndarray.NDList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refers.model.network.Gradients;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.ParameterSpec;
import org.refers.model.network.UpdateKernels;
import org.refers.model.network.UpdateKernels.AdamRates;
import org.refers.model.network.UpdateKernels.MuonRates;

/**
 * Muon (Jordan et al. 2024) for linear maps, AdamW for all else: vectors, tables, the classifier. A map moves by the
 * orthogonal map nearest to its momentum, so that rare directions of the gradient count as much as common ones. With the
 * scale of Liu et al. (2025) both parts share rates and decay (decision 67).
 */
public final class Muon extends GradientOptimizer {

    private final double momentum;
    private final AdamW.Betas betas;
    private final int maps;
    private final OptimizerState velocities;
    private final OptimizerState means;
    private final OptimizerState squares;

    /** Rows and columns of each linear map in a parameter. */
    private record MapShape(long rows, long columns) {

        static MapShape of(ParameterSpec spec) {
            long rows = spec.shape().getFirst();
            return new MapShape(rows / spec.linearMaps(), spec.elements() / rows);
        }
    }

    /**
     * Creates the optimizer with nothing remembered.
     *
     * @param momentum of the maps, in [0, 1)
     * @param betas of AdamW, for the rest
     */
    public Muon(ParameterSet parameters, List<ParameterGroup> groups, double momentum, AdamW.Betas betas,
            UpdateKernels kernels) {
        super(parameters, byShape(parameters, groups), kernels);
        this.momentum = momentum;
        this.betas = betas;
        List<String> all = names();
        this.maps = (int) all.stream().filter(name -> parameters.spec(name).linearMaps() > 0).count();
        this.velocities = new OptimizerState("momentum", all.subList(0, maps), parameters);
        this.means = new OptimizerState("exp_avg", all.subList(maps, all.size()), parameters);
        this.squares = new OptimizerState("exp_avg_sq", all.subList(maps, all.size()), parameters);
    }

    /** Linear maps first, those of one shape in a group of their own: they are one product of matrices then. */
    private static List<ParameterGroup> byShape(ParameterSet parameters, List<ParameterGroup> groups) {
        List<ParameterGroup> maps = new ArrayList<>();
        List<ParameterGroup> others = new ArrayList<>();
        for (ParameterGroup group : groups) {
            Map<MapShape, List<String>> shapes = new LinkedHashMap<>();
            List<String> rest = new ArrayList<>();
            for (String name : group.names()) {
                ParameterSpec spec = parameters.spec(name);
                List<String> alike = spec.linearMaps() == 0
                        ? rest
                        : shapes.computeIfAbsent(MapShape.of(spec), shape -> new ArrayList<>());
                alike.add(name);
            }
            shapes.values().forEach(names -> maps.add(group.with(names)));
            if (!rest.isEmpty()) {
                others.add(group.with(rest));
            }
        }
        maps.addAll(others);
        return maps;
    }

    @Override
    List<OptimizerState> states() {
        return List.of(velocities, means, squares);
    }

    @Override
    void update(ParameterGroup group, NDList weights, Gradients gradients, int first, StepRate rate) {
        int count = group.names().size();
        if (first < maps) {
            MapShape shape = MapShape.of(parameters().spec(group.names().getFirst()));
            kernels().muon(weights, gradients, slice(velocities.arrays(), first, count), new MuonRates(shape.rows(),
                    shape.columns(), rate.rate(), momentum, group.weightDecay()));
        } else {
            kernels().adamW(weights, gradients, slice(means.arrays(), first - maps, count),
                    slice(squares.arrays(), first - maps, count), new AdamRates(rate.rate(), betas.beta1(),
                            betas.beta2(), betas.epsilon(), group.weightDecay(), rate.step()));
        }
    }
}
