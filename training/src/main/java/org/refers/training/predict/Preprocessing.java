package org.refers.training.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.refers.model.finding.InputGeometry;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.PixelConfig;
import org.refers.training.data.GreyScale;
import org.refers.training.data.PictureInput;
import org.refers.training.data.PictureTransform;

/**
 * How a radiograph becomes a model's input, besides the grey statistics, which the network's configuration holds: shown
 * as its file asks (modality transform, first window, inversion), brought to a square of {@code pictureSize} pixels with
 * antialiasing, then cut. It travels in the model's file.
 *
 * @param pictureSize side of the square picture
 * @param evaluationCrop what part of it evaluation and explanation see
 */
public record Preprocessing(int pictureSize, EvaluationCrop evaluationCrop) {

    /** Metadata key of a model file. */
    public static final String KEY = "refers.preprocessing";

    private static final int FORMAT = 1;

    /** What part of the picture evaluation sees. */
    public enum EvaluationCrop {
        NONE,
        CENTER
    }

    /** The JSON form. */
    public String toJson() {
        return new ObjectMapper().createObjectNode().put("format", FORMAT).put("picture_size", pictureSize)
                .put("evaluation_crop", evaluationCrop == EvaluationCrop.CENTER ? "center" : "none").toString();
    }

    /** Reads the JSON form; refuses a newer one. */
    public static Preprocessing fromJson(String json) {
        try {
            JsonNode node = new ObjectMapper().readTree(json);
            int size = node.path("picture_size").asInt();
            String crop = node.path("evaluation_crop").asText();
            if (node.path("format").asInt() != FORMAT || size < 1 || !(crop.equals("none") || crop.equals("center"))) {
                throw new IllegalArgumentException("its preprocessing is not known to this version: " + json);
            }
            return new Preprocessing(size, crop.equals("center") ? EvaluationCrop.CENTER : EvaluationCrop.NONE);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("its preprocessing is broken", broken);
        }
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
