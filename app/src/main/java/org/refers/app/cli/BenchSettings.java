package org.refers.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The {@code key=value} pairs of a measurement. */
final class BenchSettings {

    private final Map<String, String> values;

    private BenchSettings(Map<String, String> values) {
        this.values = values;
    }

    /**
     * Reads pairs.
     *
     * @param defaults every key with what it is where nobody says otherwise
     */
    static BenchSettings of(List<String> assignments, Map<String, String> defaults) {
        Map<String, String> values = new LinkedHashMap<>(defaults);
        for (String assignment : assignments) {
            String[] parts = assignment.split("=", 2);
            if (parts.length < 2 || !defaults.containsKey(parts[0])) {
                throw CliException
                        .badInput("--set takes " + String.join(", ", defaults.keySet()) + " as key=value, not '"
                                + assignment + "'.");
            }
            values.put(parts[0], parts[1]);
        }
        return new BenchSettings(values);
    }

    String text(String key) {
        return values.getOrDefault(key, "");
    }

    /** A whole number between two. */
    int count(String key, int least, int most) {
        return count(key, text(key), least, most);
    }

    static int count(String key, String text, int least, int most) {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
            throw CliException.badInput("%s takes a whole number from %d to %d, not '%s'.".formatted(key, least, most,
                    text));
        }
        return Integer.parseInt(text);
    }
}
