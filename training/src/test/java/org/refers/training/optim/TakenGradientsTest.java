package org.refers.training.optim;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refers.model.network.Initializer;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.ParameterSpec;
import org.refers.model.network.ParameterSpec.Start;
import org.refers.model.network.UpdateKernels;
import org.refers.model.torch.Backend;
import org.refers.model.torch.TorchThread;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Gradients that are taken for one step move the parameters exactly as those do that stay with them. */
class TakenGradientsTest {

    private static final int STEPS = 5;
    private static final List<ParameterSpec> LAYOUT = List.of(
            new ParameterSpec("a.weight", List.of(3L, 4L), Start.XAVIER),
            new ParameterSpec("b.weight", List.of(4L, 3L), Start.XAVIER),
            new ParameterSpec("one", List.of(4L), Start.ONE), new ParameterSpec("other", List.of(4L), Start.ONE),
            new ParameterSpec("text.weight", List.of(2L), Start.ONE),
            new ParameterSpec("unused", List.of(3L), Start.ONE));

    private final NDManager manager = NDManager.newBaseManager();
    private Backend backend = Backend.eager();

    @BeforeEach
    void prepare() {
        TorchThread.prepare();
    }

    @AfterEach
    void close() {
        backend.close();
        manager.close();
    }

    private Optimizer optimizer(String kind, ParameterSet parameters) {
        UpdateKernels kernels = backend.updates();
        List<ParameterGroup> groups = ParameterGroup.of(parameters,
                new ParameterGroup.Rates(0.1, Map.of("text", 0.01), 0.3));
        return switch (kind) {
            case "sgd" -> new Sgd(parameters, groups, 0.9, kernels);
            case "adamw" -> new AdamW(parameters, groups, AdamW.Betas.DEFAULT, kernels);
            case "muon" -> new Muon(parameters, groups, 0.9, AdamW.Betas.DEFAULT, kernels);
            default -> new Lookahead(new Sgd(parameters, groups, 0.9, kernels), parameters, new Lookahead.Pace(2, 0.5),
                    kernels);
        };
    }

    /** Gradients that are one tensor for two parameters, transposed, one value for all places, and none. */
    private NDArray loss(ParameterSet parameters, int step) {
        NDArray x = manager.create(new float[]{1, -2, 3, 0.5f, step, -1, 2, 2}, new Shape(2, 4));
        NDArray hidden = x.matMul(parameters.get("a.weight").transpose());
        NDArray back = hidden.matMul(parameters.get("b.weight").transpose());
        NDArray sum = parameters.get("one").add(parameters.get("other"));
        return back.add(sum).square().mean().add(sum.mul(sum).sum()).add(parameters.get("text.weight").sum());
    }

    private void learn(ParameterSet parameters, Optimizer optimizer, double clip, boolean taken) {
        for (int step = 1; step <= STEPS; step++) {
            try (NDScope scope = new NDScope()) {
                scope.suppressNotUsedWarning();
                try (GradientCollector graph = Engine.getInstance().newGradientCollector()) {
                    if (taken) {
                        optimizer.backward(graph, loss(parameters, step), true);
                    } else {
                        graph.backward(loss(parameters, step));
                    }
                }
                optimizer.clipGradients(clip);
                optimizer.step(1.0 / step);
                optimizer.zeroGradients();
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"sgd, 0.5", "sgd, 1e9", "adamw, 0.5", "muon, 0.5", "lookahead, 0.5"})
    void theParametersMoveAlike(String kind, double clip) {
        backend = Backend.open(Device.cpu());
        ParameterSet staying = ParameterSet.create(manager, LAYOUT, new Initializer(1));
        ParameterSet taking = ParameterSet.create(manager, LAYOUT, new Initializer(1));
        float[] before = staying.values("one").clone();
        learn(staying, optimizer(kind, staying), clip, false);
        learn(taking, optimizer(kind, taking), clip, true);
        for (ParameterSpec spec : LAYOUT) {
            assertArrayEquals(staying.values(spec.name()), taking.values(spec.name()), spec.name());
        }
        assertTrue(Math.abs(before[0] - staying.values("one")[0]) > 1e-3);
    }

    /** A step whose memory runs out is done again in parts. */
    @ParameterizedTest
    @ValueSource(strings = {"eager", "fused"})
    void stepsInPartsAndStepsAloneFollowEachOther(String operators) {
        if (operators.equals("fused")) {
            backend = Backend.open(Device.cpu());
        }
        ParameterSet parameters = ParameterSet.create(manager, LAYOUT, new Initializer(1));
        ParameterSet mixed = ParameterSet.create(manager, LAYOUT, new Initializer(1));
        Optimizer sgd = optimizer("sgd", parameters);
        Optimizer other = optimizer("sgd", mixed);
        for (int step = 1; step <= STEPS; step++) {
            boolean parts = step % 2 == 0;
            part(parameters, sgd, step, false);
            part(mixed, other, step, !parts);
            if (parts) {
                part(parameters, sgd, step, false);
                part(mixed, other, step, false);
            }
            assertEquals(sgd.gradientNorm(), other.gradientNorm(), "step " + step);
            List.of(sgd, other).forEach(each -> {
                each.step(0.1);
                each.zeroGradients();
            });
        }
        for (ParameterSpec spec : LAYOUT) {
            assertArrayEquals(parameters.values(spec.name()), mixed.values(spec.name()), spec.name());
        }
    }

    private void part(ParameterSet parameters, Optimizer optimizer, int step, boolean alone) {
        try (NDScope scope = new NDScope();
                GradientCollector graph = Engine.getInstance().newGradientCollector()) {
            scope.suppressNotUsedWarning();
            optimizer.backward(graph, loss(parameters, step), alone);
        }
    }

    @Test
    void gradientsThatWereGivenUpAreGone() {
        backend = Backend.open(Device.cpu());
        ParameterSet parameters = ParameterSet.create(manager, LAYOUT, new Initializer(1));
        Optimizer sgd = optimizer("sgd", parameters);
        part(parameters, sgd, 1, true);
        assertTrue(sgd.gradientNorm() > 1);
        sgd.zeroGradients();
        assertEquals(0, sgd.gradientNorm());
        part(parameters, sgd, 2, true);
        double norm = sgd.gradientNorm();
        part(parameters, sgd, 2, true);
        assertEquals(norm, sgd.gradientNorm(), "a second one alone takes the place of the first");
    }
}
