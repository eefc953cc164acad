package org.refers.training.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Lines of {@code metrics.jsonl}. */
final class MetricsLine {

    private static final ObjectMapper JSON = new ObjectMapper();

    private MetricsLine() {
    }

    /**
     * Whether a line tells of what was done before a checkpoint; no for a line that is no whole object, and for the
     * validation that a run resumed from there will do.
     */
    static boolean isBefore(String line, CheckpointState checkpoint) {
        try {
            JsonNode node = JSON.readTree(line);
            JsonNode step = node.path("step");
            boolean repeated = checkpoint.validationDue() && step.asLong() == checkpoint.step()
                    && node.path("event").asText().equals("validation");
            return step.isIntegralNumber() && step.asLong() <= checkpoint.step() && !repeated;
        } catch (JsonProcessingException halfWritten) {
            return false;
        }
    }
}
