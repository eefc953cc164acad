package org.refers.model.workspace.importer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.refers.model.text.Counted;
import org.refers.model.workspace.Split;

/**
 * Settles the sides of a source whose studies are all known: one side a patient, and three sides where lists name two.
 *
 * <p>A list of training and validation rows alone (REFERS' COVID-19 list without its test rows) makes the validation rows
 * the test side; a validation side is then drawn from the training patients, as it is where an official split has
 * training and test only (NIH). Nothing is drawn from a test side. Who was drawn for validation before stays there, and is not drawn
 * anew because a source has grown.
 */
final class Sides {

    /** A tenth: beside 70 to 80 % for training it is NIH's share of validation. */
    private static final double VALIDATION_SHARE = 0.1;

    private final List<String> notices = new ArrayList<>();
    private final long seed;
    private final Function<String, Split> known;

    Sides(long seed) {
        this(seed, patient -> Split.NONE);
    }

    /** {@code known} says on which side a patient is already. */
    Sides(long seed, Function<String, Split> known) {
        this.seed = seed;
        this.known = known;
    }

    /** Sentences on what was changed. */
    List<String> notices() {
        return notices;
    }

    List<StudyPlan> settle(List<StudyPlan> plans) {
        Map<String, Split> sides = byPatient(plans);
        Set<Split> given = EnumSet.noneOf(Split.class);
        given.addAll(sides.values());
        given.remove(Split.NONE);
        if (given.equals(EnumSet.of(Split.TRAIN, Split.VALIDATION))) {
            sides.replaceAll((patient, side) -> side == Split.VALIDATION ? Split.TEST : side);
            notices.add("The lists name no test side: their validation side is used for testing, and a validation side"
                    + " was drawn by patient from the training side.");
            drawValidation(sides);
        } else if (given.equals(EnumSet.of(Split.TRAIN, Split.TEST))) {
            notices.add("The lists name no validation side: one was drawn by patient from the training side.");
            drawValidation(sides);
        }
        return plans.stream().map(plan -> plan.withSplit(sides.getOrDefault(plan.patient(), Split.NONE))).toList();
    }

    private Map<String, Split> byPatient(List<StudyPlan> plans) {
        // Sorted, so that the draw does not depend on the order of a table's rows.
        Map<String, Split> sides = new TreeMap<>();
        Map<String, Split> conflicts = new HashMap<>();
        for (StudyPlan plan : plans) {
            Split before = sides.getOrDefault(plan.patient(), Split.NONE);
            if (before != Split.NONE && plan.split() != Split.NONE && before != plan.split()) {
                conflicts.put(plan.patient(), plan.split());
            }
            sides.put(plan.patient(), plan.split().heldOutMoreThan(before) ? plan.split() : before);
        }
        if (!conflicts.isEmpty()) {
            notices.add("The lists put " + Counted.of(conflicts.size(), "patient", "patients")
                    + " on two sides; all their"
                    + " studies went to the side further from training (test before validation before training).");
        }
        return sides;
    }

    private void drawValidation(Map<String, Split> sides) {
        List<String> training = new ArrayList<>();
        sides.forEach((patient, side) -> {
            if (side == Split.TRAIN) {
                training.add(patient);
            }
        });
        Collections.shuffle(training, new Random(seed));
        int wanted = training.size() < 2 ? 0 : Math.max(1, (int) Math.round(training.size() * VALIDATION_SHARE));
        List<String> drawn = new ArrayList<>(
                training.stream().filter(patient -> known.apply(patient) == Split.VALIDATION).toList());
        boolean again = !drawn.isEmpty();
        training.stream().filter(patient -> !again || known.apply(patient) == Split.NONE)
                .limit(Math.max(0, wanted - drawn.size())).forEach(drawn::add);
        drawn.forEach(patient -> sides.put(patient, Split.VALIDATION));
    }
}
