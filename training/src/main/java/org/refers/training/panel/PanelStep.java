package org.refers.training.panel;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.refers.model.finding.ActivationMap;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.InputGeometry;
import org.refers.model.finding.MapKind;

/**
 * The panel at one step.
 *
 * @param step steps done
 * @param studies always the same ones, in the same order
 */
public record PanelStep(long step, List<PanelStudy> studies) {

    private static final int FORMAT = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Creates a step; the list is copied. */
    public PanelStep {
        studies = List.copyOf(studies);
    }

    /** The JSON form: one object, maps as rows of numbers. */
    public String toJson() {
        ObjectNode root = JSON.createObjectNode().put("format", FORMAT).put("step", step);
        ArrayNode all = root.putArray("studies");
        for (PanelStudy study : studies) {
            ObjectNode node = all.addObject().put("study", study.study());
            switch (study) {
                case PanelStudy.Written written -> put(node, written);
                case PanelStudy.Mapped mapped -> put(node, mapped);
            }
        }
        return root + "\n";
    }

    private static void put(ObjectNode node, PanelStudy.Written written) {
        ArrayNode radiographs = node.putArray("radiographs");
        written.radiographs().forEach(radiographs::add);
        node.put("report", written.text()).put("tokens", written.tokens())
                .put("log_probability", written.logProbability());
    }

    private static void put(ObjectNode node, PanelStudy.Mapped mapped) {
        ActivationMap map = mapped.map();
        node.put("radiograph", mapped.radiograph()).put("rows", map.rows()).put("columns", map.columns())
                .put("finding", map.finding()).put("label", mapped.label().name().toLowerCase(Locale.ROOT))
                .put("probability", mapped.probability()).put("kind", map.kind().key());
        InputGeometry geometry = map.geometry();
        node.putObject("input").put("size", geometry.inputSize()).put("left", geometry.left())
                .put("top", geometry.top()).put("across", geometry.across()).put("down", geometry.down());
        ArrayNode rows = node.putArray("map");
        for (int row = 0; row < map.grid(); row++) {
            ArrayNode values = rows.addArray();
            for (int column = 0; column < map.grid(); column++) {
                values.add(map.values()[row * map.grid() + column]);
            }
        }
    }

    /**
     * Reads the JSON form.
     *
     * @throws IllegalArgumentException if it is damaged or of a form this version does not know
     */
    public static PanelStep fromJson(String json) {
        try {
            JsonNode root = JSON.readTree(json);
            if (root.path("format").asInt() != FORMAT) {
                throw new IllegalArgumentException(
                        "it has format " + root.path("format") + "; this version reads format " + FORMAT);
            }
            List<PanelStudy> studies = new ArrayList<>();
            for (JsonNode node : root.path("studies")) {
                studies.add(node.has("map") ? mapped(node) : written(node));
            }
            return new PanelStep(whole(root, "step"), studies);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("it is no JSON", broken);
        }
    }

    private static PanelStudy written(JsonNode node) {
        List<String> radiographs = new ArrayList<>();
        node.path("radiographs").forEach(key -> radiographs.add(key.asText()));
        return new PanelStudy.Written(text(node, "study"), radiographs, text(node, "report"),
                (int) whole(node, "tokens"), number(node, "log_probability"));
    }

    private static PanelStudy mapped(JsonNode node) {
        JsonNode rows = node.path("map");
        int grid = rows.size();
        float[] values = new float[Math.multiplyExact(grid, grid)];
        for (int row = 0; row < grid; row++) {
            if (rows.get(row).size() != grid) {
                throw new IllegalArgumentException("a map of it is no square");
            }
            for (int column = 0; column < grid; column++) {
                values[row * grid + column] = (float) rows.get(row).get(column).asDouble(Double.NaN);
            }
        }
        JsonNode input = node.path("input");
        InputGeometry geometry = new InputGeometry(Math.toIntExact(whole(input, "size")), number(input, "left"),
                number(input, "top"), number(input, "across"), number(input, "down"));
        MapKind kind = MapKind.ofKey(text(node, "kind"))
                .orElseThrow(() -> new IllegalArgumentException("it names an unknown map: " + node.path("kind")));
        return new PanelStudy.Mapped(text(node, "study"), text(node, "radiograph"),
                FindingLabel.valueOf(text(node, "label").toUpperCase(Locale.ROOT)), number(node, "probability"),
                new ActivationMap(text(node, "finding"), kind, grid, values, geometry,
                        Math.toIntExact(whole(node, "rows")), Math.toIntExact(whole(node, "columns"))));
    }

    private static String text(JsonNode node, String name) {
        if (!node.path(name).isTextual()) {
            throw new IllegalArgumentException("it lacks " + name);
        }
        return node.path(name).asText();
    }

    private static double number(JsonNode node, String name) {
        if (!node.path(name).isNumber()) {
            throw new IllegalArgumentException("it lacks the number " + name);
        }
        return node.path(name).asDouble();
    }

    private static long whole(JsonNode node, String name) {
        if (!node.path(name).canConvertToInt() && !node.path(name).canConvertToLong()) {
            throw new IllegalArgumentException("it lacks the number " + name);
        }
        return node.path(name).asLong();
    }
}
