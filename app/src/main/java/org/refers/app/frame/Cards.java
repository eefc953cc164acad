package org.refers.app.frame;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.refers.app.annotation.AnnotationFilesViewModel;
import org.refers.app.parts.Parts;
import org.refers.app.parts.WrappingCell;
import org.refers.app.study.MouseProfiles;
import org.refers.app.workspace.ImportReport;
import org.refers.model.workspace.MovedFolder;
import org.refers.model.workspace.export.BoxSink;
import org.refers.model.workspace.importer.AnnotationPlan;
import org.refers.viewer.command.KeyMap;
import org.refers.viewer.text.Texts;

/** What is shown over the window for a moment: keys, about, the log, what an import did, a question. */
final class Cards {

    /** Answers that stand beside each other in a card of the usual width. */
    private static final int MOST_NARROW = 3;

    private final Texts texts;
    private final Runnable close;

    Cards(Texts texts, Runnable close) {
        this.texts = texts;
        this.close = close;
    }

    private VBox card(String id, String title, double width, Node... content) {
        Label head = new Label(title);
        head.getStyleClass().add("card-title");
        VBox card = new VBox(14, head);
        card.getChildren().addAll(content);
        card.setId(id);
        card.getStyleClass().add("card");
        card.setMaxSize(width, Region.USE_PREF_SIZE);
        card.setPrefWidth(width);
        return card;
    }

    private HBox closing(Button... others) {
        return closing("card.close", others);
    }

    private HBox closing(String text, Button... others) {
        Button button = new Button(texts.get(text));
        button.setId("close-card");
        button.setDefaultButton(true);
        button.setOnAction(pressed -> close.run());
        HBox row = new HBox(10, Parts.spring());
        row.getChildren().addAll(others);
        row.getChildren().add(button);
        // Answers are read whole: the card grows instead.
        row.getChildren().stream().filter(Button.class::isInstance).map(Button.class::cast)
                .forEach(one -> one.setMinWidth(Region.USE_PREF_SIZE));
        row.setAlignment(Pos.CENTER_RIGHT);
        return row;
    }

    Node about(String version) {
        Label only = new Label(texts.get("research.only"));
        only.getStyleClass().add("about-only");
        return card("about", texts.get("app.name"), 520, Parts.detail(texts.format("about.version", version)), only,
                Parts.paragraph(texts.get("about.words")), Parts.paragraph(texts.get("about.private")),
                Parts.paragraph(texts.get("about.licence")), closing());
    }

    Node shortcuts(ObjectProperty<KeyMap> keys, MouseProfiles mice) {
        VBox card = card("shortcuts", texts.get("keys.title"), 1220, new ShortcutSheet(texts, keys, mice),
                closing());
        // As high as the window lets it be; the rest scrolls.
        card.setMaxHeight(Double.MAX_VALUE);
        VBox.setVgrow(card.getChildren().get(1), Priority.ALWAYS);
        StackPane room = new StackPane(card);
        room.setPadding(new Insets(24));
        room.setMaxWidth(Region.USE_PREF_SIZE);
        return room;
    }

    Node log(String file, String content) {
        TextArea area = new TextArea(content.isBlank() ? texts.get("log.empty") : content);
        area.setId("log-text");
        area.setEditable(false);
        area.setPrefRowCount(22);
        area.getStyleClass().add("log-text");
        return card("log", texts.get("log.title"), 900, Parts.paragraph(texts.format("log.where", file)), area,
                closing());
    }

    Node crash(CrashCard.Report report) {
        CrashCard content = new CrashCard(texts, report);
        return card("crash", texts.get("crash.title"), 900, content, closing(content.buttons()));
    }

    Node imported(ImportReport report) {
        Label done = Parts.paragraph(texts.format(report.stopped() ? "import.stopped" : "import.done",
                report.studies(), report.radiographs(), report.reports(), report.boxes()));
        VBox card = card("import-report", texts.get("import.title"), 720, done);
        report.notices().forEach(notice -> card.getChildren().add(Parts.paragraph(notice)));
        addLeftOut(card, "import.rejects", report.rejected().stream()
                .map(one -> texts.format("import.reject", one.file(), one.reason())).toList());
        card.getChildren().add(closing());
        return card;
    }

    private void addLeftOut(VBox card, String heading, List<String> lines) {
        if (lines.isEmpty()) {
            card.getChildren().add(Parts.paragraph(texts.get("import.norejects")));
            return;
        }
        ListView<String> rejected = new ListView<>();
        rejected.setId("rejected");
        rejected.getItems().setAll(lines);
        rejected.setPrefHeight(240);
        rejected.setCellFactory(list -> new WrappedCell());
        rejected.setAccessibleText(texts.format(heading, lines.size()));
        card.getChildren().addAll(Parts.heading(texts.format(heading, lines.size())), rejected);
    }

    /** A line that wraps, since reasons are sentences. */
    private static final class WrappedCell extends WrappingCell<String> {

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            setText(null);
            Label words = new Label(item);
            words.getStyleClass().add("reason");
            words.setWrapText(true);
            setGraphic(empty ? null : words);
        }
    }

    Node annotationsRead(AnnotationPlan plan) {
        String done = texts.format("annotate.import.done", plan.boxes(), plan.labels(), plan.measurements(),
                plan.present());
        VBox card = card("annotations-read", texts.get("annotate.import.title"), 720, Parts.paragraph(
                plan.changes().isEmpty() ? done : done + " " + texts.get("annotate.import.undo")));
        addLeftOut(card, "annotate.import.rejects", plan.rejected().stream()
                .map(one -> texts.format("import.reject", one.file(), one.reason())).toList());
        card.getChildren().add(closing());
        return card;
    }

    Node annotationsWritten(AnnotationFilesViewModel.Exported exported) {
        BoxSink.Written written = exported.written();
        VBox card = card("annotations-written", texts.get("annotate.export.title"), 720, Parts.paragraph(
                texts.format("annotate.export.done", written.boxes(), written.labels(), written.measurements(),
                        written.files(), exported.target())));
        if (!written.leftOut().isEmpty()) {
            addLeftOut(card, "annotate.export.rejects", written.leftOut().stream()
                    .map(one -> texts.format("import.reject", one.radiograph(), one.reason())).toList());
        }
        card.getChildren().add(closing());
        return card;
    }

    /** What an import of a folder would do, and what can be done then. */
    Node look(LookCard.Makings makings, List<Answer> answers) {
        LookCard content = new LookCard(texts, makings);
        VBox card = card("look", texts.get("look.title"), 1180, content, row(answers));
        VBox.setVgrow(content, Priority.ALWAYS);
        StackPane room = new StackPane(card);
        room.setPadding(new Insets(24));
        room.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return room;
    }

    Node moved(MovedFolder.Found found) {
        VBox card = card("moved-report", texts.get("moved.title"), 720, Parts.paragraph(texts.format("moved.done",
                found.present(), found.files(), found.to(), found.checked())));
        if (!found.missing().isEmpty()) {
            ListView<String> missing = new ListView<>();
            missing.setId("missing");
            missing.getItems().setAll(found.missing());
            missing.setPrefHeight(240);
            card.getChildren().addAll(Parts.heading(texts.format("moved.missing", found.missing().size())), missing);
        }
        card.getChildren().add(closing());
        return card;
    }

    Node question(String title, String words, List<Answer> answers) {
        return card("question", title, answers.size() > MOST_NARROW ? 720 : 560, Parts.paragraph(words), row(answers));
    }

    /** Enter gives the first answer, unless it ends something: then it cancels. Cancel comes last. */
    private HBox row(List<Answer> answers) {
        boolean safe = !answers.getFirst().endsSomething();
        List<Button> buttons = answers.stream().map(this::button).toList();
        buttons.getFirst().setDefaultButton(safe);
        HBox row = closing("card.cancel", buttons.toArray(Button[]::new));
        ((Button) row.getChildren().getLast()).setDefaultButton(!safe);
        return row;
    }

    private Button button(Answer answer) {
        Button button = new Button(answer.words());
        button.setId(answer.id());
        if (answer.endsSomething()) {
            button.getStyleClass().addAll(Styles.DANGER, Styles.BUTTON_OUTLINED);
        }
        button.setOnAction(pressed -> {
            if (!answer.leadsOn()) {
                close.run();
            }
            answer.action().run();
        });
        return button;
    }
}
