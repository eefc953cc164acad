package org.refers.model.network;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One object of a configuration tree; remembers which keys were asked for, so that the others can be refused. */
final class ConfigNode {

    private final String path;
    private final JsonNode node;
    private final Set<String> known = new LinkedHashSet<>();
    private final List<ConfigNode> children = new ArrayList<>();

    ConfigNode(String path, JsonNode node) {
        if (!node.isObject() && !node.isMissingNode()) {
            throw new IllegalArgumentException((path.isEmpty() ? "the network configuration" : path) + " is no object");
        }
        this.path = path;
        this.node = node;
    }

    ConfigNode child(String key) {
        known.add(key);
        ConfigNode child = new ConfigNode(path + key + ".", node.path(key));
        children.add(child);
        return child;
    }

    int integer(String key, int fallback) {
        JsonNode value = value(key);
        if (absent(value)) {
            return fallback;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw wrong(key, "a whole number", value);
        }
        return value.intValue();
    }

    double number(String key, double fallback) {
        JsonNode value = value(key);
        if (absent(value)) {
            return fallback;
        }
        if (!value.isNumber()) {
            throw wrong(key, "a number", value);
        }
        return value.doubleValue();
    }

    boolean bool(String key, boolean fallback) {
        JsonNode value = value(key);
        if (absent(value)) {
            return fallback;
        }
        if (!value.isBoolean()) {
            throw wrong(key, "true or false", value);
        }
        return value.booleanValue();
    }

    List<Double> numbers(String key, List<Double> fallback) {
        JsonNode value = value(key);
        if (absent(value)) {
            return fallback;
        }
        List<Double> numbers = new ArrayList<>();
        for (JsonNode element : value) {
            if (!element.isNumber()) {
                throw wrong(key, "a list of numbers", value);
            }
            numbers.add(element.doubleValue());
        }
        return numbers;
    }

    <E extends Enum<E>> E choice(String key, Class<E> type, E fallback) {
        JsonNode value = value(key);
        if (absent(value)) {
            return fallback;
        }
        List<String> names = new ArrayList<>();
        for (E constant : type.getEnumConstants()) {
            if (name(constant).equals(value.asText())) {
                return constant;
            }
            names.add(name(constant));
        }
        throw wrong(key, "one of " + String.join(", ", names), value);
    }

    void requireFormat(int newest) {
        int format = integer("format", newest);
        if (format != newest) {
            throw new IllegalArgumentException("this network configuration has format " + format
                    + "; this version reads format " + newest);
        }
    }

    /** Refuses keys that nobody asked for: a misspelt key must not leave a default in force unnoticed. */
    void refuseUnread() {
        for (String key : (Iterable<String>) node::fieldNames) {
            if (!known.contains(key)) {
                throw new IllegalArgumentException("unknown key " + path + key + "; did you mean " + path
                        + NearestName.of(key, known) + "?");
            }
        }
        children.forEach(ConfigNode::refuseUnread);
    }

    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** Sets a value given as text; only keys that stand in the tree can be set. */
    static void put(ObjectNode tree, String key, String text) {
        int dot = key.indexOf('.');
        if (dot >= 0 && tree.get(key.substring(0, dot)) instanceof ObjectNode inner) {
            put(inner, key.substring(dot + 1), text);
            return;
        }
        JsonNode old = tree.get(key);
        if (old == null || old.isContainerNode()) {
            List<String> names = new ArrayList<>();
            tree.fieldNames().forEachRemaining(names::add);
            throw new IllegalArgumentException("unknown key " + key + "; did you mean " + NearestName.of(key, names)
                    + "?");
        }
        tree.set(key, parse(key, old, text));
    }

    private static JsonNode parse(String key, JsonNode old, String text) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        try {
            if (old.isBoolean()) {
                return switch (text) {
                    case "true" -> nodes.booleanNode(true);
                    case "false" -> nodes.booleanNode(false);
                    default -> throw new IllegalArgumentException(key + " must be true or false, not " + text);
                };
            }
            if (old.isIntegralNumber()) {
                return nodes.numberNode(Integer.parseInt(text));
            }
            return old.isNumber() ? nodes.numberNode(Double.parseDouble(text)) : nodes.textNode(text);
        } catch (NumberFormatException noNumber) {
            throw new IllegalArgumentException(key + " must be a number, not " + text, noNumber);
        }
    }

    private JsonNode value(String key) {
        known.add(key);
        return node.path(key);
    }

    private static boolean absent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private IllegalArgumentException wrong(String key, String expected, JsonNode found) {
        return new IllegalArgumentException(path + key + " must be " + expected + ", not " + found);
    }
}
