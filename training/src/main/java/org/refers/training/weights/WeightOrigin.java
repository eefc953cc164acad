package org.refers.training.weights;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.refers.model.store.Safetensors;
import org.refers.training.predict.ModelSource;
import org.refers.training.store.RunFolder;

/**
 * Where weights come from, as far as it is known: a model file tells of an import, a run's configuration of the model that
 * the run began with.
 *
 * @param source in words
 * @param licence under which they were published, in words
 */
public record WeightOrigin(Optional<String> source, Optional<String> licence) {

    /** Metadata key of where the weights of a model file come from. */
    public static final String SOURCE_KEY = "refers.source";
    /** Metadata key of their licence. */
    public static final String LICENCE_KEY = "refers.licence";
    /** The same in a run's configuration, of the model it began with. */
    public static final String SOURCE_FACT = "init_source";
    /** The same in a run's configuration. */
    public static final String LICENCE_FACT = "init_licence";

    private static final WeightOrigin UNKNOWN = new WeightOrigin(Optional.empty(), Optional.empty());

    /** What a model says of its origin, or the run that it lies in. */
    public static WeightOrigin of(ModelSource model, Safetensors file) {
        String source = file.metadata().get(SOURCE_KEY);
        if (source != null) {
            return new WeightOrigin(Optional.of(source), Optional.ofNullable(file.metadata().get(LICENCE_KEY)));
        }
        return model.run().map(WeightOrigin::ofRun).orElse(UNKNOWN);
    }

    private static WeightOrigin ofRun(Path run) {
        try {
            JsonNode config = new YAMLMapper().readTree(Files.readString(run.resolve(RunFolder.CONFIG)));
            String kind = config.path("kind").asText("training");
            if (config.path("init").asText().equals("random")) {
                return new WeightOrigin(Optional.of("a " + kind + " run of this program from random weights"),
                        Optional.of("none, no weights of others are in them"));
            }
            return new WeightOrigin(
                    text(config, SOURCE_FACT).map(before -> "a " + kind + " run of this program from " + before),
                    text(config, LICENCE_FACT));
        } catch (IOException unreadable) {
            // The origin is told where it is known; a run without its configuration tells nothing.
            return UNKNOWN;
        }
    }

    private static Optional<String> text(JsonNode config, String key) {
        return Optional.of(config.path(key).asText()).filter(text -> !text.isEmpty());
    }

    /** What a run keeps in its configuration of the models that it begins with. */
    public static Map<String, String> facts(Collection<WeightOrigin> models) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put(SOURCE_FACT, joined(models, WeightOrigin::source));
        facts.put(LICENCE_FACT, joined(models, WeightOrigin::licence));
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    /** All that is known; with one that is not, the whole is not known either. */
    private static String joined(Collection<WeightOrigin> models, Function<WeightOrigin, Optional<String>> what) {
        return models.stream().anyMatch(model -> what.apply(model).isEmpty())
                ? ""
                : models.stream().flatMap(model -> what.apply(model).stream()).distinct()
                        .collect(Collectors.joining("; "));
    }
}
