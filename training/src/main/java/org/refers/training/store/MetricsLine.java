package org.refers.training.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.OptionalLong;

/** Lines of {@code metrics.jsonl}. */
final class MetricsLine {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MetricsLine() {
    }

    /** The step a line tells of; empty for a line that is no whole object. */
    static OptionalLong stepOf(String line) {
        try {
            JsonNode step = JSON.readTree(line).path("step");
            return step.isIntegralNumber() ? OptionalLong.of(step.asLong()) : OptionalLong.empty();
        } catch (JsonProcessingException halfWritten) {
            return OptionalLong.empty();
        }
    }
}
