package org.refers.training.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.refers.model.store.AtomicFiles;
import org.refers.training.metric.OperatingPoint;

/**
 * What validation found for showing a model's findings: {@code explanation.json} of a run folder.
 *
 * @param operatingPoints by finding: from which probability boxes are shown (Youden's index on validation)
 * @param map name of the map that did best on validation boxes; empty where there were none
 * @param mapThresholds by finding: where the map in [0, 1] is cut; findings without validation boxes are absent
 */
public record ExplanationSettings(SequencedMap<String, OperatingPoint> operatingPoints, Optional<String> map,
        SequencedMap<String, Double> mapThresholds) {

    /** Name of the file in a run folder. */
    public static final String FILE = "explanation.json";

    private static final int FORMAT = 1;
    private static final long LARGEST = 10_000_000;

    /** Creates settings; the maps are copied in order. */
    public ExplanationSettings {
        operatingPoints = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(operatingPoints));
        mapThresholds = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(mapThresholds));
    }

    /** Settings of operating points alone. */
    public static ExplanationSettings of(SequencedMap<String, OperatingPoint> operatingPoints) {
        return new ExplanationSettings(operatingPoints, Optional.empty(), new LinkedHashMap<>());
    }

    /** The same with what was tuned on validation boxes. */
    public ExplanationSettings withMap(String name, SequencedMap<String, Double> thresholds) {
        return new ExplanationSettings(operatingPoints, Optional.of(name), thresholds);
    }

    /** Writes the file into a run folder. */
    public void write(Path runFolder) throws IOException {
        ObjectNode root = new ObjectMapper().createObjectNode().put("format", FORMAT);
        ObjectNode points = root.putObject("operating_points");
        operatingPoints.forEach((finding, point) -> points.putObject(finding).put("threshold", point.threshold())
                .put("sensitivity", point.sensitivity()).put("specificity", point.specificity()));
        map.ifPresent(name -> root.put("map", name));
        ObjectNode thresholds = root.putObject("map_thresholds");
        mapThresholds.forEach(thresholds::put);
        AtomicFiles.writeString(runFolder.resolve(FILE), root.toPrettyString() + "\n");
    }

    /**
     * Reads the file of a run folder.
     *
     * @return empty if the folder has none
     * @throws IOException if it is damaged or of a newer version
     */
    public static Optional<ExplanationSettings> read(Path runFolder) throws IOException {
        Path file = runFolder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        if (Files.size(file) > LARGEST) {
            throw new IOException(FILE + " is too large");
        }
        try {
            return Optional.of(parse(new ObjectMapper().readTree(Files.readString(file))));
        } catch (JsonProcessingException damaged) {
            throw new IOException(FILE + " is no JSON", damaged);
        }
    }

    private static ExplanationSettings parse(JsonNode root) throws IOException {
        if (root.path("format").asInt() != FORMAT) {
            throw new IOException(FILE + " has format " + root.path("format") + ", this version knows " + FORMAT);
        }
        SequencedMap<String, OperatingPoint> points = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : root.path("operating_points").properties()) {
            JsonNode point = entry.getValue();
            points.put(entry.getKey(), new OperatingPoint(point.path("threshold").asDouble(),
                    point.path("sensitivity").asDouble(), point.path("specificity").asDouble()));
        }
        SequencedMap<String, Double> thresholds = new LinkedHashMap<>();
        root.path("map_thresholds").properties()
                .forEach(entry -> thresholds.put(entry.getKey(), entry.getValue().asDouble()));
        return new ExplanationSettings(points, Optional.ofNullable(root.path("map").textValue()), thresholds);
    }
}
