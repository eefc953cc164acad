package org.refers.training.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.refers.model.image.GreyPipeline;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.PixelConfig;
import org.refers.training.predict.Preprocessing.EvaluationCrop;

/**
 * What a network sees, step by step with all parameters, from a file's stored values to the values that enter the first layer.
 * It stands as JSON in every model file; training, prediction, explanation and report writing all follow it.
 *
 * <p>There is one way through the program's code, which the steps describe. A file is read by finding out the two parameters
 * that may differ, the picture's side and the crop, writing the graph that belongs to them, and comparing: whatever this
 * program does not do is a difference, and the model is refused.
 */
final class PreprocessingGraph {

    /** Format 1 named the picture's size and the crop alone; its steps were the same. */
    private static final int FORMAT = 2;
    private static final int FORMAT_WITHOUT_STEPS = 1;
    private static final String NAME = "step";

    private static final ObjectMapper JSON = new ObjectMapper();

    private PreprocessingGraph() {
    }

    static String write(Preprocessing preprocessing, NetworkConfig config) {
        return graph(preprocessing, config).toString();
    }

    /**
     * Reads a graph.
     *
     * @throws IllegalArgumentException with a clause that names the step which this program does not know
     */
    static Preprocessing read(String json, NetworkConfig config) {
        JsonNode root;
        try {
            root = JSON.readTree(json);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("its preprocessing graph is no JSON", broken);
        }
        int format = root.path("format").asInt();
        if (format == FORMAT_WITHOUT_STEPS) {
            return preprocessing(root.path("picture_size"), root.path("evaluation_crop"));
        }
        if (format != FORMAT) {
            throw unknown("it has format " + root.path("format").asText("none") + ", and this one reads 1 and 2");
        }
        Preprocessing read = preprocessing(step(root, "resize").path("rows"), step(root, "field").path("crop"));
        requireSame(root, parsed(graph(read, config)));
        return read;
    }

    private static Preprocessing preprocessing(JsonNode size, JsonNode crop) {
        boolean none = crop.asText().equals("none");
        if (!size.isInt() || size.asInt() < 1 || !none && !crop.asText().equals("center")) {
            throw unknown("it gives no picture size, or a crop other than none and center");
        }
        return new Preprocessing(size.asInt(), none ? EvaluationCrop.NONE : EvaluationCrop.CENTER);
    }

    private static JsonNode step(JsonNode root, String name) {
        for (JsonNode step : root.path("steps")) {
            if (step.path(NAME).asText().equals(name)) {
                return step;
            }
        }
        throw unknown("it has no step \"" + name + "\"");
    }

    private static void requireSame(JsonNode found, JsonNode known) {
        JsonNode steps = found.path("steps");
        JsonNode expected = known.path("steps");
        for (int i = 0; i < Math.max(steps.size(), expected.size()); i++) {
            if (!steps.path(i).equals(expected.path(i))) {
                String name = (i < steps.size() ? steps : expected).path(i).path(NAME).asText("without a name");
                throw unknown("they part at step " + (i + 1) + ", \"" + name + "\"");
            }
        }
        if (!found.equals(known)) {
            throw unknown("it says more than its steps");
        }
    }

    private static IllegalArgumentException unknown(String difference) {
        return new IllegalArgumentException("its preprocessing graph is not the one of this program: " + difference
                + "; use the version of the program that wrote it");
    }

    /** Numbers as a file gives them back, so that 1 and 1.0 compare as what they are in JSON. */
    private static JsonNode parsed(ObjectNode graph) {
        try {
            return JSON.readTree(graph.toString());
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("the program's own graph is no JSON", impossible);
        }
    }

    private static ObjectNode graph(Preprocessing preprocessing, NetworkConfig config) {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT);
        ArrayNode steps = root.putArray("steps");
        toDisplayedGrey(steps);
        toPicture(steps, preprocessing.pictureSize());
        toInput(steps, preprocessing, config);
        return root;
    }

    private static void toDisplayedGrey(ArrayNode steps) {
        add(steps, "stored_values").put("frame", 0).put("colour_to_grey", "rec601")
                .put("jpeg_orientation", "exif").put("overlays", "not_drawn");
        add(steps, "modality").putArray("first_of").add("modality_lut_sequence").add("rescale_slope_intercept");
        ObjectNode voi = add(steps, "voi");
        voi.putArray("first_of").add("voi_lut_sequence").add("first_window").add("full_range_up_to_8_bits")
                .add("percentiles_without_padding");
        voi.putArray("percentiles").add(GreyPipeline.LOW_PERCENTILE).add(GreyPipeline.HIGH_PERCENTILE);
        ObjectNode inversion = add(steps, "inversion").put("padding", "black");
        inversion.putArray("if_any").add("photometric_interpretation_monochrome1")
                .add("presentation_lut_shape_inverse");
    }

    private static void toPicture(ArrayNode steps, int side) {
        add(steps, "resize").put("filter", "triangle_antialiased").put("aspect", "not_kept").put("rows", side)
                .put("columns", side);
        add(steps, "eight_bits").put("rounding", "half_up").put("levels", 256);
    }

    private static void toInput(ArrayNode steps, Preprocessing preprocessing, NetworkConfig config) {
        int size = config.radiograph().imageSize();
        boolean crop = preprocessing.evaluationCrop() == EvaluationCrop.CENTER;
        add(steps, "field").put("crop", crop ? "center" : "none").put("filter", "bilinear").put("rows", size)
                .put("columns", size);
        add(steps, "unit_range").put("divide_by", 255);
        PixelConfig pixels = config.pixels();
        if (pixels.standardize()) {
            add(steps, "standardise").put("of", "picture");
        } else {
            ObjectNode normalise = add(steps, "normalise");
            pixels.mean().forEach(normalise.putArray("mean")::add);
            pixels.deviation().forEach(normalise.putArray("std")::add);
        }
        add(steps, "channels").put("count", pixels.mean().size()).put("planes", "alike");
        if (pixels.meanImage()) {
            add(steps, "subtract_mean_picture").put("tensor", "mean_image");
        }
    }

    private static ObjectNode add(ArrayNode steps, String name) {
        return steps.addObject().put(NAME, name);
    }
}
