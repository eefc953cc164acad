package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.refers.model.study.ViewPosition;
import org.refers.model.text.Counted;
import org.refers.model.workspace.check.PictureGroups.Pair;

/** Rules on pictures and pairs of them. */
final class PictureRules {

    private final List<CheckedRadiograph> radiographs;
    private final List<Pair> pairs;

    PictureRules(List<CheckedRadiograph> radiographs, List<Pair> pairs) {
        this.radiographs = radiographs;
        this.pairs = pairs;
    }

    /** What they found. */
    List<Issue> issues() {
        List<Issue> issues = new ArrayList<>();
        pairs(issues, Rule.SAME_PICTURE_ACROSS_SIDES, pair -> pair.same() && pair.acrossSides());
        pairs(issues, Rule.COPY_ACROSS_SIDES, pair -> !pair.same() && pair.acrossSides());
        pairs(issues, Rule.SAME_PICTURE_TWO_PATIENTS, pair -> pair.same() && !pair.acrossSides() && !pair.onePatient());
        pairs(issues, Rule.COPY_TWO_PATIENTS, pair -> !pair.same() && !pair.acrossSides() && !pair.onePatient());
        pairs(issues, Rule.SAME_PICTURE_ONE_PATIENT, pair -> pair.same() && pair.onePatient());
        pairs(issues, Rule.COPY_ONE_PATIENT, pair -> !pair.same() && pair.onePatient());
        each(issues, Rule.UNREADABLE, r -> r.measured().done() && !r.measured().problem().isEmpty(),
                r -> r.measured().problem());
        each(issues, Rule.CONSTANT, r -> r.measured().readable() && r.measured().constant(), r -> "");
        each(issues, Rule.VIEW_CONFLICT, r -> !conflict(r).isEmpty(), PictureRules::conflict);
        each(issues, Rule.BURNED_IN, r -> r.measured().burnedIn().equals("YES"), r -> "");
        each(issues, Rule.TINY, PictureRules::isTiny, r -> r.taken().columns() + " x " + r.taken().rows());
        each(issues, Rule.INVERTED, PictureRules::isInverted,
                r -> String.format(Locale.ROOT, "corners brighter by %.2f",
                        r.measured().layout().corners() - r.measured().layout().centre()));
        each(issues, Rule.LETTERING, r -> r.measured().readable() && r.measured().layout().lettering() > 0, r -> "");
        return issues;
    }

    private static boolean isTiny(CheckedRadiograph radiograph) {
        int shorter = Math.min(radiograph.taken().rows(), radiograph.taken().columns());
        return radiograph.measured().readable() && shorter < Rule.TINY_SIDE;
    }

    private static boolean isInverted(CheckedRadiograph radiograph) {
        PictureFacts.Layout layout = radiograph.measured().layout();
        return radiograph.measured().readable() && !radiograph.measured().constant() && isProjection(radiograph)
                && layout.corners() - layout.centre() > Rule.INVERTED_BY;
    }

    /** Cross sections are no films; the threshold is one of projections. */
    private static boolean isProjection(CheckedRadiograph radiograph) {
        return !radiograph.taken().modality().equals("CT") && !radiograph.taken().modality().equals("MR");
    }

    /** The views that contradict each other, in words; empty if none do. */
    private static String conflict(CheckedRadiograph radiograph) {
        Map<String, String> stated = new LinkedHashMap<>();
        ViewPosition view = radiograph.taken().view();
        put(stated, "workspace", view == ViewPosition.UNKNOWN ? "" : view.name());
        put(stated, "header", radiograph.measured().stated());
        put(stated, "file name", radiograph.measured().named());
        if (stated.values().stream().distinct().count() < 2) {
            return "";
        }
        StringBuilder words = new StringBuilder();
        stated.forEach((who, what) -> words.append(words.isEmpty() ? "" : ", ").append(who).append(": ").append(what));
        return words.toString();
    }

    private static void put(Map<String, String> stated, String who, String view) {
        if (!view.isEmpty()) {
            stated.put(who, view);
        }
    }

    private void each(List<Issue> issues, Rule rule, Predicate<CheckedRadiograph> holds,
            Function<CheckedRadiograph, String> remark) {
        List<CheckedRadiograph> found = radiographs.stream().filter(holds).toList();
        if (!found.isEmpty()) {
            List<String> examples = found.stream().limit(Issue.EXAMPLES)
                    .map(r -> r.key() + (remark.apply(r).isEmpty() ? "" : ": " + remark.apply(r))).toList();
            List<Issue.Case> cases = found.stream().limit(Issue.CASES)
                    .map(r -> new Issue.Case(r.key(), Optional.empty(), remark.apply(r))).toList();
            issues.add(new Issue(rule, found.size(), studies(found), "", examples, cases));
        }
    }

    private void pairs(List<Issue> issues, Rule rule, Predicate<Pair> holds) {
        List<Pair> found = pairs.stream().filter(holds).toList();
        if (!found.isEmpty()) {
            List<CheckedRadiograph> members = found.stream()
                    .flatMap(pair -> Stream.of(pair.one(), pair.other())).distinct().toList();
            issues.add(new Issue(rule, members.size(), studies(members),
                    Counted.of(found.size(), "pair"),
                    found.stream().limit(Issue.EXAMPLES).map(Pair::inWords).toList(),
                    found.stream().limit(Issue.CASES).map(PictureRules::asCase).toList()));
        }
    }

    private static Issue.Case asCase(Pair pair) {
        String sides = side(pair.one()) + ", " + side(pair.other());
        return new Issue.Case(pair.one().key(), Optional.of(pair.other().key()),
                pair.same() ? sides : String.format(Locale.ROOT, "%s; likeness %.2f", sides, pair.likeness()));
    }

    private static String side(CheckedRadiograph radiograph) {
        return Words.of(radiograph.owner().split());
    }

    private static int studies(List<CheckedRadiograph> radiographs) {
        return (int) radiographs.stream().mapToInt(r -> r.owner().study()).distinct().count();
    }
}
