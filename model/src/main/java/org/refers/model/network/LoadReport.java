package org.refers.model.network;

import java.util.List;

/**
 * What became of the names when weights were loaded.
 *
 * @param matched parameters that were filled
 * @param missing parameters that the file does not have; they keep their values
 * @param leftOver tensors of the file that no parameter asked for
 * @param misshapen parameters whose tensor has another shape, as {@code name: (found) instead of (expected)}
 */
public record LoadReport(List<String> matched, List<String> missing, List<String> leftOver, List<String> misshapen) {

    /** Creates a report; the lists are copied. */
    public LoadReport {
        matched = List.copyOf(matched);
        missing = List.copyOf(missing);
        leftOver = List.copyOf(leftOver);
        misshapen = List.copyOf(misshapen);
    }

    /**
     * Demands that every parameter was filled.
     *
     * @throws IllegalArgumentException naming the first few that were not
     */
    public LoadReport requireComplete() {
        if (!missing.isEmpty() || !misshapen.isEmpty()) {
            throw new IllegalArgumentException("the weights do not fit the network: " + missing.size() + " missing "
                    + few(missing) + ", " + misshapen.size() + " of another shape " + few(misshapen));
        }
        return this;
    }

    /**
     * Demands that something was filled: a file of which nothing fits is a mistake, not a start from random weights.
     *
     * @throws IllegalArgumentException if nothing matched
     */
    public LoadReport requireAny() {
        if (matched.isEmpty()) {
            throw new IllegalArgumentException("no tensor of the file fits the network; it holds " + few(leftOver));
        }
        return this;
    }

    private static List<String> few(List<String> names) {
        return names.subList(0, Math.min(5, names.size()));
    }
}
