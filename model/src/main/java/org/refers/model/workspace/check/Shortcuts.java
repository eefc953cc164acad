package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.refers.model.text.Counted;

/** Looks for what a model could learn instead of a finding: each finding against each attribute, one radiograph a patient. */
final class Shortcuts {

    /** Fewer say nothing. */
    private static final int FEWEST = 20;
    /** Sizes that few pictures have are one category, as are makers with few devices. */
    private static final int CATEGORIES = 12;
    /** Permuting all of 400,000 takes minutes and finds nothing that this many do not. */
    private static final int MOST = 20_000;
    /** One of a thousand permutations, the data's own order among them. */
    private static final double CHANCE = 0.001 + 1e-9;

    private final CheckedData data;

    Shortcuts(CheckedData data) {
        this.data = data;
    }

    /** A finding, an attribute and how they go together. */
    record Found(String finding, Attribute attribute, int patients, Association association) {

        boolean isShortcut() {
            return association.strength() >= Rule.SHORTCUT_V && association.chance() <= CHANCE;
        }

        String inWords() {
            return String.format(Locale.ROOT, "A model could learn the %s instead of %s: V %.2f over %s.",
                    attribute.words(), finding, association.strength(),
                    Counted.of(patients, "patient"));
        }
    }

    /** All that could be measured, the strongest first. */
    List<Found> all() {
        List<Found> found = new ArrayList<>();
        data.labels().forEach((finding, labels) -> {
            for (Attribute attribute : Attribute.values()) {
                List<Integer> chosen = onePerPatient(labels, attribute);
                if (chosen.size() >= FEWEST) {
                    int[] present = chosen.stream().mapToInt(i -> labels[i] == CheckedData.PRESENT ? 1 : 0).toArray();
                    found.add(new Found(finding, attribute, chosen.size(),
                            Association.of(present, categories(chosen, attribute), Rule.SHORTCUT_V)));
                }
            }
        });
        found.sort(Comparator.comparingDouble((Found each) -> -each.association.strength()));
        return found;
    }

    private List<Integer> onePerPatient(byte[] labels, Attribute attribute) {
        Set<Integer> patients = new HashSet<>();
        return IntStream.range(0, labels.length)
                .filter(i -> (labels[i] == CheckedData.PRESENT || labels[i] == CheckedData.ABSENT)
                        && !attribute.of(data.radiographs().get(i)).isEmpty()
                        && patients.add(data.radiographs().get(i).owner().patient()))
                .limit(MOST).boxed().toList();
    }

    private int[] categories(List<Integer> chosen, Attribute attribute) {
        Map<String, Integer> counts = new HashMap<>();
        chosen.forEach(i -> counts.merge(attribute.of(data.radiographs().get(i)), 1, Integer::sum));
        List<String> frequent = counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(CATEGORIES).map(Map.Entry::getKey).toList();
        Map<String, Integer> numbers = new HashMap<>();
        frequent.forEach(value -> numbers.put(value, numbers.size()));
        return chosen.stream()
                .mapToInt(i -> numbers.getOrDefault(attribute.of(data.radiographs().get(i)), frequent.size()))
                .toArray();
    }
}
