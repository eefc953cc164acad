package org.refers.training.run;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.refers.training.run.Recipe.Origin;
import org.refers.training.run.Recipe.Setting;
import org.refers.training.run.TrainingException.Kind;

/**
 * What a program and the process of its run tell each other: JSON, one object a line. The request goes in first; events
 * come out, and at last a summary or a failure.
 */
public final class RunWire {

    /** The line that asks a run to end after its step. */
    public static final String STOP = "stop";

    /** Both ends are of one program, so another number means that a file of it was exchanged while it ran. */
    private static final int FORMAT = 1;

    private static final String FORMAT_FIELD = "format";
    private static final String EVENT = "event";
    private static final String SUMMARY = "summary";
    private static final String FAILURE = "failure";

    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module())
            .addModule(new SimpleModule().addSerializer(Path.class, new PathOut())
                    .addDeserializer(Path.class, new PathIn()).addSerializer(Recipe.class, new RecipeOut())
                    .addDeserializer(Recipe.class, new RecipeIn()))
            .build();

    private RunWire() {
    }

    /** What the run's process tells last. */
    public sealed interface Answer {

        /** An event; more follows. */
        record Event(TrainingEvent event) implements Answer {
        }

        /** The end of a run that could be carried out. */
        record Summary(RunSummary summary) implements Answer {
        }

        /** The end of one that could not. */
        record Failure(TrainingException failure) implements Answer {
        }
    }

    /** A request as a line. */
    public static String request(RunRequest request) {
        return line(object(request.getClass().getSimpleName(), request).put(FORMAT_FIELD, FORMAT));
    }

    /**
     * The request of a line.
     *
     * @throws IllegalArgumentException if it is none of this version
     */
    public static RunRequest request(String line) {
        JsonNode node = parse(line);
        if (node.path(FORMAT_FIELD).asInt() != FORMAT) {
            throw new IllegalArgumentException("the request is not of this version of the program");
        }
        return read(node, RunRequest.class);
    }

    /** An event as a line. */
    public static String event(TrainingEvent event) {
        return line(JSON.createObjectNode().set(EVENT, object(event.getClass().getSimpleName(), event)));
    }

    /** A summary as a line. */
    public static String summary(RunSummary summary) {
        return line(JSON.createObjectNode().set(SUMMARY, JSON.valueToTree(summary)));
    }

    /** A failure as a line; what led to it stays with the process, in its log. */
    public static String failure(TrainingException failure) {
        ObjectNode node = JSON.createObjectNode();
        node.putObject(FAILURE).put("kind", failure.kind().name()).put("sentence", failure.sentence());
        return line(node);
    }

    /** What a line of the run's process says; empty for a line that some library printed. */
    public static Optional<Answer> answer(String line) {
        try {
            JsonNode node = parse(line);
            if (node.has(EVENT)) {
                return Optional.of(new Answer.Event(read(node.get(EVENT), TrainingEvent.class)));
            }
            if (node.has(SUMMARY)) {
                return Optional.of(new Answer.Summary(JSON.treeToValue(node.get(SUMMARY), RunSummary.class)));
            }
            if (node.has(FAILURE)) {
                Kind kind = Kind.valueOf(node.at("/failure/kind").asText());
                String sentence = node.at("/failure/sentence").asText();
                return Optional.of(new Answer.Failure(kind == Kind.INPUT
                        ? TrainingException.input(sentence)
                        : TrainingException.fault(sentence, null)));
            }
            return Optional.empty();
        } catch (JsonProcessingException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private static ObjectNode object(String type, Object value) {
        ObjectNode node = JSON.createObjectNode().put("type", type);
        node.set("value", JSON.valueToTree(value));
        return node;
    }

    /** The record among the permitted ones whose name stands in the object. */
    private static <T> T read(JsonNode node, Class<T> sealed) {
        String type = node.path("type").asText();
        Class<?> found = Arrays.stream(sealed.getPermittedSubclasses())
                .filter(permitted -> permitted.getSimpleName().equals(type)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown " + type));
        try {
            return sealed.cast(JSON.treeToValue(node.path("value"), found));
        } catch (JsonProcessingException damaged) {
            throw new IllegalArgumentException("a damaged " + type, damaged);
        }
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException damaged) {
            throw new IllegalArgumentException("no JSON", damaged);
        }
    }

    private static String line(JsonNode node) {
        return node.toString();
    }

    /** Paths as the user typed them, so that messages name them so. */
    private static final class PathOut extends JsonSerializer<Path> {

        @Override
        public void serialize(Path path, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(path.toString());
        }
    }

    private static final class PathIn extends JsonDeserializer<Path> {

        @Override
        public Path deserialize(JsonParser in, DeserializationContext context) throws IOException {
            return Path.of(in.getValueAsString(""));
        }
    }

    private static final class RecipeOut extends JsonSerializer<Recipe> {

        @Override
        public void serialize(Recipe recipe, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeStartObject();
            out.writeStringField("name", recipe.name());
            out.writeObjectField("asked", recipe.asked());
            out.writeObjectFieldStart("settings");
            for (Map.Entry<RecipeKey, Setting> entry : recipe.settings().entrySet()) {
                out.writeObjectField(entry.getKey().key(), entry.getValue());
            }
            out.writeEndObject();
            out.writeEndObject();
        }
    }

    private static final class RecipeIn extends JsonDeserializer<Recipe> {

        @Override
        public Recipe deserialize(JsonParser in, DeserializationContext context) throws IOException {
            JsonNode node = in.readValueAsTree();
            Recipe recipe = Recipe.defaults(node.path("name").asText());
            for (Map.Entry<String, JsonNode> entry : node.path("settings").properties()) {
                JsonNode setting = entry.getValue();
                recipe = recipe.with(RecipeKey.of(entry.getKey()), new Setting(setting.path("value").asText(),
                        Origin.valueOf(setting.path("origin").asText().toUpperCase(Locale.ROOT)),
                        setting.path("reason").asText()));
            }
            List<Choice> asked = new ArrayList<>();
            node.path("asked").forEach(choice -> asked.add(Choice.valueOf(choice.asText())));
            return recipe.asked(asked);
        }
    }
}
