package org.refers.model.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.refers.model.finding.MapKind;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.Mode;
import org.refers.model.network.RadiographConfig;
import org.refers.model.torch.InputGradient;

/**
 * Probabilities and maps of a finding classifier for many radiographs at once, in plain arrays. The parameters should be
 * frozen, else they collect gradients. One thread at a time, as for the classifier itself.
 */
public final class ActivationMapper {

    /** Radiographs of one pass: enough to fill a processor at small sizes, little enough for memory at the base size. */
    private static final int ROWS_A_PASS = 32;

    private final FindingClassifier classifier;
    private final RadiographConfig sizes;

    /** Explains a classifier. */
    public ActivationMapper(FindingClassifier classifier) {
        this.classifier = classifier;
        this.sizes = classifier.config().radiograph();
    }

    /** Patches a side, n. */
    public int grid() {
        return sizes.grid();
    }

    /** S, side of the input in pixels. */
    public int inputSize() {
        return sizes.imageSize();
    }

    /**
     * Probabilities of all findings.
     *
     * @param images normalised pixels, C * S * S values each
     * @return for each image K probabilities, 0 to 1
     */
    public List<float[]> probabilities(List<float[]> images) {
        List<float[]> all = new ArrayList<>();
        for (int from = 0; from < images.size(); from += ROWS_A_PASS) {
            List<float[]> part = images.subList(from, Math.min(images.size(), from + ROWS_A_PASS));
            all.addAll(Arrays.asList(InputGradient.without(() -> pass(part,
                    pixels -> Rows.of(Activation.sigmoid(classifier.logits(pixels, Mode.EVALUATION)))))));
        }
        return all;
    }

    /**
     * Raw maps, one a row: an image whose maps of several findings are wanted stands in several rows.
     *
     * @param kind how the maps are made
     * @param images normalised pixels, C * S * S values each
     * @param findings for each row the index of its finding, below K
     * @return for each row n * n values of any scale and sign
     */
    public List<float[]> maps(MapKind kind, List<float[]> images, int[] findings) {
        if (images.size() != findings.length) {
            throw new IllegalArgumentException(images.size() + " images for " + findings.length + " findings");
        }
        MapMethod method = method(kind);
        List<float[]> all = new ArrayList<>();
        for (int from = 0; from < findings.length; from += ROWS_A_PASS) {
            int to = Math.min(findings.length, from + ROWS_A_PASS);
            int[] part = Arrays.copyOfRange(findings, from, to);
            List<float[]> rows = images.subList(from, to);
            all.addAll(Arrays
                    .asList(InputGradient.without(() -> pass(rows, pixels -> method.maps(pixels, part)))));
        }
        return all;
    }

    private MapMethod method(MapKind kind) {
        return switch (kind) {
            case CAM -> new ClassActivation(classifier);
            case GRADIENT -> new GradientTimesInput(classifier);
            case GRADCAM -> new GradCam(classifier);
            case ROLLOUT -> new AttentionRollout(classifier);
            case OCCLUSION -> new Occlusion(classifier);
        };
    }

    private float[][] pass(List<float[]> images, Function<NDArray, float[][]> work) {
        int values = Math.multiplyExact(sizes.channels(), Math.multiplyExact(sizes.imageSize(), sizes.imageSize()));
        float[] pixels = new float[Math.multiplyExact(images.size(), values)];
        for (int i = 0; i < images.size(); i++) {
            if (images.get(i).length != values) {
                throw new IllegalArgumentException(
                        "an image of " + images.get(i).length + " values where the network takes " + values);
            }
            System.arraycopy(images.get(i), 0, pixels, i * values, values);
        }
        try (NDManager manager = classifier.parameters().manager().newSubManager(); NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            Shape shape = new Shape(images.size(), sizes.channels(), sizes.imageSize(), sizes.imageSize());
            return work.apply(manager.create(pixels, shape));
        }
    }
}
