package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.refers.model.text.Counted;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;

/** Rules on sides, labels, reports and boxes. */
final class DataRules {

    private static final List<Split> SIDES = List.of(Split.TRAIN, Split.VALIDATION, Split.TEST);
    private static final String STUDIES_WITH_PICTURES = "(SELECT study FROM radiographs)";
    /** Key of a study's first radiograph, where it has one. */
    private static final String FIRST = "(SELECT r.key FROM radiographs r WHERE r.study = s.id ORDER BY r.id LIMIT 1)";
    private static final String LETTERS = "length(trim(t.findings)) + length(trim(t.impression))";

    private final Workspace workspace;
    private final CheckedData data;

    DataRules(Workspace workspace, CheckedData data) {
        this.workspace = workspace;
        this.data = data;
    }

    /** What they found. */
    List<Issue> issues() throws WorkspaceException {
        List<Issue> issues = new ArrayList<>();
        boxes(issues);
        positives(issues);
        sides(issues);
        studies(issues, Rule.EMPTY_REPORT,
                "SELECT s.key, " + FIRST + " FROM studies s JOIN reports t ON t.study = s.id WHERE " + LETTERS
                        + " < " + Rule.REPORT_LETTERS + " ORDER BY s.id");
        studies(issues, Rule.NO_REPORT,
                "SELECT s.key, " + FIRST + " FROM studies s WHERE EXISTS (SELECT 1 FROM reports) AND s.id NOT IN"
                        + " (SELECT study FROM reports) AND s.id IN " + STUDIES_WITH_PICTURES + " ORDER BY s.id");
        return issues;
    }

    private void studies(List<Issue> issues, Rule rule, String sql) throws WorkspaceException {
        List<Issue.Case> studies = workspace.query(connection -> CheckStore.list(connection, sql,
                row -> new Issue.Case(Objects.requireNonNullElse(row.getString(2), ""), Optional.empty(),
                        row.getString(1))));
        if (!studies.isEmpty()) {
            issues.add(new Issue(rule, 0, studies.size(), "", studies.stream().map(Issue.Case::words).toList(),
                    studies.stream().filter(study -> !study.radiograph().isEmpty()).toList()));
        }
    }

    private record OutsideBox(int study, String key, String words) {
    }

    private void boxes(List<Issue> issues) throws WorkspaceException {
        List<OutsideBox> outside = workspace.query(connection -> CheckStore.list(connection,
                "SELECT r.study, r.key, b.x, b.y, b.width, b.height, r.pixel_columns, r.pixel_rows FROM boxes b"
                        + " JOIN radiographs r ON r.id = b.radiograph WHERE r.pixel_columns > 0 AND (b.x < -"
                        + Rule.BOX_TOLERANCE
                        + " OR b.y < -" + Rule.BOX_TOLERANCE + " OR b.x + b.width > r.pixel_columns + "
                        + Rule.BOX_TOLERANCE
                        + " OR b.y + b.height > r.pixel_rows + " + Rule.BOX_TOLERANCE + ") ORDER BY b.id",
                row -> new OutsideBox(row.getInt(1), row.getString(2), "%.0f, %.0f, %.0f x %.0f in %d x %d".formatted(
                        row.getDouble(3), row.getDouble(4), row.getDouble(5), row.getDouble(6), row.getInt(7),
                        row.getInt(8)))));
        if (!outside.isEmpty()) {
            issues.add(new Issue(Rule.BOX_OUTSIDE, (int) outside.stream().map(OutsideBox::key).distinct().count(),
                    (int) outside.stream().mapToInt(OutsideBox::study).distinct().count(),
                    Counted.of(outside.size(), "box", "boxes"),
                    outside.stream().map(box -> box.key + ": " + box.words).toList(),
                    outside.stream().map(box -> new Issue.Case(box.key, Optional.empty(), box.words)).toList()));
        }
    }

    private void positives(List<Issue> issues) {
        List<String> without = new ArrayList<>();
        data.labels().forEach((finding, labels) -> {
            for (Split side : SIDES) {
                int labelled = 0;
                int present = 0;
                for (int i = 0; i < labels.length; i++) {
                    if (data.radiographs().get(i).owner().split() == side && labels[i] != CheckedData.UNLABELLED) {
                        labelled++;
                        present += labels[i] == CheckedData.PRESENT ? 1 : 0;
                    }
                }
                if (labelled > 0 && present == 0) {
                    without.add(finding + " (" + Words.of(side) + ": " + labelled + " labelled)");
                }
            }
        });
        if (!without.isEmpty()) {
            issues.add(new Issue(Rule.NO_POSITIVES, 0, 0,
                    Counted.of(without.size(), "finding on a side", "findings on sides"), without));
        }
    }

    private void sides(List<Issue> issues) {
        Map<Split, List<CheckedRadiograph>> bySide = new EnumMap<>(Split.class);
        data.radiographs()
                .forEach(r -> bySide.computeIfAbsent(r.owner().split(), side -> new ArrayList<>()).add(r));
        List<CheckedRadiograph> none = bySide.getOrDefault(Split.NONE, List.of());
        if (none.size() == data.radiographs().size()) {
            return;
        }
        if (!none.isEmpty()) {
            long patients = none.stream().mapToInt(r -> r.owner().patient()).distinct().count();
            issues.add(new Issue(Rule.NO_SIDE, none.size(),
                    (int) none.stream().mapToInt(r -> r.owner().study()).distinct().count(),
                    Counted.of(patients, "patient"),
                    none.stream().map(CheckedRadiograph::key).toList(),
                    none.stream().map(r -> new Issue.Case(r.key(), Optional.empty(), "")).toList()));
        }
        List<String> empty = SIDES.stream().filter(side -> !bySide.containsKey(side)).map(Words::of).toList();
        if (!empty.isEmpty()) {
            issues.add(new Issue(Rule.EMPTY_SIDE, 0, 0, String.join(", ", empty), List.of()));
        }
    }
}
