package org.refers.model.workspace.check;

import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.refers.model.workspace.check.ReportBlock.Cell;
import org.refers.model.workspace.check.ReportBlock.Heading;
import org.refers.model.workspace.check.ReportBlock.Items;
import org.refers.model.workspace.check.ReportBlock.Paragraph;
import org.refers.model.workspace.check.ReportBlock.Pictures;
import org.refers.model.workspace.check.ReportBlock.Table;

/** Writes a report as one HTML file that needs nothing else: no scripts, no network, which its policy forbids as well. */
final class HtmlReport {

    private static final String STYLE = "body{font:15px/1.45 sans-serif;color:#222;background:#fff;max-width:70em;"
            + "margin:2em auto;padding:0 1em}table{border-collapse:collapse;margin:.6em 0 1.4em}"
            + "th,td{text-align:left;vertical-align:top;padding:.25em .7em;border-bottom:1px solid #ccc}"
            + "th{background:#eee}h1{font-size:1.6em}h2{font-size:1.2em;margin-top:1.8em}svg{vertical-align:middle;"
            + "margin-left:.4em}img{margin:.2em}td{font-variant-numeric:tabular-nums}";

    private HtmlReport() {
    }

    static String of(String title, List<ReportBlock> blocks) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
                + "style-src 'unsafe-inline'\">\n<title>").append(escaped(title)).append("</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>").append(escaped(title)).append("</h1>\n");
        for (ReportBlock block : blocks) {
            switch (block) {
                case Heading(String text) -> html.append("<h2>").append(escaped(text)).append("</h2>\n");
                case Paragraph(String text) -> html.append("<p>").append(escaped(text)).append("</p>\n");
                case Items(List<String> items) -> {
                    html.append("<ul>\n");
                    items.forEach(item -> html.append("<li>").append(escaped(item)).append("</li>\n"));
                    html.append("</ul>\n");
                }
                case Table table -> table(html, table);
                case Pictures pictures -> pictures(html, pictures);
            }
        }
        return html.append("</body>\n</html>\n").toString();
    }

    private static void table(StringBuilder html, Table table) {
        html.append("<table>\n<thead><tr>");
        table.columns().forEach(column -> html.append("<th scope=\"col\">").append(escaped(column)).append("</th>"));
        html.append("</tr></thead>\n<tbody>\n");
        for (List<Cell> row : table.rows()) {
            html.append("<tr>");
            for (Cell cell : row) {
                html.append("<td>").append(escaped(cell.text())).append(bar(cell.share())).append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table>\n");
    }

    private static String bar(double share) {
        return share < 0
                ? ""
                : String.format(Locale.ROOT,
                        "<svg width=\"60\" height=\"9\" aria-hidden=\"true\"><rect width=\"60\" height=\"9\""
                                + " fill=\"#ddd\"/><rect width=\"%.1f\" height=\"9\" fill=\"#36c\"/></svg>",
                        60 * Math.min(1, share));
    }

    private static void pictures(StringBuilder html, Pictures pictures) {
        html.append("<p>").append(escaped(pictures.caption())).append("<br>");
        for (byte[] jpeg : List.of(pictures.one(), pictures.other())) {
            html.append("<img alt=\"\" src=\"data:image/jpeg;base64,").append(Base64.getEncoder().encodeToString(jpeg))
                    .append("\">");
        }
        html.append("</p>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
