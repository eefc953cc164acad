package org.refers.training.optim;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refers.model.network.Initializer;
import org.refers.model.network.ParameterLayout;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.ParameterSpec;
import org.refers.model.network.ParameterSpec.Start;
import org.refers.model.torch.Backend;
import org.refers.model.torch.TorchThread;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Muon in closed form: a diagonal gradient stays diagonal, and its values go through the polynomial one by one. */
class MuonTest {

    private static final double RATE = 0.1;
    private static final double DECAY = 0.3;

    /** Two square maps on top of each other are two maps; a wide one, a tall one; a table, a vector and the classifier. */
    private static final List<ParameterSpec> LAYOUT = List.of(
            new ParameterSpec("blocks.0.attn.qkv.weight", List.of(6L, 2L), Start.ONE),
            new ParameterSpec("wide.weight", List.of(2L, 3L), Start.ONE),
            new ParameterSpec("tall.weight", List.of(3L, 2L), Start.ONE),
            new ParameterSpec("wide.bias", List.of(2L), Start.ONE),
            new ParameterSpec("x.word_embed.weight", List.of(2L, 2L), Start.ONE),
            new ParameterSpec(ParameterLayout.CLASSIFIER + ".weight", List.of(2L, 2L), Start.ONE));

    @TempDir
    private Path folder;

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

    private ParameterSet parameters() {
        return ParameterSet.create(manager, LAYOUT, new Initializer(1));
    }

    private Muon muon(ParameterSet parameters) {
        return new Muon(parameters,
                ParameterGroup.of(parameters, ParameterGroup.Rates.equal(RATE, DECAY)), 0.9, AdamW.Betas.DEFAULT,
                backend.updates());
    }

    private void use(String operators) {
        if (operators.equals("fused")) {
            backend = Backend.open(Device.cpu());
            assertTrue(backend.notice().isEmpty());
        }
    }

    /** The loss is linear: each parameter's gradient is this, whatever the weights. */
    private NDArray slope(ParameterSpec spec, int step) {
        float[] values = new float[(int) spec.elements()];
        long columns = spec.elements() / spec.shape().getFirst();
        if (spec.linearMaps() > 0 && values.length != 12) {
            values[0] = 3 + step;
            values[(int) columns + 1] = 4 - step;
        } else {
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) Math.sin(i + 1 + step);
            }
        }
        return manager.create(values, parameters().get(spec.name()).getShape());
    }

    private void differentiate(ParameterSet parameters, int step) {
        try (NDScope scope = new NDScope();
                GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            scope.suppressNotUsedWarning();
            NDArray loss = manager.create(0f);
            for (ParameterSpec spec : LAYOUT) {
                loss = loss.add(parameters.get(spec.name()).mul(slope(spec, step)).sum());
            }
            gradients.backward(loss);
        }
    }

    private void walk(ParameterSet parameters, Muon muon, int from, int to) {
        for (int step = from; step < to; step++) {
            differentiate(parameters, step);
            muon.step(1);
            muon.zeroGradients();
        }
    }

    private static double polynomial(double value) {
        double x = value;
        for (int i = 0; i < 5; i++) {
            x = 3.4445 * x - 4.7750 * Math.pow(x, 3) + 2.0315 * Math.pow(x, 5);
        }
        return x;
    }

    @ParameterizedTest
    @ValueSource(strings = {"eager", "fused"})
    void theSingularValuesGoThroughThePolynomial(String operators) {
        use(operators);
        ParameterSet parameters = parameters();
        walk(parameters, muon(parameters), 0, 3);

        double[] weight = {1, 1};
        double rest = 1;
        double[] velocity = new double[2];
        double change = RATE * 0.2 * Math.sqrt(3);
        for (int step = 0; step < 3; step++) {
            double[] gradient = {3 + step, 4 - step};
            double[] mixed = new double[2];
            for (int i = 0; i < 2; i++) {
                velocity[i] = 0.9 * velocity[i] + 0.1 * gradient[i];
                mixed[i] = 0.1 * gradient[i] + 0.9 * velocity[i];
            }
            double norm = Math.hypot(mixed[0], mixed[1]);
            for (int i = 0; i < 2; i++) {
                weight[i] = weight[i] * (1 - RATE * DECAY) - change * polynomial(mixed[i] / norm);
            }
            rest *= 1 - RATE * DECAY;
        }
        float a = (float) weight[0];
        float b = (float) weight[1];
        float r = (float) rest;
        assertArrayEquals(new float[]{a, r, r, r, b, r}, parameters.values("wide.weight"), 2e-5f);
        assertArrayEquals(new float[]{a, r, r, b, r, r}, parameters.values("tall.weight"), 2e-5f);
    }

    /** Query, key and value each get an orthogonal step of their own: both singular values near 1. */
    @ParameterizedTest
    @ValueSource(strings = {"eager", "fused"})
    void packedMapsMoveEachOnItsOwn(String operators) {
        use(operators);
        ParameterSet parameters = parameters();
        walk(parameters, muon(parameters), 0, 1);
        float[] weight = parameters.values("blocks.0.attn.qkv.weight");
        for (int map = 0; map < 3; map++) {
            double[] step = new double[4];
            for (int i = 0; i < 4; i++) {
                step[i] = (1 - RATE * DECAY - weight[4 * map + i]) / (RATE * 0.2 * Math.sqrt(2));
            }
            double squares = step[0] * step[0] + step[1] * step[1] + step[2] * step[2] + step[3] * step[3];
            double determinant = Math.abs(step[0] * step[3] - step[1] * step[2]);
            double greatest = Math.sqrt((squares + Math.sqrt(squares * squares - 4 * determinant * determinant)) / 2);
            assertEquals(0.95, greatest, 0.3);
            assertEquals(0.95, determinant / greatest, 0.3);
        }
    }

    @Test
    void tablesVectorsAndTheClassifierMoveByAdam() {
        ParameterSet parameters = parameters();
        walk(parameters, muon(parameters), 0, 1);
        // The first step of Adam has the size of the rate in every value.
        assertEquals(1 - RATE, parameters.values("wide.bias")[0], 1e-5);
        for (String name : List.of("x.word_embed.weight", ParameterLayout.CLASSIFIER + ".weight")) {
            assertEquals(1 - RATE * DECAY - RATE, parameters.values(name)[0], 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eager", "fused"})
    void aGradientOfZeroLeavesNumbers(String operators) {
        use(operators);
        ParameterSet parameters = parameters();
        Muon muon = muon(parameters);
        differentiate(parameters, 0);
        muon.zeroGradients();
        muon.step(1);
        for (float value : parameters.values("tall.weight")) {
            assertEquals(1 - RATE * DECAY, value, 1e-6);
        }
    }

    @Test
    void aStoredOptimizerGoesOnExactly() throws IOException {
        ParameterSet whole = parameters();
        walk(whole, muon(whole), 0, 5);

        ParameterSet first = parameters();
        Muon stopped = muon(first);
        walk(first, stopped, 0, 2);
        new HandOver(folder).store(first, stopped);

        ParameterSet second = parameters();
        Muon resumed = muon(second);
        new HandOver(folder).load(second, resumed);
        walk(second, resumed, 2, 5);
        for (ParameterSpec spec : LAYOUT) {
            assertArrayEquals(whole.values(spec.name()), second.values(spec.name()), spec.name());
        }
    }
}
