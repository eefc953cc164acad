package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.Arrays;
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

    /** Findings that fit beside the counts; more of them are rows of a table of their own. */
    private static final int BESIDE = 3;
    /** Groups beside each other; a table wider than this is cut off on paper. */
    private static final int WIDTH = 6;

    private final CheckedData data;
    private final List<Split> sides;

    Subgroups(CheckedData data) {
        this.data = data;
        boolean isSplit = data.radiographs().stream().allMatch(r -> r.owner().split() != Split.NONE);
        sides = Arrays.stream(Split.values()).filter(side -> side != Split.NONE || !isSplit).toList();
    }

    List<ReportBlock> blocks() {
        List<ReportBlock> blocks = new ArrayList<>();
        blocks.add(new Heading("Findings by side"));
        if (data.labels().isEmpty()) {
            blocks.add(new Paragraph("No radiograph has a label."));
        } else {
            blocks.add(
                    new Paragraph("Present / labelled radiographs. Labels that are uncertain or unknown count as"
                            + " neither; how many there are is told beside."));
            blocks.add(findings());
        }
        blocks.add(new Heading("Subgroups"));
        blocks.add(new Paragraph(
                "Radiographs (patients) by side, and the share of labelled radiographs in which each finding is"
                        + " present."));
        for (Attribute attribute : Attribute.values()) {
            if (attribute.isSubgroup()) {
                subgroup(blocks, attribute);
            }
        }
        return blocks;
    }

    private Table findings() {
        List<List<Cell>> rows = new ArrayList<>();
        data.labels().forEach((finding, labels) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(finding)));
            sides.forEach(side -> row.add(prevalence(labels, r -> r.owner().split() == side, true)));
            row.add(number(labels, CheckedData.UNCERTAIN));
            row.add(number(labels, CheckedData.UNLABELLED));
            rows.add(row);
        });
        List<String> header = header("finding");
        header.addAll(List.of("uncertain", "unknown"));
        return new Table(header, rows);
    }

    private static Cell number(byte[] labels, byte value) {
        int count = 0;
        for (byte label : labels) {
            count += label == value ? 1 : 0;
        }
        return Cell.of(count == 0 ? "-" : Integer.toString(count));
    }

    private List<String> header(String first) {
        List<String> header = new ArrayList<>(List.of(first));
        sides.forEach(side -> header.add(Words.of(side)));
        return header;
    }

    private void subgroup(List<ReportBlock> blocks, Attribute attribute) {
        Map<String, List<CheckedRadiograph>> groups = new TreeMap<>();
        data.radiographs().forEach(r -> groups.computeIfAbsent(attribute.of(r), value -> new ArrayList<>()).add(r));
        List<String> findings = List.copyOf(data.labels().keySet());
        List<String> beside = findings.size() <= BESIDE ? findings : List.of();
        blocks.add(counts(attribute, groups, beside));
        if (beside.size() < findings.size()) {
            List<String> values = List.copyOf(groups.keySet());
            for (int from = 0; from < values.size(); from += WIDTH) {
                blocks.add(shares(attribute, values.subList(from, Math.min(values.size(), from + WIDTH))));
            }
        }
    }

    /** A row a group. */
    private Table counts(Attribute attribute, Map<String, List<CheckedRadiograph>> groups, List<String> findings) {
        List<String> header = header(attribute.words());
        header.addAll(findings);
        List<List<Cell>> rows = new ArrayList<>();
        groups.forEach((value, members) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(name(value))));
            sides.forEach(side -> row.add(count(members.stream().filter(r -> r.owner().split() == side).toList())));
            findings.forEach(finding -> row.add(share(finding, attribute, value)));
            rows.add(row);
        });
        return new Table(header, rows);
    }

    /** A row a finding, a column a group. */
    private Table shares(Attribute attribute, List<String> values) {
        List<String> header = new ArrayList<>(List.of("finding, by " + attribute.words()));
        values.forEach(value -> header.add(name(value)));
        List<List<Cell>> rows = new ArrayList<>();
        for (String finding : data.labels().keySet()) {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(finding)));
            values.forEach(value -> row.add(share(finding, attribute, value)));
            rows.add(row);
        }
        return new Table(header, rows);
    }

    private static String name(String value) {
        return value.isEmpty() ? "not stated" : value;
    }

    private Cell share(String finding, Attribute attribute, String value) {
        return prevalence(data.labels().getOrDefault(finding, new byte[0]), r -> attribute.of(r).equals(value), false);
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
