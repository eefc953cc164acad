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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.refers.model.network.Initializer;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.ParameterSpec;
import org.refers.model.network.ParameterSpec.Start;
import org.refers.model.store.Safetensors;
import org.refers.model.store.SafetensorsException;
import org.refers.model.store.SafetensorsWriter;
import org.refers.model.torch.Backend;
import org.refers.model.torch.TorchThread;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each optimizer against its formula in double precision, with plain and with fused operators. */
class OptimizersTest {

    private static final List<ParameterSpec> LAYOUT = List.of(new ParameterSpec("a.weight", List.of(2L), Start.ONE),
            new ParameterSpec("a.bias", List.of(1L), Start.ONE),
            new ParameterSpec("text.LayerNorm.weight", List.of(1L), Start.ONE),
            new ParameterSpec("fixed", List.of(1L), Start.BUFFER));

    /** The gradient of {@link #differentiate} for weights w: these factors times w. */
    private static final float[] SLOPES = {0.5f, -2};

    @TempDir
    Path folder;

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

    private void use(String operators) {
        if (operators.equals("fused")) {
            backend = Backend.open(Device.cpu());
            assertTrue(backend.notice().isEmpty());
        }
    }

    private ParameterSet parameters() {
        return ParameterSet.create(manager, LAYOUT, new Initializer(1));
    }

    private static List<ParameterGroup> groups(ParameterSet parameters) {
        return ParameterGroup.of(parameters, new ParameterGroup.Rates(0.1, Map.of("text", 0.01), 0.3));
    }

    /** Loss: sum of slope * w^2 / 2 over a.weight, plus the sum of the others. */
    private void differentiate(ParameterSet parameters) {
        try (NDScope scope = new NDScope();
                GradientCollector gradients = Engine.getInstance().newGradientCollector()) {
            scope.suppressNotUsedWarning();
            NDArray half = manager.create(new float[]{SLOPES[0] / 2, SLOPES[1] / 2});
            NDArray weight = parameters.get("a.weight");
            gradients.backward(weight.mul(weight).mul(half).sum().add(parameters.get("a.bias").sum())
                    .add(parameters.get("text.LayerNorm.weight").sum()));
        }
    }

    @Test
    void biasesAndNormsAreNotDecayedAndTextPartsHaveTheirRate() {
        List<ParameterGroup> groups = groups(parameters());
        assertEquals(List.of(new ParameterGroup(List.of("a.weight"), 0.1, 0.3),
                new ParameterGroup(List.of("a.bias"), 0.1, 0),
                new ParameterGroup(List.of("text.LayerNorm.weight"), 0.01, 0)), groups);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eager", "fused"})
    void sgdKeepsTheRateOutsideTheVelocity(String operators) {
        use(operators);
        ParameterSet parameters = parameters();
        Sgd sgd = new Sgd(parameters, groups(parameters), 0.9, backend.updates());
        double[] factors = {1, 0.5, 0, 2};
        double[] w = {1, 1};
        double[] v = new double[2];
        for (double factor : factors) {
            differentiate(parameters);
            sgd.step(factor);
            sgd.zeroGradients();
            for (int i = 0; i < 2; i++) {
                v[i] = 0.9 * v[i] + SLOPES[i] * w[i] + 0.3 * w[i];
                w[i] -= 0.1 * factor * v[i];
            }
        }
        assertArrayEquals(new float[]{(float) w[0], (float) w[1]}, parameters.values("a.weight"), 1e-5f);
        // Constant gradient 1, no decay: velocities 1, 1.9, 2.71, 3.439.
        assertEquals(1 - 0.1 * (1 + 0.5 * 1.9 + 2 * 3.439), parameters.values("a.bias")[0], 1e-5);
        assertEquals(1 - 0.01 * (1 + 0.5 * 1.9 + 2 * 3.439), parameters.values("text.LayerNorm.weight")[0], 1e-5);
        assertEquals(0, parameters.values("fixed")[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eager", "fused"})
    void whatIsAskedForBeforeTheFirstBackwardPassIsNotTakenForTheGradient(String operators) {
        use(operators);
        ParameterSet parameters = parameters();
        Sgd sgd = new Sgd(parameters, groups(parameters), 0, backend.updates());
        sgd.zeroGradients();
        assertEquals(0, sgd.gradientNorm());
        for (int step = 1; step <= 3; step++) {
            differentiate(parameters);
            assertTrue(sgd.gradientNorm() > 1, "the bias alone has 1");
            sgd.step(1);
            sgd.zeroGradients();
            assertEquals(0, sgd.gradientNorm());
            assertEquals(1 - 0.1 * step, parameters.values("a.bias")[0], 1e-5);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eager", "fused"})
    void adamWDecaysApartFromTheGradient(String operators) {
        use(operators);
        ParameterSet parameters = parameters();
        AdamW adam = new AdamW(parameters, groups(parameters), AdamW.Betas.DEFAULT, backend.updates());
        double[] w = {1, 1};
        double[] m = new double[2];
        double[] s = new double[2];
        for (int step = 1; step <= 6; step++) {
            differentiate(parameters);
            adam.step(1.0 / step);
            adam.zeroGradients();
            for (int i = 0; i < 2; i++) {
                double g = SLOPES[i] * w[i];
                m[i] = 0.9 * m[i] + 0.1 * g;
                s[i] = 0.999 * s[i] + 0.001 * g * g;
                double rate = 0.1 / step;
                w[i] *= 1 - rate * 0.3;
                w[i] -= rate * (m[i] / (1 - Math.pow(0.9, step)))
                        / (Math.sqrt(s[i] / (1 - Math.pow(0.999, step))) + 1e-8);
            }
        }
        assertArrayEquals(new float[]{(float) w[0], (float) w[1]}, parameters.values("a.weight"), 1e-5f);
    }

    /** SGD with gradient 1 walks 1, 0.9, 0.8; after two steps the slow weight is half way, and the walk goes on there. */
    @ParameterizedTest
    @ValueSource(strings = {"eager", "fused"})
    void lookaheadGoesOnFromHalfWay(String operators) {
        use(operators);
        ParameterSet parameters = parameters();
        Optimizer optimizer = new Lookahead(new Sgd(parameters, groups(parameters), 0, backend.updates()), parameters,
                new Lookahead.Pace(2, 0.5), backend.updates());
        double[] expected = {0.9, 0.9, 0.8, 0.8, 0.7};
        for (double value : expected) {
            differentiate(parameters);
            optimizer.step(1);
            optimizer.zeroGradients();
            assertEquals(value, parameters.values("a.bias")[0], 1e-6);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"eager", "fused"})
    void theNormIsTakenOverAllAndClippedAsPyTorchDoes(String operators) {
        use(operators);
        ParameterSet parameters = parameters();
        Sgd sgd = new Sgd(parameters, groups(parameters), 0, backend.updates());
        differentiate(parameters);
        double norm = Math.sqrt(0.25 + 4 + 1 + 1);
        assertEquals(norm, sgd.gradientNorm(), 1e-6);
        assertEquals(norm, sgd.clipGradients(0.5), 1e-6);
        assertEquals(0.5 * norm / (norm + 1e-6), sgd.gradientNorm(), 1e-6);
        assertEquals(0.5, sgd.clipGradients(10), 1e-5);
        assertEquals(0.5, sgd.gradientNorm(), 1e-5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"eager", "fused"})
    void zeroingClearsWhatIsNoNumber(String operators) {
        use(operators);
        ParameterSet parameters = parameters();
        Sgd sgd = new Sgd(parameters, groups(parameters), 0, backend.updates());
        parameters.setValues("a.weight", new float[]{Float.NaN, 1});
        differentiate(parameters);
        assertTrue(Double.isNaN(sgd.clipGradients(1)));
        sgd.zeroGradients();
        assertEquals(0, sgd.gradientNorm());
    }

    @ParameterizedTest
    @ValueSource(strings = {"eager", "fused"})
    void aStoredOptimizerGoesOnExactly(String operators) throws IOException {
        use(operators);
        ParameterSet whole = parameters();
        Optimizer straight = optimizer(whole);
        walk(whole, straight, 0, 7);

        ParameterSet first = parameters();
        Optimizer stopped = optimizer(first);
        walk(first, stopped, 0, 3);
        new HandOver(folder).store(first, stopped);

        ParameterSet second = parameters();
        Optimizer resumed = optimizer(second);
        new HandOver(folder).load(second, resumed);
        walk(second, resumed, 3, 7);
        assertArrayEquals(whole.values("a.weight"), second.values("a.weight"));
        assertArrayEquals(whole.values("a.bias"), second.values("a.bias"));
    }

    private Optimizer optimizer(ParameterSet parameters) {
        AdamW adam = new AdamW(parameters, groups(parameters), AdamW.Betas.DEFAULT, backend.updates());
        return new Lookahead(adam, parameters, new Lookahead.Pace(2, 0.5), backend.updates());
    }

    private void walk(ParameterSet parameters, Optimizer optimizer, int from, int to) {
        WarmupCosine schedule = new WarmupCosine(2, 9);
        for (int step = from; step < to; step++) {
            differentiate(parameters);
            optimizer.step(schedule.factor(step));
            optimizer.zeroGradients();
        }
    }

    @Test
    void aFileOfAnotherOptimizerIsRefused() throws IOException {
        ParameterSet parameters = parameters();
        SafetensorsWriter state = Safetensors.writer();
        new Sgd(parameters, groups(parameters), 0.9, backend.updates()).store(state);
        state.write(folder.resolve("sgd"));
        AdamW adam = new AdamW(parameters, groups(parameters), AdamW.Betas.DEFAULT, backend.updates());
        try (Safetensors file = Safetensors.open(folder.resolve("sgd"))) {
            assertThrows(SafetensorsException.class, () -> adam.load(file));
        }
    }

    @Test
    void frozenParametersStay() {
        ParameterSet parameters = parameters();
        parameters.freeze(name -> name.startsWith("text."));
        Sgd sgd = new Sgd(parameters, groups(parameters), 0, backend.updates());
        differentiate(parameters);
        sgd.step(1);
        assertEquals(1, parameters.values("text.LayerNorm.weight")[0]);
        assertEquals(0.9, parameters.values("a.bias")[0], 1e-6);
    }

    @Test
    void theScheduleRisesAndFalls() {
        WarmupCosine schedule = new WarmupCosine(4, 12);
        assertEquals(0.25, schedule.factor(0));
        assertEquals(1, schedule.factor(3));
        assertEquals(1, schedule.factor(4));
        assertEquals(0.5, schedule.factor(8), 1e-12);
        assertEquals(0, schedule.factor(12));
        assertEquals(0, schedule.factor(1000));
        for (long step = 4; step < 12; step++) {
            assertTrue(schedule.factor(step + 1) < schedule.factor(step));
        }
        assertEquals(1, new WarmupCosine(0, 5).factor(0));
        assertThrows(IllegalArgumentException.class, () -> new WarmupCosine(6, 5));
    }
}
