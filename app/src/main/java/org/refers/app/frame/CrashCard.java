package org.refers.app.frame;

import javafx.scene.control.Button;
import javafx.scene.control.TextArea;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import org.refers.app.parts.Parts;
import org.refers.viewer.text.Texts;

/** A crash report to be read before it is handed on; the program itself sends nothing. */
public final class CrashCard extends VBox {

    private final Texts texts;
    private final Report report;

    /**
     * A report.
     *
     * @param file where it is, for people
     * @param content its text
     * @param fromJava whether Java wrote it, which knows nothing of patients and leaves nothing out
     * @param openFolder opens the folder it is in
     */
    public record Report(String file, String content, boolean fromJava, Runnable openFolder) {
    }

    CrashCard(Texts texts, Report report) {
        super(10);
        this.texts = texts;
        this.report = report;
        TextArea area = new TextArea(report.content().isBlank() ? texts.get("crash.unwritten") : report.content());
        area.setId("crash-text");
        area.setEditable(false);
        area.setPrefRowCount(20);
        area.setAccessibleText(texts.get("crash.title"));
        area.getStyleClass().add("log-text");
        getChildren().addAll(Parts.paragraph(texts.get(report.fromJava() ? "crash.holds.all" : "crash.holds")),
                Parts.paragraph(texts.get("crash.send")), Parts.detail(report.file()), area);
    }

    Button[] buttons() {
        Button copy = new Button(texts.get("crash.copy"));
        copy.setId("crash-copy");
        copy.setOnAction(pressed -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(report.content());
            Clipboard.getSystemClipboard().setContent(content);
        });
        Button folder = new Button(texts.get("crash.folder"));
        folder.setId("crash-folder");
        folder.setOnAction(pressed -> report.openFolder().run());
        return new Button[]{folder, copy};
    }
}
