package org.refers.app.frame;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.collections.transformation.FilteredList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.refers.app.parts.Parts;
import org.refers.app.task.Stage;
import org.refers.app.workspace.LookViewModel;
import org.refers.app.workspace.LookViewModel.Found;
import org.refers.app.workspace.LookViewModel.Idle;
import org.refers.app.workspace.LookViewModel.Looking;
import org.refers.model.workspace.ScratchWorkspace.Share;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.importer.ImportLook;
import org.refers.model.workspace.importer.ImportLook.Problem;
import org.refers.model.workspace.importer.ImportLook.Verdict;
import org.refers.model.workspace.importer.ImportResult;
import org.refers.viewer.text.Texts;

/** What an import would do: how far the look is, then its counts, and a table of what would be left out. */
final class LookCard extends VBox {

    private static final double TABLE_HEIGHT = 330;
    private static final double CELL_EDGES = 18;

    private final Texts texts;
    private final Makings makings;
    private final VBox content = new VBox(12);
    private final ObservableList<Verdict> verdicts = FXCollections.observableArrayList();
    private final FilteredList<Verdict> rows = new FilteredList<>(verdicts);

    /**
     * What the card works with.
     *
     * @param model the look
     * @param source folder that is looked at
     * @param export asks for a file and writes these verdicts
     * @param close closes the card
     */
    record Makings(LookViewModel model, Path source, Consumer<List<Verdict>> export, Runnable close) {
    }

    LookCard(Texts texts, Makings makings) {
        super(12);
        this.texts = texts;
        this.makings = makings;
        getChildren().addAll(Parts.paragraph(texts.format("look.source", makings.source)), content);
        VBox.setVgrow(content, Priority.ALWAYS);
        makings.model.stateProperty().subscribe(this::show);
        // Whoever closes the card wants no more of it.
        sceneProperty().addListener((property, before, now) -> {
            if (now == null) {
                makings.model.stop();
            }
        });
    }

    private void show(LookViewModel.State state) {
        switch (state) {
            case Idle() -> {
                if (getScene() != null) {
                    makings.close.run();
                }
            }
            case Looking(var stage) -> showProgress(stage);
            case Found found -> showFound(found);
        }
    }

    private void showProgress(Stage stage) {
        if (content.lookup("#look-progress") instanceof ProgressBar bar
                && content.lookup("#look-phase") instanceof Label phase) {
            bar.setProgress(stage.share());
            phase.setText(words(stage));
            return;
        }
        ProgressBar bar = new ProgressBar(stage.share());
        bar.setId("look-progress");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(texts.get("look.looking"));
        HBox.setHgrow(bar, Priority.ALWAYS);
        Label phase = Parts.detail(words(stage));
        phase.setId("look-phase");
        Button stop = new Button(texts.get("look.stop"));
        stop.setId("look-stop");
        stop.setOnAction(pressed -> makings.model.stop());
        HBox row = new HBox(12, bar, stop);
        row.setAlignment(Pos.CENTER_LEFT);
        content.getChildren().setAll(phase, row);
    }

    private String words(Stage stage) {
        return stage.total() > 0
                ? texts.format("look.progress", stage.phase(), stage.done(), stage.total())
                : texts.get("look.looking");
    }

    private void showFound(Found found) {
        rows.setPredicate(verdict -> true);
        verdicts.setAll(found.verdicts());
        content.getChildren().setAll(counts(found.look()));
        found.look().result().notices().forEach(notice -> content.getChildren().add(Parts.paragraph(notice)));
        if (found.verdicts().isEmpty()) {
            content.getChildren().add(Parts.paragraph(texts.get(
                    found.look().stopped() ? "look.clean.sofar" : "look.clean")));
            return;
        }
        TableView<Verdict> table = table();
        VBox.setVgrow(table, Priority.ALWAYS);
        content.getChildren().addAll(head(found), table);
    }

    private Label counts(ImportLook look) {
        ImportResult result = look.result();
        String sides = Arrays.stream(Split.values()).filter(look.splits()::containsKey)
                .map(side -> texts.get("split." + side.name().toLowerCase(Locale.ROOT)) + " " + look.splits().get(side))
                .collect(Collectors.joining(", "));
        String bring = texts.format(look.stopped() ? "look.stopped" : "look.brings", look.kind(), result.studies(),
                result.radiographs(), result.reports(), result.labels(), result.boxes());
        String present = look.present().map(compared -> " " + texts.format("look.present", share(compared.studies()),
                share(compared.radiographs()))).orElse("");
        Label label = Parts
                .paragraph(bring + (sides.isEmpty() ? "" : " " + texts.format("look.sides", sides)) + present);
        label.setId("look-counts");
        return label;
    }

    private String share(Share share) {
        return texts.format("look.share", share.added(), share.changed(), share.unchanged());
    }

    private HBox head(Found found) {
        ComboBox<Optional<Problem>> filter = new ComboBox<>();
        filter.setId("look-filter");
        filter.getItems().add(Optional.empty());
        for (Problem problem : Problem.values()) {
            if (found.problems().containsKey(problem)) {
                filter.getItems().add(Optional.of(problem));
            }
        }
        filter.setConverter(words(found.verdicts().size(), found.problems()));
        filter.setValue(Optional.empty());
        filter.setAccessibleText(texts.get("look.filter"));
        filter.setTooltip(Parts.tooltip(texts.get("look.filter")));
        filter.setMinWidth(Region.USE_PREF_SIZE);
        filter.setOnAction(chosen -> {
            Optional<Problem> wanted = filter.getValue();
            rows.setPredicate(verdict -> wanted.isEmpty() || wanted.get() == verdict.problem());
        });
        Button export = new Button(texts.get("look.export"));
        export.setId("look-export");
        export.getStyleClass().add(Styles.SMALL);
        export.setMinWidth(Region.USE_PREF_SIZE);
        export.setTooltip(Parts.tooltip(texts.get("look.export.why")));
        export.setOnAction(pressed -> makings.export.accept(List.copyOf(rows)));
        HBox head = new HBox(12, Parts.heading(texts.get("look.verdicts")), filter, Parts.spring(), export);
        head.setAlignment(Pos.CENTER_LEFT);
        return head;
    }

    private StringConverter<Optional<Problem>> words(int all, Map<Problem, Integer> problems) {
        return new StringConverter<>() {
            @Override
            public String toString(@Nullable Optional<Problem> problem) {
                return problem == null || problem.isEmpty()
                        ? texts.format("look.all", all)
                        : texts.format("look.some", texts.get(key(problem.get())),
                                problems.getOrDefault(problem.get(), 0));
            }

            @Override
            public Optional<Problem> fromString(String typed) {
                return Optional.empty();
            }
        };
    }

    private static String key(Problem problem) {
        return "look.problem." + problem.name().toLowerCase(Locale.ROOT);
    }

    private TableView<Verdict> table() {
        TableView<Verdict> table = new TableView<>(rows);
        table.setId("look-table");
        table.setAccessibleText(texts.get("look.verdicts"));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.setPrefHeight(TABLE_HEIGHT);
        table.getColumns().add(column("look.file", 220, Verdict::file));
        table.getColumns().add(column("look.kind", 130, verdict -> texts.get(key(verdict.problem()))));
        table.getColumns().add(column("look.verdict", 330, Verdict::reason));
        table.getColumns().add(column("look.fix", 400, Verdict::fix));
        return table;
    }

    private TableColumn<Verdict, String> column(String key, double width, Function<Verdict, String> words) {
        TableColumn<Verdict, String> column = new TableColumn<>(texts.get(key));
        column.setId(key.replace('.', '-'));
        column.setPrefWidth(width);
        column.setMinWidth(90);
        column.setCellValueFactory(row -> new ReadOnlyStringWrapper(words.apply(row.getValue())));
        column.setCellFactory(unused -> new WrappedCell());
        return column;
    }

    /** Reasons are sentences, and names of files long: they take as many lines as they need. */
    private static final class WrappedCell extends TableCell<Verdict, String> {

        private final Text words = new Text();

        WrappedCell() {
            words.getStyleClass().add("look-words");
            words.wrappingWidthProperty().bind(widthProperty().subtract(CELL_EDGES));
            setPrefHeight(Region.USE_COMPUTED_SIZE);
            setAlignment(Pos.TOP_LEFT);
        }

        @Override
        protected void updateItem(@Nullable String item, boolean empty) {
            super.updateItem(item, empty);
            words.setText(empty || item == null ? "" : item);
            setAccessibleText(words.getText());
            setGraphic(empty ? null : words);
        }
    }
}
