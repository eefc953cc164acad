package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.check.ReportBlock.Cell;
import org.refers.model.workspace.check.ReportBlock.Heading;
import org.refers.model.workspace.check.ReportBlock.Paragraph;
import org.refers.model.workspace.check.ReportBlock.Table;

/** Tables of findings and subgroups by side. */
final class Subgroups {

    private static final List<Split> SIDES = List.of(Split.values());
    /** A table wider than this cannot be read; the findings' own table has them all. */
    private static final int FINDINGS = 14;

    private final CheckedData data;

    Subgroups(CheckedData data) {
        this.data = data;
    }

    List<ReportBlock> blocks() {
        List<ReportBlock> blocks = new ArrayList<>();
        blocks.add(new Heading("Findings by side"));
        blocks.add(new Paragraph(
                "Present / labelled radiographs. Labels that are unknown or uncertain count as neither."));
        blocks.add(findings());
        blocks.add(new Heading("Subgroups"));
        blocks.add(new Paragraph(
                "Radiographs (patients) by side, and the share of labelled radiographs in which each finding is"
                        + " present."));
        for (Attribute attribute : Attribute.values()) {
            if (attribute.isSubgroup()) {
                blocks.add(subgroup(attribute));
            }
        }
        return blocks;
    }

    private Table findings() {
        List<List<Cell>> rows = new ArrayList<>();
        data.labels().forEach((finding, labels) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(finding)));
            SIDES.forEach(side -> row.add(prevalence(labels, r -> r.owner().split() == side, true)));
            rows.add(row);
        });
        return new Table(header("finding"), rows);
    }

    private static List<String> header(String first) {
        List<String> header = new ArrayList<>(List.of(first));
        SIDES.forEach(side -> header.add(Words.of(side)));
        return header;
    }

    private Table subgroup(Attribute attribute) {
        Map<String, List<CheckedRadiograph>> groups = new TreeMap<>();
        data.radiographs().forEach(r -> groups.computeIfAbsent(attribute.of(r), value -> new ArrayList<>()).add(r));
        List<String> header = header(attribute.words());
        List<String> findings = data.labels().keySet().stream().limit(FINDINGS).toList();
        header.addAll(findings);
        List<List<Cell>> rows = new ArrayList<>();
        groups.forEach((value, members) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(value.isEmpty() ? "not stated" : value)));
            SIDES.forEach(side -> row.add(count(members.stream().filter(r -> r.owner().split() == side).toList())));
            for (String finding : findings) {
                row.add(prevalence(data.labels().getOrDefault(finding, new byte[0]), r -> attribute.of(r).equals(value),
                        false));
            }
            rows.add(row);
        });
        return new Table(header, rows);
    }

    private static Cell count(List<CheckedRadiograph> members) {
        Set<Integer> patients = new HashSet<>();
        members.forEach(r -> patients.add(r.owner().patient()));
        return Cell.of(members.isEmpty() ? "-" : members.size() + " (" + patients.size() + ")");
    }

    private Cell prevalence(byte[] labels, Predicate<CheckedRadiograph> member, boolean counts) {
        int present = 0;
        int labelled = 0;
        for (int i = 0; i < labels.length; i++) {
            if ((labels[i] == CheckedData.PRESENT || labels[i] == CheckedData.ABSENT)
                    && member.test(data.radiographs().get(i))) {
                labelled++;
                present += labels[i] == CheckedData.PRESENT ? 1 : 0;
            }
        }
        if (labelled == 0) {
            return Cell.of("-");
        }
        double share = (double) present / labelled;
        String percent = String.format(Locale.ROOT, "%.1f %%", 100 * share);
        return new Cell(counts ? present + " / " + labelled + " (" + percent + ")" : percent, share);
    }
}
