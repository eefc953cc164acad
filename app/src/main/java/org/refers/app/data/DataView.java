package org.refers.app.data;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.refers.app.data.CheckState.Phase;
import org.refers.app.parts.Parts;
import org.refers.app.study.RadiographSource;
import org.refers.app.task.BackgroundTasks;
import org.refers.model.workspace.check.CheckResult;
import org.refers.model.workspace.check.Issue;
import org.refers.viewer.text.Texts;

/** The room for the state of the data: rules that found something, the radiographs of each, and their pictures. */
public final class DataView extends StackPane {

    private static final double RULES_SHARE = 0.26;
    private static final double CASES_SHARE = 0.5;

    private final Texts texts;
    private final DataViewModel model;
    private final Commands commands;
    private final IssueList issues;
    private final CaseList cases;
    private final PicturePair pictures;
    private final Label title = new Label();
    private final Label definition = Parts.paragraph("");
    private final Label remedy = Parts.paragraph("");
    private final Button openStudy;
    private final Button report;
    private final Button start;
    private final BorderPane room;
    private final VBox empty;

    /**
     * What the room asks others to do.
     *
     * @param showStudy shows a radiograph among the studies
     * @param openFile opens a file outside of this window
     */
    public record Commands(Consumer<String> showStudy, Consumer<Path> openFile) {
    }

    /** Creates the room. */
    public DataView(Texts texts, DataViewModel model, BackgroundTasks tasks, RadiographSource radiographs,
            Commands commands) {
        this.texts = texts;
        this.model = model;
        this.commands = commands;
        setId("data-screen");
        issues = new IssueList(texts);
        cases = new CaseList(texts);
        pictures = new PicturePair(texts, tasks, radiographs);
        openStudy = Parts.button("data-open-study", MaterialDesignF.FOLDER_IMAGE, texts.get("data.openstudy"),
                this::openStudy);
        report = Parts.button("data-report", MaterialDesignF.FILE_DOCUMENT_OUTLINE, texts.get("data.report"),
                () -> model.writeReport(commands.openFile()));
        report.setTooltip(Parts.tooltip(texts.format("data.report.why", DataViewModel.REPORT_FILE)));
        start = Parts.button("data-start", MaterialDesignP.PLAY, texts.get("data.start"), model::start);
        room = room();
        empty = empty();
        getChildren().addAll(room, empty);
        issues.getSelectionModel().selectedItemProperty().subscribe(this::showIssue);
        cases.getSelectionModel().selectedItemProperty().subscribe(this::showCase);
        model.stateProperty().subscribe(this::show);
    }

    private VBox empty() {
        Button begin = Parts.button("data-begin", MaterialDesignP.PLAY, texts.get("data.start"), model::start);
        begin.getStyleClass().add(Styles.ACCENT);
        VBox state = Parts.emptyState(MaterialDesignC.CLIPBOARD_CHECK_OUTLINE, texts.get("data.empty"),
                texts.get("data.empty.words"), begin);
        state.setId("data-empty");
        return state;
    }

    private BorderPane room() {
        BorderPane pane = new BorderPane();
        HBox top = new HBox(10, Parts.heading(texts.get("data.title")), progress(), Parts.spring(), start, report);
        top.setAlignment(Pos.CENTER_LEFT);
        top.getStyleClass().add("panel-title");
        pane.setTop(top);
        VBox right = new VBox(10, title, definition, remedy, pictures, new HBox(openStudy));
        title.getStyleClass().add("section-heading");
        title.setId("data-rule");
        remedy.setId("data-remedy");
        VBox.setVgrow(pictures, Priority.ALWAYS);
        right.getStyleClass().add("panel-content");
        ScrollPane scroll = new ScrollPane(right);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        SplitPane split = new SplitPane(issues, cases, scroll);
        split.setDividerPositions(RULES_SHARE, CASES_SHARE);
        pane.setCenter(split);
        return pane;
    }

    private Node progress() {
        Label words = Parts.detail("");
        words.setId("data-progress");
        ProgressBar bar = new ProgressBar();
        bar.setAccessibleText(texts.get("data.title"));
        Button stop = Parts.button("data-stop", MaterialDesignS.STOP, texts.get("data.stop"), model::stop);
        HBox box = new HBox(8, words, bar, stop);
        box.setAlignment(Pos.CENTER_LEFT);
        model.stageProperty().subscribe(stage -> {
            words.setText(stage.words());
            bar.setProgress(stage.share());
        });
        // After the stage, which is empty when no check runs.
        model.stateProperty().subscribe(state -> {
            boolean runs = state.phase() == Phase.RUNNING;
            if (!runs) {
                words.setText(state.result().map(this::summary).orElse(""));
            }
            List.of(bar, stop).forEach(node -> {
                node.setVisible(runs);
                node.setManaged(runs);
            });
        });
        return box;
    }

    private String summary(CheckResult result) {
        int all = result.counts().radiographs();
        int open = result.work().open();
        return open > 0
                ? texts.format("data.stopped.at", all - open, all)
                : texts.format(result.work().stopped() ? "data.stopped.pairs" : "data.done", all);
    }

    private void show(CheckState state) {
        boolean nothing = state.result().isEmpty() && state.phase() != Phase.RUNNING;
        empty.setVisible(nothing);
        room.setVisible(!nothing);
        start.setText(texts.get(state.phase() == Phase.STOPPED ? "data.goon" : "data.again"));
        start.setVisible(state.phase() != Phase.RUNNING);
        start.setManaged(start.isVisible());
        report.setDisable(state.result().isEmpty());
        issues.setPlaceholder(Parts.paragraph(texts.get(placeholder(state))));
        issues.show(state.result().map(CheckResult::issues).orElse(List.of()));
    }

    private static String placeholder(CheckState state) {
        return state.phase() == Phase.RUNNING
                ? "data.wait"
                : state.phase() == Phase.STOPPED
                        ? "data.stopped"
                        : "data.clean";
    }

    /** Findings on sides and the like; forty findings take more than the window's height. */
    private Node examples(Issue issue) {
        Label words = Parts.paragraph(
                issue.examples().isEmpty() ? texts.get("data.nocases") : String.join("\n", issue.examples()));
        words.setMinHeight(Region.USE_PREF_SIZE);
        words.setPadding(new Insets(12));
        ScrollPane scroll = new ScrollPane(words);
        scroll.setId("data-examples");
        scroll.setFitToWidth(true);
        return scroll;
    }

    private void showIssue(Issue issue) {
        title.setText(issue == null ? "" : issue.rule().title());
        definition.setText(issue == null ? "" : issue.rule().definition());
        remedy.setText(issue == null ? "" : texts.format("data.remedy", issue.rule().remedy()));
        cases.getItems().setAll(issue == null ? List.of() : issue.cases());
        cases.setPlaceholder(issue == null ? new Region() : examples(issue));
        if (!cases.getItems().isEmpty()) {
            cases.getSelectionModel().select(0);
        }
    }

    private void showCase(Issue.Case found) {
        openStudy.setVisible(found != null);
        Optional<Path> folder = model.folder();
        if (found == null || folder.isEmpty()) {
            pictures.clear();
            return;
        }
        List<String> keys = new ArrayList<>(List.of(found.radiograph()));
        found.other().ifPresent(keys::add);
        pictures.show(folder.get(), keys);
    }

    private void openStudy() {
        Issue.Case found = cases.getSelectionModel().getSelectedItem();
        if (found != null) {
            commands.showStudy().accept(found.radiograph());
        }
    }

    /** Takes the keyboard. */
    public void focus() {
        if (room.isVisible()) {
            issues.requestFocus();
        } else {
            empty.lookupAll(".button").forEach(Node::requestFocus);
        }
    }
}
