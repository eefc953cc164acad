package org.refers.model.torch;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.Kernels;
import org.refers.model.network.Mode;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.Preset;
import org.refers.model.network.RadiographTransformer;
import org.refers.model.network.ReportTransformer;
import org.refers.model.network.TextEncoder;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** Whole units in TorchScript against the same blocks put together from plain operators. */
class TorchUnitsTest extends UnitComparison {

    @ParameterizedTest
    @EnumSource
    void theRadiographTransformersUnitAgrees(Preset preset) {
        NetworkConfig config = config(preset, "0");
        requireAgreement(config, (parameters, kernels) -> new RadiographTransformer(config, parameters, kernels)
                .encode(images(), Mode.TRAINING));
    }

    /** 16 patches an image: 64 are as many as the network is wide, with more the two layers before the blocks become one. */
    @ParameterizedTest
    @ValueSource(ints = {4, 5, 24})
    void fewAndManyPatchesAgree(int count) {
        NetworkConfig config = config(Preset.PAPER, "0");
        requireAgreement(config, (parameters, kernels) -> new RadiographTransformer(config, parameters, kernels)
                .encode(noise(9, new Shape(count, 1, 32, 32)), Mode.TRAINING));
    }

    @ParameterizedTest
    @CsvSource({"mean, concat", "mean, add", "mean, none", "token, concat", "token, none"})
    void theFindingsScoresAgree(String input, String aggregation) {
        NetworkConfig config = config(Preset.PAPER, "0").with("classifier_input", input)
                .with("aggregation", aggregation).with("num_classes", "3");
        requireAgreement(config, (parameters, kernels) -> new FindingClassifier(config, parameters, kernels)
                .logits(images(), Mode.TRAINING));
    }

    @Test
    void theTextEncodersUnitAgreesWithPadding() {
        NetworkConfig config = config(Preset.PAPER, "0");
        NDArray ids = manager.create(new long[]{2, 5, 9, 3, 2, 7, 3, 0}, new Shape(2, 4));
        NDArray mask = ids.neq(0).toType(DataType.INT64, false);
        requireAgreement(config, (parameters, kernels) -> new TextEncoder(config, parameters, kernels).encode(ids,
                mask, Mode.TRAINING));
    }

    @Test
    void someOfThePatchesAgree() {
        NetworkConfig config = config(Preset.PAPER, "0");
        NDArray kept = manager.create(new long[]{0, 3, 7, 15, 2, 4, 8, 9, 1, 5, 6, 10}, new Shape(3, 4));
        requireAgreement(config, (parameters, kernels) -> new RadiographTransformer(config, parameters, kernels)
                .encodeKept(images(), kept, Mode.TRAINING));
    }

    @ParameterizedTest
    @EnumSource
    void theReportTransformersUnitAgreesWithPadding(Preset preset) {
        NetworkConfig config = config(preset, "0");
        NDArray tokens = manager.create(new long[]{1, 5, 9, 2, 1, 7, 2, 0}, new Shape(2, 4));
        requireAgreement(config, (parameters, kernels) -> new ReportTransformer(config, parameters, kernels)
                .decode(memory(config), tokens, new long[]{4, 3}, Mode.TRAINING));
    }

    /** However small: what counts as large is a matter of speed. */
    private static final LinearLayers ALL_CONVOLVED = new LinearLayers(0);

    @ParameterizedTest
    @EnumSource
    void linearLayersAsConvolutionsAgree(Preset preset) {
        NetworkConfig config = config(preset, "0");
        NDArray tokens = manager.create(new long[]{1, 5, 9, 2, 1, 7, 2, 0}, new Shape(2, 4));
        Kernels convolved = fused.kernels(Arithmetic.plain(ALL_CONVOLVED));
        BiFunction<ParameterSet, Kernels, NDArray> report = (parameters, kernels) -> new ReportTransformer(config,
                parameters, kernels).decode(memory(config), tokens, new long[]{4, 3}, Mode.TRAINING);
        requireAgreement(results(config, report, eager.kernels()), results(config, report, convolved));
        Map<String, float[]> stacks = results(config, bothStacks(config), eager.kernels());
        requireAgreement(stacks, results(config, bothStacks(config), convolved));
        requireAgreement(stacks, results(config, bothStacks(config),
                fused.kernels(new Arithmetic(Precision.FP32, true, ALL_CONVOLVED))));
    }

    @Test
    void onlyLargeLinearLayersAreConvolved() {
        NetworkConfig config = config(Preset.PAPER, "0");
        BiFunction<ParameterSet, Kernels, NDArray> encoder = (parameters, kernels) -> new RadiographTransformer(
                config, parameters, kernels).encode(images(), Mode.TRAINING);
        Map<String, float[]> products = results(config, encoder, fused.kernels());
        Map<String, float[]> usual = results(config, encoder,
                fused.kernels(Arithmetic.plain(LinearLayers.CONVOLUTIONS)));
        products.forEach((name, values) -> assertArrayEquals(values, usual.get(name), name));
    }

    /** Drawn in training alone, and the same again from the same seed: a resumed run depends on it. */
    @Test
    void dropoutActsInTrainingAlone() {
        NetworkConfig config = config(Preset.RELEASED, "0.5");
        try (ParameterSet parameters = parameters(config)) {
            RadiographTransformer transformer = new RadiographTransformer(config, parameters, fused.kernels());
            float[] plain = transformer.encode(images(), Mode.EVALUATION).toFloatArray();
            assertArrayEquals(plain, transformer.encode(images(), Mode.EVALUATION).toFloatArray());
            Engine.getInstance().setRandomSeed(5);
            float[] first = transformer.encode(images(), Mode.TRAINING).toFloatArray();
            float[] other = transformer.encode(images(), Mode.TRAINING).toFloatArray();
            Engine.getInstance().setRandomSeed(5);
            assertArrayEquals(first, transformer.encode(images(), Mode.TRAINING).toFloatArray());
            assertFalse(Arrays.equals(plain, first) || Arrays.equals(first, other));
        }
    }

    /** Where no graphics card is, no memory can be pinned either, and what is sent arrives all the same. */
    @Test
    void whatIsSentIsWhatArrives() {
        Shape shape = new Shape(2, 3);
        NDArray host = noise(1, shape);
        NDArray sent = fused.kernels().send(host, manager);
        assertArrayEquals(host.toFloatArray(), sent.toFloatArray());
        assertEquals(manager, sent.getManager());
        TorchKernels kernels = (TorchKernels) fused.kernels();
        NDArray bytes = manager.create(new byte[]{0, 1, 2, 3, 4, -1}, shape);
        assertArrayEquals(bytes.toByteArray(), kernels.sent(bytes, manager, false).toByteArray());
    }
}
