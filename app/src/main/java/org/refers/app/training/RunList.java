package org.refers.app.training;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.refers.app.parts.Parts;
import org.refers.app.training.RunEntry.State;
import org.refers.viewer.text.Texts;

/** The runs of the runs folder; a click shows one's curves, a button goes on with it. */
final class RunList extends BorderPane {

    private static final double WIDTH = 290;

    private final Texts texts;
    private final TrainingViewModel model;

    RunList(Texts texts, TrainingViewModel model, Consumer<RunEntry> resumeRun, BooleanProperty results) {
        this.texts = texts;
        this.model = model;
        getStyleClass().add("side-panel");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        ListView<RunEntry> list = new ListView<>(model.runs());
        list.setId("runs");
        list.setAccessibleText(texts.get("runs.title"));
        list.setPlaceholder(Parts.paragraph(texts.get("runs.empty")));
        list.setCellFactory(view -> new RunCell());
        list.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null && !isChosen(now)) {
                model.choose(now);
            }
        });
        // The list is read anew after a run; what was chosen, or just ended, stays selected.
        model.runs().addListener((ListChangeListener<RunEntry>) change -> model.runs().stream()
                .filter(this::isChosen).findFirst().ifPresent(run -> list.getSelectionModel().select(run)));
        list.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            RunEntry run = list.getFocusModel().getFocusedItem();
            if (event.getCode() == KeyCode.C && !event.isShortcutDown() && run != null) {
                model.comparison().set(run, !model.comparison().has(run));
                event.consume();
            }
        });
        // A row's box follows the key, and a run that could not be read.
        model.comparison().runs().addListener((ListChangeListener<RunComparison.Compared>) change -> list.refresh());
        Button again = Parts.iconButton("refresh-runs", MaterialDesignR.REFRESH, texts.get("runs.refresh"),
                model::refresh);
        HBox title = new HBox(8, Parts.heading(texts.get("runs.title")), Parts.spring(), again);
        title.setAlignment(Pos.CENTER_LEFT);
        title.getStyleClass().add("panel-title");
        setTop(title);
        setCenter(list);
        setBottom(foot(resumeRun, results));
    }

    private VBox foot(Consumer<RunEntry> resumeRun, BooleanProperty results) {
        ToggleButton show = new ToggleButton(texts.get("runs.results"),
                new FontIcon(MaterialDesignC.CHART_BELL_CURVE_CUMULATIVE));
        show.setId("show-results");
        show.setTooltip(Parts.tooltip(texts.get("runs.results.why")));
        show.setMaxWidth(Double.MAX_VALUE);
        show.selectedProperty().bindBidirectional(results);
        Button resume = Parts.button("resume-training", MaterialDesignP.PLAY_PAUSE, texts.get("train.resume"),
                () -> model.chosenProperty().get().ifPresent(resumeRun));
        resume.setMaxWidth(Double.MAX_VALUE);
        Runnable follow = () -> resume.setDisable(model.isBusy()
                || model.chosenProperty().get().filter(run -> current(run).state() == State.STOPPED).isEmpty());
        follow.run();
        model.stateProperty().subscribe(follow);
        model.chosenProperty().subscribe(follow);
        model.runs().addListener((ListChangeListener<RunEntry>) change -> follow.run());
        VBox box = new VBox(8, show, resume);
        box.getStyleClass().add("panel-foot");
        return box;
    }

    private boolean isChosen(RunEntry run) {
        return model.chosenProperty().get().map(RunEntry::folder).filter(run.folder()::equals).isPresent();
    }

    /** The run as the list has it now; it may have gone on since it was chosen. */
    private RunEntry current(RunEntry chosen) {
        return model.runs().stream().filter(run -> run.folder().equals(chosen.folder())).findFirst().orElse(chosen);
    }

    /** One run: name, kind, how far. */
    private final class RunCell extends ListCell<RunEntry> {

        RunCell() {
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(@Nullable RunEntry run, boolean empty) {
            super.updateItem(run, empty);
            setText(null);
            setGraphic(empty || run == null ? null : row(run));
        }

        private CheckBox compare(RunEntry run) {
            CheckBox compare = new CheckBox();
            compare.setId("compare-" + run.name());
            compare.getStyleClass().add("compare-run");
            compare.setFocusTraversable(false);
            compare.setTooltip(Parts.tooltip(texts.get("runs.compare")));
            compare.setAccessibleText(texts.format("runs.compare.run", run.name()));
            compare.setSelected(model.comparison().has(run));
            compare.setOnAction(pressed -> model.comparison().set(run, compare.isSelected()));
            return compare;
        }

        private Region row(RunEntry run) {
            Label name = new Label(run.name());
            name.getStyleClass().add("run-name");
            name.setMinWidth(0);
            Label state = new Label(texts.get("runs.state." + run.state().name().toLowerCase(Locale.ROOT)));
            state.getStyleClass().addAll("chip", "chip-" + run.state().name().toLowerCase(Locale.ROOT));
            state.setMinWidth(Region.USE_PREF_SIZE);
            HBox head = new HBox(8, compare(run), name, Parts.spring(), state);
            head.setAlignment(Pos.CENTER_LEFT);
            String kind = texts.get("train.kind." + run.plan().kind().name().toLowerCase(Locale.ROOT));
            String figure = run.figure().isPresent()
                    ? texts.format("runs.loss", run.figure().getAsDouble())
                    : texts.get("runs.noloss");
            // What its folder says lags behind the run that goes on; the middle of the screen does not.
            Label detail = Parts.detail(run.state() == State.RUNNING
                    ? kind
                    : texts.format("runs.detail", kind, run.step(), figure));
            detail.setMinWidth(0);
            ProgressBar bar = new ProgressBar(run.totalSteps() > 0 ? (double) run.step() / run.totalSteps() : 0);
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.getStyleClass().add("thin-bar");
            return new VBox(4, head, detail, bar);
        }
    }
}
