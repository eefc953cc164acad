package org.refers.training.optim;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
     * @param radiograph rate of all parts that are not named as text parts
     * @param text rate of the text parts
     * @param weightDecay weight decay of all but biases and norms
     */
    public record Rates(double radiograph, double text, double weightDecay) {
    }

    /**
     * Sorts the trainable parameters into groups by rate and decay; biases and norms are never decayed. Empty groups are
     * left out.
     *
     * @param textParts prefixes of the parts that learn at the text rate, see {@link org.refers.model.network.ParameterLayout}
     */
    public static List<ParameterGroup> of(ParameterSet parameters, Set<String> textParts, Rates rates) {
        List<ParameterGroup> groups = new ArrayList<>();
        for (boolean text : new boolean[]{false, true}) {
            for (boolean decayed : new boolean[]{true, false}) {
                List<String> names = parameters.trainable().stream()
                        .filter(name -> isIn(textParts, name) == text && isDecayed(name) == decayed).toList();
                if (!names.isEmpty()) {
                    groups.add(new ParameterGroup(names, text ? rates.text() : rates.radiograph(),
                            decayed ? rates.weightDecay() : 0));
                }
            }
        }
        return groups;
    }

    /** Whether weight decay acts on a parameter: on all but biases and norms, BERT's LayerNorm included. */
    static boolean isDecayed(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return !lower.contains("norm") && !lower.contains("bias");
    }

    private static boolean isIn(Set<String> parts, String name) {
        return parts.stream().anyMatch(part -> name.startsWith(part + "."));
    }
}
