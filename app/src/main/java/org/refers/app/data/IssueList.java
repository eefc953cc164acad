package org.refers.app.data;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.refers.app.parts.Parts;
import org.refers.model.workspace.check.Issue;
import org.refers.viewer.text.Texts;

/** What the rules found, the worst first. */
final class IssueList extends ListView<Issue> {

    private final Texts texts;

    IssueList(Texts texts) {
        this.texts = texts;
        setId("data-issues");
        setAccessibleText(texts.get("data.issues"));
        setCellFactory(list -> new Row());
    }

    /** Shows issues; the rule that was chosen stays so if it found something again. */
    void show(List<Issue> issues) {
        Issue chosen = getSelectionModel().getSelectedItem();
        getItems().setAll(issues);
        int at = -1;
        for (int i = 0; i < issues.size(); i++) {
            if (chosen != null && issues.get(i).rule() == chosen.rule()) {
                at = i;
            }
        }
        if (!issues.isEmpty()) {
            getSelectionModel().select(Math.max(0, at));
        }
    }

    private String severity(Issue issue) {
        return texts.get("data.severity." + issue.rule().severity().name().toLowerCase(Locale.ROOT));
    }

    private String counts(Issue issue) {
        String detail = issue.detail();
        return Stream.of(detail, count("data.radiographs", "data.radiograph", issue.radiographs()),
                count("data.studies", "data.study", issue.studies())).filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private String count(String many, String one, int count) {
        return count == 0 ? "" : count == 1 ? texts.get(one) : texts.format(many, count);
    }

    private final class Row extends ListCell<Issue> {

        @Override
        protected void updateItem(Issue issue, boolean empty) {
            super.updateItem(issue, empty);
            if (empty || issue == null) {
                setGraphic(null);
                setAccessibleText(null);
                return;
            }
            Label title = new Label(issue.rule().title());
            Label weight = new Label(severity(issue));
            weight.getStyleClass().addAll("chip", "severity-"
                    + issue.rule().severity().name().toLowerCase(Locale.ROOT));
            HBox head = new HBox(8, title, Parts.spring(), weight);
            head.setAlignment(Pos.CENTER_LEFT);
            setGraphic(new VBox(2, head, Parts.detail(counts(issue))));
            setAccessibleText(texts.format("data.issue", severity(issue), issue.rule().title(), counts(issue)));
        }
    }
}
