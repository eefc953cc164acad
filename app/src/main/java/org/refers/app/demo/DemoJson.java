package org.refers.app.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.refers.model.text.CsvCells;
import org.refers.training.evaluate.ReportEvaluation.Pair;

/** The demo's files as text. */
final class DemoJson {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

    private DemoJson() {
    }

    static String pretty(DemoResult result) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(result);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record that is no JSON", impossible);
        }
    }

    static @Nullable Double orNull(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    /** A table of study, generated and reference report, quoted as every CSV reader knows. */
    static String csv(List<Pair> pairs) {
        StringBuilder text = new StringBuilder("study,generated,reference\n");
        for (Pair pair : pairs) {
            text.append(pair.studyId()).append(',').append(CsvCells.quoted(pair.generated())).append(',')
                    .append(CsvCells.quoted(pair.reference())).append('\n');
        }
        return text.toString();
    }
}
