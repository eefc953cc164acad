package org.refers.training.device;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.Arrays;
import java.util.Optional;

/** What a program and the process of its probe tell each other: JSON, one object a line. Both are of one version. */
public final class ProbeWire {

    private static final String TYPE = "news";
    private static final String VALUE = "value";

    private static final ObjectMapper JSON = JsonMapper.builder().addModule(new Jdk8Module())
            .visibility(PropertyAccessor.IS_GETTER, Visibility.NONE)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

    private ProbeWire() {
    }

    /** A request as a line. */
    public static String request(ProbeRequest request) {
        return JSON.valueToTree(request).toString();
    }

    /**
     * The request of a line.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static ProbeRequest request(String line) {
        try {
            ProbeRequest request = JSON.readValue(line, ProbeRequest.class);
            if (request == null || request.compute() == null) {
                throw new IllegalArgumentException("no request");
            }
            return request;
        } catch (JsonProcessingException damaged) {
            throw new IllegalArgumentException("no request", damaged);
        }
    }

    /** News as a line. */
    public static String news(ProbeNews news) {
        return JSON.createObjectNode().put(TYPE, news.getClass().getSimpleName())
                .set(VALUE, JSON.valueToTree(news)).toString();
    }

    /** The news of a line; empty for a line that a library or Java itself printed. */
    public static Optional<ProbeNews> news(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            String type = node.path(TYPE).asText();
            Optional<Class<?>> found = Arrays.stream(ProbeNews.class.getPermittedSubclasses())
                    .filter(permitted -> permitted.getSimpleName().equals(type)).findFirst();
            return found.isEmpty()
                    ? Optional.empty()
                    : Optional.of(ProbeNews.class.cast(JSON.treeToValue(node.path(VALUE), found.get())));
        } catch (JsonProcessingException notOurs) {
            return Optional.empty();
        }
    }
}
