package org.refers.model.workspace.check;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.refers.model.store.AtomicFiles;

/** A report that can be written. It holds pseudonymous keys and no names, numbers or paths of patients. */
public final class DataReport {

    private static final String TITLE = "Data report";

    private final List<ReportBlock> blocks;

    DataReport(List<ReportBlock> blocks) {
        this.blocks = List.copyOf(blocks);
    }

    /** The forms a report is written in. */
    public enum Form {
        HTML, MARKDOWN;

        /** By the file's ending: Markdown for {@code .md}, else HTML. */
        public static Form of(Path file) {
            return String.valueOf(file.getFileName()).endsWith(".md") ? MARKDOWN : HTML;
        }
    }

    /** The report as text. */
    public String text(Form form) {
        return form == Form.HTML ? HtmlReport.of(TITLE, blocks) : MarkdownReport.of(TITLE, blocks);
    }

    /** Writes the report; a file that is there is replaced as a whole. */
    public void write(Path file, Form form) throws IOException {
        AtomicFiles.writeString(file, text(form));
    }
}
