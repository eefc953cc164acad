package org.refers.model.workspace.annotation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.MeasuredLine;
import org.refers.model.finding.ReaderBox;
import org.refers.model.finding.ReaderMeasurement;

/** Boxes, labels and measurements as the journal has them; the numbers come back as they were, to the last digit. */
public final class ItemJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ItemJson() {
    }

    /** What was there before a change of a single thing; empty if nothing was. */
    public static Optional<String> before(AnnotationChange change) {
        return switch (change) {
            case AnnotationChange.OfBox box -> box.before().map(ItemJson::of).map(JsonNode::toString);
            case AnnotationChange.OfLabel label -> of(label.before()).map(JsonNode::toString);
            case AnnotationChange.OfMeasurement measured -> measured.before().map(ItemJson::of)
                    .map(JsonNode::toString);
            case AnnotationChange.Several several -> throw new IllegalArgumentException("not a single thing");
        };
    }

    /** What is there behind it; empty if nothing is. */
    public static Optional<String> after(AnnotationChange change) {
        return before(change.inverse());
    }

    private static ObjectNode of(ReaderBox box) {
        return JSON.createObjectNode().put("finding", box.finding()).put("x", number(box.box().x()))
                .put("y", number(box.box().y())).put("width", box.box().width()).put("height", box.box().height());
    }

    /** The database has no negative zero: what was one there is 0 when it is compared. */
    private static double number(double value) {
        return value + 0.0;
    }

    private static Optional<ObjectNode> of(FindingLabel label) {
        return label == FindingLabel.UNKNOWN
                ? Optional.empty()
                : Optional.of(JSON.createObjectNode().put("value", label.name().toLowerCase(Locale.ROOT)));
    }

    private static ObjectNode of(ReaderMeasurement measured) {
        ObjectNode node = JSON.createObjectNode().put("kind", measured.kind().name().toLowerCase(Locale.ROOT));
        ArrayNode lines = node.putArray("lines");
        measured.lines().forEach(line -> lines.addArray().add(number(line.x1())).add(number(line.y1()))
                .add(number(line.x2())).add(number(line.y2())));
        return node;
    }

    static ReaderBox box(JsonNode node, String reader) {
        return new ReaderBox(reader, node.path("finding").asText(), new Box(node.path("x").asDouble(),
                node.path("y").asDouble(), node.path("width").asDouble(), node.path("height").asDouble()));
    }

    static FindingLabel label(Optional<JsonNode> node) {
        return node.map(there -> FindingLabel.valueOf(there.path("value").asText().toUpperCase(Locale.ROOT)))
                .orElse(FindingLabel.UNKNOWN);
    }

    static ReaderMeasurement measurement(JsonNode node, String reader) {
        List<MeasuredLine> lines = new ArrayList<>();
        node.path("lines").forEach(line -> lines.add(new MeasuredLine(line.path(0).asDouble(), line.path(1).asDouble(),
                line.path(2).asDouble(), line.path(3).asDouble())));
        return new ReaderMeasurement(reader,
                ReaderMeasurement.Kind.valueOf(node.path("kind").asText().toUpperCase(Locale.ROOT)), lines);
    }

    static Optional<JsonNode> read(@Nullable String text) throws SQLException {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(text));
        } catch (JsonProcessingException damaged) {
            throw new SQLException("its journal of annotations holds what is no JSON", damaged);
        }
    }
}
