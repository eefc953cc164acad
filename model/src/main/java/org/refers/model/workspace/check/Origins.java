package org.refers.model.workspace.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.refers.model.text.Counted;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.model.workspace.check.ReportBlock.Cell;
import org.refers.model.workspace.check.ReportBlock.Heading;
import org.refers.model.workspace.check.ReportBlock.Paragraph;
import org.refers.model.workspace.check.ReportBlock.Table;

/** Where the data come from, from when they are, and what a check of them cannot tell. */
final class Origins {

    /** A year at the beginning; what sorts studies otherwise, such as a follow-up number, begins with zeros or letters. */
    private static final String DATED = "taken GLOB '[12][0-9][0-9][0-9][-0-9]*'";
    private static final String BY_KIND = "SELECT o.kind, p.split, count(*), count(DISTINCT s.id), count(DISTINCT p.id)"
            + " FROM radiographs r JOIN sources o ON o.id = r.source JOIN studies s ON s.id = r.study"
            + " JOIN patients p ON p.id = s.patient GROUP BY o.kind, p.split ORDER BY o.kind";

    private final Workspace workspace;

    Origins(Workspace workspace) {
        this.workspace = workspace;
    }

    /** What one kind of source brought to one side. */
    private record Part(String kind, Split side, int radiographs, int studies, int patients) {
    }

    List<ReportBlock> blocks() throws WorkspaceException {
        List<Part> parts = workspace.query(connection -> CheckStore.list(connection, BY_KIND, row -> new Part(
                row.getString(1), Split.valueOf(row.getString(2)), row.getInt(3), row.getInt(4), row.getInt(5))));
        Map<String, List<Part>> kinds = new LinkedHashMap<>();
        parts.forEach(part -> kinds.computeIfAbsent(part.kind, kind -> new ArrayList<>()).add(part));
        List<String> header = new ArrayList<>(List.of("kind of source"));
        List<Split> sides = List.of(Split.TRAIN, Split.VALIDATION, Split.TEST, Split.NONE);
        sides.forEach(side -> header.add(side == Split.NONE ? "no side" : Words.of(side)));
        List<List<Cell>> rows = new ArrayList<>();
        kinds.forEach((kind, ofKind) -> {
            List<Cell> row = new ArrayList<>(List.of(Cell.of(kind)));
            sides.forEach(side -> row.add(ofKind.stream().filter(part -> part.side == side).findFirst()
                    .map(part -> Cell.of(part.radiographs + " / " + part.studies + " / " + part.patients))
                    .orElse(Cell.of("-"))));
            rows.add(row);
        });
        List<ReportBlock> blocks = new ArrayList<>();
        blocks.add(new Paragraph(
                "By source and side: radiographs / studies with radiographs / patients. A patient is on one"
                        + " side with all studies."));
        blocks.add(new Table(header, rows));
        blocks.add(new Paragraph(dates()));
        return blocks;
    }

    private String dates() throws WorkspaceException {
        return workspace.query(connection -> CheckStore.list(connection,
                "SELECT count(*), min(substr(taken, 1, 4)), max(substr(taken, 1, 4)), (SELECT count(*) FROM studies)"
                        + " FROM studies WHERE " + DATED,
                row -> row.getInt(1) == 0
                        ? "The sources say no study's date."
                        : "Years of the studies: " + row.getString(2) + " to " + row.getString(3) + ", of "
                                + Counted.of(row.getInt(1), "study", "studies") + " of " + row.getInt(4)
                                + " that have a date. Publishers and de-identification may have shifted dates."))
                .getFirst();
    }

    /** How many pictures and pairs the figures on copies rest on. */
    static String compared(Workspace workspace) throws WorkspaceException {
        return workspace.query(connection -> "How copies were looked for: "
                + Counted.of(CheckStore.number(connection, "SELECT count(*) FROM picture_checks WHERE problem = ''"),
                        "radiograph was", "radiographs were")
                + " decoded, equal ones found by a sum of their displayed pixels, look-alikes among the others by codes of"
                + " their slow waves, and "
                + Counted.of(CheckStore.number(connection, "SELECT count(*) FROM picture_pairs"), "pair", "pairs")
                + " that look alike compared closely.");
    }

    static List<ReportBlock> limits() {
        return List.of(new Heading("What this check cannot tell"), new Paragraph(
                "Copies that were mirrored, inverted in their file, turned by some degrees or more, set into a larger"
                        + " plain square, or of which more than 5 % of a side was cut off are not looked for or found by"
                        + " chance, and strongly recompressed ones may be missed. Two"
                        + " different radiographs of one person under two numbers are no copies and are not found. Labels,"
                        + " ages, sexes and dates are as the sources give them. Whether text is burned in is told by the"
                        + " header and by rows of letters' size alone, and side markers by no more than that."));
    }
}
