package org.refers.model.workspace.check;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.refers.model.workspace.check.ReportBlock.Cell;
import org.refers.model.workspace.check.ReportBlock.Heading;
import org.refers.model.workspace.check.ReportBlock.Items;
import org.refers.model.workspace.check.ReportBlock.Paragraph;
import org.refers.model.workspace.check.ReportBlock.Pictures;
import org.refers.model.workspace.check.ReportBlock.Table;

/** Writes a report as one HTML file that needs nothing else: no scripts, no network, which its policy forbids as well. */
final class HtmlReport {

    private static final String STYLE = style();
    /** Items that go beside each other: a key, or one with a few words. */
    private static final int SHORT = 40;
    private static final Pattern NUMBER = Pattern.compile("[-0-9.,/()% ]*");

    private HtmlReport() {
    }

    static String of(String title, List<ReportBlock> blocks) {
        StringBuilder html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
                + "style-src 'unsafe-inline'\">\n<title>").append(escaped(title)).append("</title>\n<style>")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>").append(escaped(title)).append("</h1>\n");
        for (ReportBlock block : blocks) {
            switch (block) {
                case Heading(String text) -> html.append("<h2>").append(escaped(text)).append("</h2>\n");
                case Paragraph(String text) -> html.append("<p>").append(escaped(text)).append("</p>\n");
                case Items(List<String> items) -> {
                    html.append(items.stream().allMatch(item -> item.length() <= SHORT)
                            ? "<ul class=\"short\">\n"
                            : "<ul>\n");
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
        html.append("<div class=\"wide\"><table>\n<thead><tr>");
        boolean[] numbers = new boolean[table.columns().size()];
        for (int i = 0; i < numbers.length; i++) {
            int column = i;
            numbers[i] = !table.rows().isEmpty()
                    && table.rows().stream().allMatch(row -> NUMBER.matcher(row.get(column).text()).matches());
            html.append("<th scope=\"col\"").append(numbers[i] ? " class=\"number\">" : ">")
                    .append(escaped(table.columns().get(i))).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (List<Cell> row : table.rows()) {
            html.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                html.append(numbers[i] ? "<td class=\"number\">" : "<td>").append(content(row.get(i)))
                        .append(bar(row.get(i).share())).append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody>\n</table></div>\n");
    }

    private static String content(Cell cell) {
        String text = escaped(cell.text());
        return Arrays.stream(Severity.values()).map(severity -> severity.name().toLowerCase(Locale.ROOT))
                .anyMatch(text::equals) ? "<span class=\"weight " + text + "\">" + text + "</span>" : text;
    }

    private static String bar(double share) {
        return share < 0
                ? ""
                : String.format(Locale.ROOT,
                        "<svg viewBox=\"0 0 60 9\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"all\""
                                + " width=\"60\" height=\"9\"/><rect class=\"part\" width=\"%.1f\" height=\"9\"/></svg>",
                        60 * Math.min(1, share));
    }

    private static void pictures(StringBuilder html, Pictures pictures) {
        html.append("<figure><figcaption>").append(escaped(pictures.caption())).append("</figcaption>");
        int number = 1;
        for (byte[] jpeg : List.of(pictures.one(), pictures.other())) {
            html.append("<img alt=\"picture ").append(number++).append(" of the pair\" src=\"data:image/jpeg;base64,")
                    .append(Base64.getEncoder().encodeToString(jpeg)).append("\">");
        }
        html.append("</figure>\n");
    }

    private static String style() {
        try (InputStream in = Objects.requireNonNull(HtmlReport.class.getResourceAsStream("report.css"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("report.css cannot be read; install the program again", e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
