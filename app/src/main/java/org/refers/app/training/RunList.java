package org.refers.app.training;

import atlantafx.base.theme.Styles;
import atlantafx.base.theme.Tweaks;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.refers.app.parts.Parts;
import org.refers.app.parts.WrappingCell;
import org.refers.app.training.RunEntry.State;
import org.refers.viewer.text.LongNames;
import org.refers.viewer.text.Texts;

/** The runs of the runs folder; a click shows one's curves, a button goes on with it. */
final class RunList extends BorderPane {

    private static final double WIDTH = 312;
    private static final double MEGABYTE = 1e6;

    private final Texts texts;
    private final TrainingViewModel model;
    private final RunActions actions;

    /**
     * Creates the list.
     *
     * @param resumeRun goes on with a run
     * @param results whether results are shown in place of curves
     */
    RunList(Texts texts, TrainingViewModel model, RunActions actions, Consumer<RunEntry> resumeRun,
            BooleanProperty results) {
        this.texts = texts;
        this.model = model;
        this.actions = actions;
        getStyleClass().add("side-panel");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        ListView<RunEntry> list = new ListView<>(model.runs());
        list.setId("runs");
        list.setAccessibleText(texts.get("runs.title"));
        Label none = Parts.paragraph(texts.get("runs.empty"));
        none.getStyleClass().add("list-empty");
        list.setPlaceholder(none);
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
            } else if (event.getCode() == KeyCode.DELETE && run != null) {
                actions.discard(run);
                event.consume();
            }
        });
        // A row's box follows the key, and a run that could not be read.
        model.comparison().runs().addListener((ListChangeListener<RunComparison.Compared>) change -> list.refresh());
        Button again = Parts.iconButton("refresh-runs", MaterialDesignR.REFRESH, texts.get("runs.refresh"),
                model::refresh);
        HBox title = new HBox(4, Parts.heading(texts.get("runs.title")), Parts.spring(), order(), trash(), again);
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
        Button resume = action("resume-training", MaterialDesignP.PLAY_PAUSE, "train.resume", resumeRun);
        Button again = action("clone-run", MaterialDesignC.CONTENT_DUPLICATE, "runs.clone", actions::cloneRun);
        Button stop = action("stop-run", MaterialDesignS.STOP, "runs.stop", model::stop);
        Button discard = action("discard-run", MaterialDesignD.DELETE_OUTLINE, "runs.discard", actions::discard);
        Runnable follow = () -> {
            Optional<RunEntry> run = model.chosenProperty().get().map(this::current);
            Optional<State> now = run.map(RunEntry::state);
            resume.setDisable(now.filter(State::canResume).isEmpty());
            again.setDisable(now.filter(state -> state != State.QUEUED).isEmpty());
            stop.setDisable(now.filter(State::goesOn).isEmpty());
            stop.setText(texts.get(now.filter(State.QUEUED::equals).isPresent() ? "runs.withdraw" : "runs.stop"));
            discard.setDisable(now.filter(state -> !state.goesOn()).isEmpty());
        };
        follow.run();
        model.stateProperty().subscribe(follow);
        model.chosenProperty().subscribe(follow);
        model.runs().addListener((ListChangeListener<RunEntry>) change -> follow.run());
        VBox box = new VBox(8, show, Parts.row(resume, again), Parts.row(stop, discard));
        box.getStyleClass().add("panel-foot");
        return box;
    }

    private Button action(String id, Ikon icon, String key, Consumer<RunEntry> does) {
        Button button = Parts.button(id, icon, texts.get(key),
                () -> model.chosenProperty().get().map(this::current).ifPresent(does));
        button.setTooltip(Parts.tooltip(texts.get(key + ".why")));
        button.setMinWidth(0);
        button.setMaxWidth(Double.MAX_VALUE);
        return button;
    }

    private MenuButton order() {
        MenuButton menu = new MenuButton();
        menu.setId("order-runs");
        menu.setGraphic(new FontIcon(MaterialDesignS.SORT));
        menu.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Tweaks.NO_ARROW);
        menu.setTooltip(Parts.tooltip(texts.get("runs.order")));
        menu.setAccessibleText(texts.get("runs.order"));
        ToggleGroup group = new ToggleGroup();
        for (RunOrder order : RunOrder.values()) {
            String name = order.name().toLowerCase(Locale.ROOT);
            RadioMenuItem item = new RadioMenuItem(texts.get("runs.order." + name));
            item.setId("order-" + name);
            item.setToggleGroup(group);
            item.setSelected(order == model.orderProperty().get());
            item.setOnAction(picked -> model.orderProperty().set(order));
            menu.getItems().add(item);
        }
        return menu;
    }

    /** What was thrown away among the runs; there is no such button while nothing lies there. */
    private MenuButton trash() {
        MenuButton menu = new MenuButton();
        menu.setId("trash");
        menu.setGraphic(new FontIcon(MaterialDesignD.DELETE_RESTORE));
        menu.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT, Tweaks.NO_ARROW);
        menu.setTooltip(Parts.tooltip(texts.get("runs.trash")));
        menu.setAccessibleText(texts.get("runs.trash"));
        actions.discardedProperty().subscribe(runs -> {
            menu.setVisible(!runs.isEmpty());
            menu.setManaged(!runs.isEmpty());
            menu.getItems().setAll(runs.stream().map(this::restoring).toList());
            MenuItem empty = new MenuItem(texts.get("runs.empty.bin"));
            empty.setId("empty-trash");
            empty.setOnAction(picked -> actions.empty());
            menu.getItems().addAll(new SeparatorMenuItem(), empty);
        });
        return menu;
    }

    private MenuItem restoring(RunBin.Discarded run) {
        MenuItem item = new MenuItem(texts.format("runs.restore", run.name(), run.bytes() / MEGABYTE));
        item.setMnemonicParsing(false);
        item.setId("restore-" + run.name());
        item.setOnAction(picked -> actions.restore(run));
        return item;
    }

    private boolean isChosen(RunEntry run) {
        return model.chosenProperty().get().map(RunEntry::folder).filter(run.folder()::equals).isPresent();
    }

    /** The run as the list has it now; it may have gone on since it was chosen. */
    private RunEntry current(RunEntry chosen) {
        return model.runs().stream().filter(run -> run.folder().equals(chosen.folder())).findFirst().orElse(chosen);
    }

    /** One run: name, kind, how far. */
    private final class RunCell extends WrappingCell<RunEntry> {

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

        private String detail(RunEntry run, String kind) {
            if (run.state() == State.QUEUED) {
                return texts.format("runs.queued", kind, run.device(), run.facts().before());
            }
            if (run.state() == State.FAILED && !run.facts().fault().isEmpty()) {
                return run.facts().fault();
            }
            // What its folder says lags behind the run that goes on; the middle of the screen does not.
            return run.state().goesOn() ? kind : texts.format("runs.detail", kind, run.step(), figure(run));
        }

        /** The best of its validations, or else its last loss. */
        private String figure(RunEntry run) {
            if (run.facts().best().isPresent()) {
                double best = run.facts().best().getAsDouble();
                return best > 0 ? texts.format("runs.auroc", best) : texts.format("runs.validation", -best);
            }
            return run.figure().isPresent()
                    ? texts.format("runs.loss", run.figure().getAsDouble())
                    : texts.get("runs.noloss");
        }

        /** Most runs of a list are finished: a sign leaves their names more room than the word. */
        private Label state(RunEntry run) {
            String name = run.state().name().toLowerCase(Locale.ROOT);
            String words = texts.get("runs.state." + name);
            Label state = new Label(words);
            state.setMinWidth(Region.USE_PREF_SIZE);
            state.getStyleClass().addAll("chip", "chip-" + name);
            if (run.state() == State.FINISHED) {
                state.setText("\u2713");
                state.setAccessibleText(words);
                state.setTooltip(Parts.tooltip(words));
            }
            return state;
        }

        private Region row(RunEntry run) {
            Label name = new Label(LongNames.wrapping(run.name()));
            name.setAccessibleText(run.name());
            name.getStyleClass().add("run-name");
            name.setMinWidth(0);
            // Beginning, middle and end of names tell runs apart: a long one takes a second line.
            name.setWrapText(true);
            name.setTooltip(Parts.tooltip(run.name()));
            name.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(name, Priority.ALWAYS);
            HBox head = new HBox(6, compare(run), name, state(run));
            head.setAlignment(Pos.CENTER_LEFT);
            String kind = texts.get("train.kind." + run.plan().kind().name().toLowerCase(Locale.ROOT));
            Label detail = Parts.paragraph(detail(run, kind));
            if (!run.facts().fault().isEmpty()) {
                Tooltip.install(detail, Parts.tooltip(run.facts().fault()));
            }
            detail.setMinWidth(0);
            ProgressBar bar = new ProgressBar(run.totalSteps() > 0 ? (double) run.step() / run.totalSteps() : 0);
            bar.setMaxWidth(Double.MAX_VALUE);
            bar.getStyleClass().add("thin-bar");
            return new VBox(4, head, detail, bar);
        }
    }
}
