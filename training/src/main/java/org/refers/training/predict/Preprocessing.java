package org.refers.training.predict;

import org.refers.model.finding.InputGeometry;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.PixelConfig;
import org.refers.training.data.GreyScale;
import org.refers.training.data.PictureInput;
import org.refers.training.data.PictureTransform;

/**
 * How a radiograph becomes a model's input: what may differ between models of the one graph that this program follows, besides
 * the grey statistics, which the network's configuration holds. A radiograph is shown as its file asks (modality transform,
 * VOI transform, inversion), brought to a square of {@code pictureSize} pixels with antialiasing, then cut. The whole graph
 * travels in the model's file, see {@link PreprocessingGraph}.
 *
 * @param pictureSize side of the square picture
 * @param evaluationCrop what part of it evaluation and explanation see
 */
public record Preprocessing(int pictureSize, EvaluationCrop evaluationCrop) {

    /** Metadata key of a model file. */
    public static final String KEY = "refers.preprocessing";

    /** What part of the picture evaluation sees. */
    public enum EvaluationCrop {
        NONE,
        CENTER
    }

    /** The whole graph as JSON, with what a network's configuration says of it. */
    public String toJson(NetworkConfig config) {
        return PreprocessingGraph.write(this, config);
    }

    /**
     * Reads the JSON form.
     *
     * @param config of the network in the same file
     * @throws IllegalArgumentException with a clause, if it is a graph that this program does not follow
     */
    public static Preprocessing fromJson(String json, NetworkConfig config) {
        return PreprocessingGraph.read(json, config);
    }

    /** From pictures to the input of a network. */
    public PictureInput input(NetworkConfig config) {
        int size = config.radiograph().imageSize();
        PixelConfig pixels = config.pixels();
        double margin = (pictureSize - size) / 2.0;
        PictureTransform evaluation = isCropped(size)
                ? PictureTransform.window(margin, margin, size, size, size)
                : PictureTransform.fullField(pictureSize, size);
        return new PictureInput(size, new GreyScale(pixels.standardize(), pixels.mean(), pixels.deviation()),
                evaluation);
    }

    /** Where the input lies in a radiograph. */
    public InputGeometry geometry(int rows, int columns, int inputSize) {
        return isCropped(inputSize)
                ? InputGeometry.centerCrop(rows, columns, inputSize, pictureSize)
                : InputGeometry.fullField(rows, columns, inputSize);
    }

    private boolean isCropped(int inputSize) {
        return evaluationCrop == EvaluationCrop.CENTER && pictureSize > inputSize;
    }
}
