package org.refers.training.golden;

import ai.djl.Device;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.refers.model.store.ElementType;
import org.refers.model.store.Safetensors;
import org.refers.model.store.TensorInfo;
import org.refers.model.torch.Backend;
import org.refers.model.torch.LinearLayers;
import org.refers.model.torch.TorchThread;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Compares with results that PyTorch and Hugging Face BERT gave for the same weights and inputs. */
class GoldenRunTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"paper, eager", "paper, fused", "released, eager", "released, fused",
        "paper-two-views, fused", "released-four-views, fused",
        "paper, convolved", "released, convolved"})
    void everyTensorAgreesWithTheReference(String preset, String operators) throws IOException, URISyntaxException {
        Path in = Path.of(GoldenRunTest.class.getResource("/golden/" + preset).toURI());
        Path out = folder.resolve("out.safetensors");

        TorchThread.prepare();
        try (Backend backend = backend(operators)) {
            assertEquals(Optional.empty(), backend.notice());
            GoldenRun.run(in, out, backend);
        }

        Map<String, Double> worst = new TreeMap<>();
        try (Safetensors expected = Safetensors.open(in.resolve("expected.safetensors"));
                Safetensors actual = Safetensors.open(out)) {
            for (TensorInfo info : expected.tensors().values()) {
                assertEquals(info.shape(), actual.info(info.name()).shape(), info.name());
                if (info.type() == ElementType.I64) {
                    assertArrayEquals(expected.longs(info.name()), actual.longs(info.name()), info.name());
                } else {
                    double share = shareOfTolerance(info.name(), expected, actual);
                    worst.merge(group(info.name()), share, Math::max);
                }
            }
            assertEquals(expected.tensors().keySet().stream().sorted().toList(),
                    actual.tensors().keySet().stream().sorted().toList());
        }
        System.getLogger("golden").log(System.Logger.Level.INFO, () -> preset + " " + operators + " " + worst);
        worst.forEach((group, share) -> assertTrue(share <= 1, () -> group + " is off by " + share + " tolerances"));
    }

    private static Backend backend(String operators) {
        return switch (operators) {
            case "fused" -> Backend.open(Device.cpu());
            // However small a layer is: those of the golden networks are.
            case "convolved" -> Backend.open(Device.cpu(), new LinearLayers(0));
            default -> Backend.eager();
        };
    }

    private static String group(String name) {
        int slash = name.indexOf('/');
        return slash < 0 ? name : name.substring(0, slash);
    }

    /** Largest error as a share of what float32 is allowed, relative to the tensor's largest value. */
    private static double shareOfTolerance(String name, Safetensors expected, Safetensors actual) throws IOException {
        float[] reference = expected.floats(name);
        float[] values = actual.floats(name);
        double largest = 0;
        double error = 0;
        for (int i = 0; i < reference.length; i++) {
            largest = Math.max(largest, Math.abs(reference[i]));
            double difference = Math.abs((double) reference[i] - values[i]);
            error = Double.isNaN(difference) ? Double.POSITIVE_INFINITY : Math.max(error, difference);
        }
        boolean derivative = name.contains("/");
        return error / (derivative ? 1e-7 + 1e-3 * largest : 1e-5 + 1e-4 * largest);
    }
}
