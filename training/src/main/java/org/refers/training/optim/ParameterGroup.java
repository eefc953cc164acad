package org.refers.training.optim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refers.model.network.ParameterSet;

/**
 * Parameters that share their rates.
 *
 * @param names names in the parameter set
 * @param learningRate peak rate, before the schedule's factor
 * @param weightDecay weight decay
 */
public record ParameterGroup(List<String> names, double learningRate, double weightDecay) {

    /** Creates a group; the names are copied. */
    public ParameterGroup {
        names = List.copyOf(names);
    }

    /**
     * The peak rates of a run.
     *
     * @param usual rate of all parts that have none of their own
     * @param ofParts rates of parts, by their prefixes, see {@link org.refers.model.network.ParameterLayout}
     * @param weightDecay weight decay of all but biases and norms
     */
    public record Rates(double usual, Map<String, Double> ofParts, double weightDecay) {

        /** Creates rates; the map is copied. */
        public Rates {
            ofParts = Map.copyOf(ofParts);
        }

        /** One rate for all parts. */
        public static Rates equal(double rate, double weightDecay) {
            return new Rates(rate, Map.of(), weightDecay);
        }

        private double of(String name) {
            int end = name.indexOf('.');
            return ofParts.getOrDefault(end < 0 ? name : name.substring(0, end), usual);
        }
    }

    private record Kind(double rate, double decay) {
    }

    /** The same rates for other parameters. */
    ParameterGroup with(List<String> others) {
        return new ParameterGroup(others, learningRate, weightDecay);
    }

    /** Sorts the trainable parameters into groups by rate and decay; biases and norms are never decayed. */
    public static List<ParameterGroup> of(ParameterSet parameters, Rates rates) {
        Map<Kind, List<String>> groups = new LinkedHashMap<>();
        for (String name : parameters.trainable()) {
            Kind kind = new Kind(rates.of(name), isDecayed(name) ? rates.weightDecay() : 0);
            groups.computeIfAbsent(kind, unseen -> new ArrayList<>()).add(name);
        }
        return groups.entrySet().stream()
                .map(group -> new ParameterGroup(group.getValue(), group.getKey().rate(), group.getKey().decay()))
                .toList();
    }

    /** Whether weight decay acts on a parameter: on all but biases and norms, BERT's LayerNorm included. */
    static boolean isDecayed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.contains("norm") && !lower.contains("bias");
    }
}
