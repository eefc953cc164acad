package org.refers.model.explain;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.refers.model.finding.MapKind;

/**
 * What validation taught of a finding classifier's explanations: which map is best, where each map is cut, and from
 * which probability a finding counts as present. Kept as {@code explanation.json} beside the model's file.
 *
 * @param chosen the map that is shown unless another is asked for
 * @param decidedBy findings whose validation boxes chose it; empty where none did
 * @param findings one entry a finding, in the classifier's order
 */
public record ExplanationSettings(MapKind chosen, List<String> decidedBy, List<FindingSettings> findings) {

    /** Name of the file beside the model's. */
    public static final String FILE = "explanation.json";

    /** Probability from which a finding counts as present where validation held one sign only. */
    public static final double UNKNOWN_OPERATING_POINT = 0.5;

    /** Cut of a map that had no box to be tuned on. */
    public static final double UNTUNED_THRESHOLD = 0.5;

    private static final int FORMAT = 1;
    private static final JsonMapper MAPPER = new JsonMapper();

    /**
     * One finding's settings.
     *
     * @param finding name of the finding
     * @param operatingPoint probability of Youden's point on validation; empty where it has none
     * @param maps what was found for each kind of map that was tried
     */
    public record FindingSettings(String finding, Optional<Double> operatingPoint, Map<MapKind, MapSettings> maps) {

        /** Creates the settings; the map is copied. */
        public FindingSettings {
            maps = Map.copyOf(maps);
        }
    }

    /**
     * One map of one finding.
     *
     * @param threshold cut of the map, above 0 and up to 1
     * @param meanIou mean IoU on the validation boxes at that cut
     * @param hitRate share of the validation radiographs whose highest pixel lies in a box
     * @param boxes validation boxes it was tuned on; 0 where there were none
     */
    public record MapSettings(double threshold, double meanIou, double hitRate, int boxes) {

        /** Creates the settings; the cut is checked. */
        public MapSettings {
            if (!(threshold > 0) || threshold > 1 || boxes < 0) {
                throw new IllegalArgumentException("a map cannot be cut at " + threshold);
            }
        }
    }

    /** Creates the settings; the lists are copied. */
    public ExplanationSettings {
        decidedBy = List.copyOf(decidedBy);
        findings = List.copyOf(findings);
    }

    /** Where nothing is known: class activation maps, cut in the middle. */
    public static ExplanationSettings untuned(List<String> findings) {
        return new ExplanationSettings(MapKind.CAM, List.of(), findings.stream()
                .map(finding -> new FindingSettings(finding, Optional.empty(), Map.of())).toList());
    }

    /** Probability from which boxes of a finding are shown. */
    public double operatingPoint(String finding) {
        return of(finding).flatMap(FindingSettings::operatingPoint).orElse(UNKNOWN_OPERATING_POINT);
    }

    /** The cut of a finding's map. */
    public double threshold(String finding, MapKind kind) {
        return map(finding, kind).map(MapSettings::threshold).orElse(UNTUNED_THRESHOLD);
    }

    /** Whether the cut was tuned on boxes. */
    public boolean isTuned(String finding, MapKind kind) {
        return map(finding, kind).isPresent();
    }

    /** What the chosen map was chosen by: its mean over the deciding findings of the mean IoU; empty where none decided. */
    public OptionalDouble decidedIou() {
        return decidedBy.stream().flatMap(finding -> map(finding, chosen).stream()).mapToDouble(MapSettings::meanIou)
                .average();
    }

    private Optional<MapSettings> map(String finding, MapKind kind) {
        return of(finding).map(settings -> settings.maps().get(kind)).filter(map -> map.boxes() > 0);
    }

    private Optional<FindingSettings> of(String finding) {
        return findings.stream().filter(settings -> settings.finding().equals(finding)).findFirst();
    }

    /** The JSON form. */
    public String toJson() {
        ObjectNode root = MAPPER.createObjectNode().put("format", FORMAT).put("map", chosen.key());
        ArrayNode deciding = root.putArray("map_decided_by");
        decidedBy.forEach(deciding::add);
        for (FindingSettings settings : findings) {
            ObjectNode node = root.withArray("findings").addObject().put("finding", settings.finding());
            node.put("operating_point", settings.operatingPoint().orElse(null));
            ObjectNode maps = node.putObject("maps");
            for (MapKind kind : MapKind.values()) {
                MapSettings map = settings.maps().get(kind);
                if (map != null) {
                    maps.putObject(kind.key()).put("threshold", map.threshold()).put("mean_iou", map.meanIou())
                            .put("hit_rate", map.hitRate()).put("boxes", map.boxes());
                }
            }
        }
        return root.toPrettyString() + "\n";
    }

    /**
     * Reads the JSON form.
     *
     * @throws IllegalArgumentException if it is damaged or of a form this version does not know
     */
    public static ExplanationSettings fromJson(String json) {
        try {
            JsonNode root = MAPPER.readTree(json);
            if (root.path("format").asInt() != FORMAT) {
                throw new IllegalArgumentException(
                        "it has format " + root.path("format") + "; this version reads format " + FORMAT);
            }
            List<FindingSettings> findings = new ArrayList<>();
            for (JsonNode node : root.path("findings")) {
                findings.add(finding(node));
            }
            // Files of earlier runs do not say what decided.
            List<String> decidedBy = new ArrayList<>();
            root.path("map_decided_by").forEach(name -> decidedBy.add(name.asText()));
            return new ExplanationSettings(kind(root.path("map").asText()), decidedBy, findings);
        } catch (JsonProcessingException broken) {
            throw new IllegalArgumentException("it is no JSON", broken);
        }
    }

    private static FindingSettings finding(JsonNode node) {
        Map<MapKind, MapSettings> maps = new EnumMap<>(MapKind.class);
        for (Map.Entry<String, JsonNode> entry : node.path("maps").properties()) {
            JsonNode map = entry.getValue();
            maps.put(kind(entry.getKey()), new MapSettings(map.path("threshold").asDouble(),
                    map.path("mean_iou").asDouble(), map.path("hit_rate").asDouble(), map.path("boxes").asInt()));
        }
        JsonNode point = node.path("operating_point");
        return new FindingSettings(node.path("finding").asText(),
                point.isNumber() ? Optional.of(point.asDouble()) : Optional.empty(), maps);
    }

    private static MapKind kind(String key) {
        return MapKind.ofKey(key).orElseThrow(() -> new IllegalArgumentException("it names an unknown map: " + key));
    }
}
