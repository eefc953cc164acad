package org.refers.model.workspace.check;

import java.util.List;
import java.util.stream.Collectors;
import org.refers.model.workspace.check.ReportBlock.Cell;
import org.refers.model.workspace.check.ReportBlock.Heading;
import org.refers.model.workspace.check.ReportBlock.Items;
import org.refers.model.workspace.check.ReportBlock.Paragraph;
import org.refers.model.workspace.check.ReportBlock.Pictures;
import org.refers.model.workspace.check.ReportBlock.Table;

/** Writes a report as Markdown; pictures are left to the HTML. */
final class MarkdownReport {

    private MarkdownReport() {
    }

    static String of(String title, List<ReportBlock> blocks) {
        StringBuilder text = new StringBuilder("# ").append(escaped(title)).append("\n\n");
        for (ReportBlock block : blocks) {
            switch (block) {
                case Heading(String heading) -> text.append("## ").append(escaped(heading)).append("\n\n");
                case Paragraph(String paragraph) -> text.append(escaped(paragraph)).append("\n\n");
                case Items(List<String> items) -> {
                    items.forEach(item -> text.append("- ").append(escaped(item)).append('\n'));
                    text.append('\n');
                }
                case Table table -> table(text, table);
                case Pictures pictures -> text.append(escaped(pictures.caption())).append("\n\n");
            }
        }
        return text.toString();
    }

    private static void table(StringBuilder text, Table table) {
        row(text, table.columns());
        text.append("| --- ".repeat(table.columns().size())).append("|\n");
        table.rows().forEach(cells -> row(text, cells.stream().map(Cell::text).toList()));
        text.append('\n');
    }

    private static void row(StringBuilder text, List<String> cells) {
        text.append(cells.stream().map(MarkdownReport::escaped).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    /** Names of findings and makers are foreign text: they may not end a cell or begin a link. */
    private static String escaped(String text) {
        return text.replaceAll("\\R", " ").replaceAll("([\\\\|<>\\[\\]`*_])", "\\\\$1");
    }
}
