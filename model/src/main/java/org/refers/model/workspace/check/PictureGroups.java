package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/** Pairs of radiographs that show one picture. */
final class PictureGroups {

    private PictureGroups() {
    }

    /**
     * Two radiographs of one picture.
     *
     * @param likeness 1 for equal pixels, else the correlation of detail
     * @param same whether the pixels are equal
     */
    record Pair(CheckedRadiograph one, CheckedRadiograph other, double likeness, boolean same) {

        boolean acrossSides() {
            return one.owner().split() != other.owner().split();
        }

        boolean onePatient() {
            return one.owner().patient() == other.owner().patient();
        }

        /** Keys, sides and likeness. */
        String inWords() {
            return one.key() + " (" + Words.of(one.owner().split()) + ") and " + other.key() + " ("
                    + Words.of(other.owner().split()) + ")"
                    + (same ? ", equal pixels" : String.format(Locale.ROOT, ", likeness %.2f", likeness));
        }
    }

    /** All pairs: each radiograph of equal pixels with the first of them, and the copies. */
    static List<Pair> pairs(Workspace workspace, CheckStore store, CheckedData data) throws WorkspaceException {
        Map<Integer, List<Integer>> equal = equal(workspace);
        List<Pair> pairs = new ArrayList<>();
        equal.forEach((first, others) -> {
            List<CheckedRadiograph> shown = others.stream().filter(data.positions()::containsKey).map(data::byRow)
                    .toList();
            // Each is told with the first of another side, or else of another patient, or else the first: what is worst counts.
            for (int i = 1; i < shown.size(); i++) {
                CheckedRadiograph own = shown.get(i);
                List<CheckedRadiograph> before = shown.subList(0, i);
                CheckedRadiograph partner = before.stream().filter(r -> r.owner().split() != own.owner().split())
                        .findFirst().or(() -> before.stream()
                                .filter(r -> r.owner().patient() != own.owner().patient()).findFirst())
                        .orElse(shown.getFirst());
                pairs.add(new Pair(partner, own, 1, true));
            }
        });
        for (CheckStore.Compared pair : store.alike()) {
            if (data.positions().containsKey(pair.one()) && data.positions().containsKey(pair.other())) {
                pairs.add(worst(members(equal, data, pair.one()), members(equal, data, pair.other()), pair.likeness()));
            }
        }
        return pairs;
    }

    private static List<CheckedRadiograph> members(Map<Integer, List<Integer>> equal, CheckedData data, int row) {
        return equal.getOrDefault(row, List.of(row)).stream().filter(data.positions()::containsKey).map(data::byRow)
                .toList();
    }

    /** Of two groups of equal pictures the pair on two sides, or else of two patients, or else the first. */
    private static Pair worst(List<CheckedRadiograph> ones, List<CheckedRadiograph> others, double likeness) {
        Pair worst = new Pair(ones.getFirst(), others.getFirst(), likeness, false);
        for (CheckedRadiograph one : ones) {
            for (CheckedRadiograph other : others) {
                Pair pair = new Pair(one, other, likeness, false);
                if (pair.acrossSides()) {
                    return pair;
                }
                worst = worst.onePatient() ? pair : worst;
            }
        }
        return worst;
    }

    /** Groups of equal pixels by the first radiograph. */
    private static Map<Integer, List<Integer>> equal(Workspace workspace) throws WorkspaceException {
        Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
        workspace.query(connection -> {
            Map<String, Integer> first = new HashMap<>();
            CheckStore.each(connection, "SELECT radiograph, hex(pixels) FROM picture_checks WHERE problem = '' AND"
                    + " brightest - darkest > 1 AND pixels IN (SELECT pixels FROM picture_checks WHERE problem = ''"
                    + " GROUP BY pixels HAVING count(*) > 1) ORDER BY radiograph", row -> {
                        int own = row.getInt(1);
                        int leader = first.computeIfAbsent(row.getString(2), pixels -> own);
                        groups.computeIfAbsent(leader, any -> new ArrayList<>()).add(own);
                    });
            return true;
        });
        return groups;
    }
}
