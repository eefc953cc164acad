package org.refers.training.run;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code --task} may name, given the findings a workspace has labels for: {@code findings} for all of them, one
 * finding, several parted by commas, or a short name of a published task.
 */
final class FindingTasks {

    /** All findings of the workspace. */
    static final String ALL = "findings";

    /** Labels that say nothing is there; a model scores findings. */
    private static final Set<String> NO_FINDING = Set.of("normal", "no finding", "none");

    /** Short names of published tasks, and the findings they are, as the importers write them. */
    private static final Map<String, String> SHORT = Map.of("covid19", "covid-19", "covid", "covid-19", "viral",
            "viral pneumonia", "shenzhen", "tuberculosis", "tb", "tuberculosis");

    /** Names that mean all findings of a data set that has its own list. */
    private static final Set<String> WHOLE = Set.of(ALL, "all", "multilabel", "nih", "nih14", "vinbigdata", "chexpert");

    private FindingTasks() {
    }

    /**
     * Finds a task's findings.
     *
     * @param labelled the findings that the workspace has labels for
     * @return names as the workspace writes them, in its order or the order asked for
     * @throws TrainingException if the workspace has no such finding, or none with both signs
     */
    static List<String> resolve(String task, List<String> labelled) throws TrainingException {
        List<String> findings = labelled.stream().filter(name -> !NO_FINDING.contains(plain(name))).toList();
        if (findings.isEmpty()) {
            throw TrainingException
                    .input("The workspace has no labels to fine-tune on; import some first, or learn those"
                            + " that readers gave in it by the recipe's labels_from=readers.");
        }
        if (WHOLE.contains(plain(task))) {
            return findings;
        }
        List<String> chosen = new ArrayList<>();
        for (String part : task.split(",")) {
            String wanted = SHORT.getOrDefault(plain(part), plain(part));
            Optional<String> found = findings.stream().filter(name -> plain(name).equals(wanted)).findFirst();
            chosen.add(found.orElseThrow(() -> TrainingException.input(
                    "The workspace has no labels for '%s'; it has %s. '%s' takes them all.".formatted(part.strip(),
                            String.join(", ", findings), ALL))));
        }
        return List.copyOf(chosen);
    }

    /**
     * Finds the findings that the recipe key {@code explain_findings} names.
     *
     * @param value {@code all}, or names parted by commas
     * @param findings the task's, as {@link #resolve} returned them
     * @return names as the task writes them, in its order
     * @throws TrainingException if the task has no such finding
     */
    static List<String> decisive(String value, List<String> findings) throws TrainingException {
        if (plain(value).equals("all")) {
            return findings;
        }
        Set<String> wanted = new LinkedHashSet<>();
        for (String part : value.split(",")) {
            if (findings.stream().noneMatch(name -> plain(name).equals(plain(part)))) {
                throw TrainingException.input(
                        "explain_findings names '%s', which this task has not; it has %s, and 'all' takes them all."
                                .formatted(part.strip(), String.join(", ", findings)));
            }
            wanted.add(plain(part));
        }
        return findings.stream().filter(name -> wanted.contains(plain(name))).toList();
    }

    private static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
