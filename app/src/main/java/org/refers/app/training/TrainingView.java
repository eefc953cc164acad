package org.refers.app.training;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.refers.app.parts.Parts;
import org.refers.app.parts.TileRows;
import org.refers.viewer.chart.NamedCurves;
import org.refers.viewer.chart.RunChart;
import org.refers.viewer.text.Texts;

/** The training screen: form on the left, the run in the middle, past runs on the right. */
public final class TrainingView extends BorderPane {

    /** A processor with its threads is told whole in a window of 1280 pixels. */
    private static final double DEVICE_WIDTH = 112;
    /** Room for a checkpoint's name. */
    private static final double SAVED_WIDTH = 160;

    private final Texts texts;
    private final TrainingViewModel model;
    private final BooleanProperty results = new SimpleBooleanProperty();
    private final BooleanProperty panel = new SimpleBooleanProperty();

    /**
     * What the screen's buttons do.
     *
     * @param start starts the run of the form
     * @param resume goes on with a run
     * @param runs what else can be done with runs
     * @param results shows what a run reached
     * @param panel shows what the network makes of the run's panel
     * @param assistant goes through a new run step by step
     * @param chartFiles saves the chart
     */
    public record Commands(Runnable start, Consumer<RunEntry> resume, RunActions runs, Results results, Panel panel,
            Assistant assistant, ChartFiles chartFiles) {
    }

    /**
     * What takes the room of the curves when it is asked for.
     *
     * @param view the panel of the chosen run
     * @param open learns whether somebody looks at it
     */
    public record Panel(Node view, Consumer<Boolean> open) {
    }

    /**
     * What takes the room of form and curves while a run is planned.
     *
     * @param view the assistant
     * @param open whether it is up
     * @param begin opens it
     * @param focus gives it the keyboard, once it is in the window
     */
    public record Assistant(Node view, ObservableValue<Boolean> open, Runnable begin, Runnable focus) {
    }

    /**
     * What takes the room of form and curves when it is asked for.
     *
     * @param view the results of the chosen run
     * @param open learns whether somebody looks at them
     */
    public record Results(Node view, Consumer<Boolean> open) {
    }

    /** Creates the screen. */
    public TrainingView(Texts texts, TrainingEngine engine, RunFormViewModel form, TrainingViewModel model,
            Commands commands) {
        this.texts = texts;
        this.model = model;
        setId("training-screen");
        RunChart chart = new RunChart(texts);
        chart.onExport(format -> commands.chartFiles().save(format, model.figuresProperty().get().run(),
                chart::capture));
        model.curvesProperty().subscribe(now -> chart.show(shown()));
        model.comparison().runs().addListener((ListChangeListener<RunComparison.Compared>) change -> chart
                .show(shown()));
        BorderPane run = new BorderPane();
        run.getStyleClass().add("run-pane");
        run.setTop(header());
        run.setCenter(chart);
        RunForm runForm = new RunForm(texts, engine, form, model,
                new RunForm.Starts(commands.start(), commands.assistant().begin()));
        RunList runs = new RunList(texts, model, commands.runs(), commands.resume(), results);
        Runnable arrange = () -> {
            boolean plans = commands.assistant().open().getValue();
            boolean reads = results.get() && !plans;
            setLeft(plans || reads ? null : runForm);
            setCenter(plans ? commands.assistant().view() : reads ? commands.results().view() : run);
            // Last, for the focus goes through the screen in the order in which its parts came.
            setRight(null);
            setRight(runs);
            commands.results().open().accept(reads);
            commands.panel().open().accept(panel.get() && !reads && !plans);
            if (plans) {
                commands.assistant().focus().run();
            }
        };
        results.subscribe(shown -> arrange.run());
        commands.assistant().open().subscribe(shown -> arrange.run());
        panel.subscribe(shown -> {
            run.setCenter(shown ? commands.panel().view() : chart);
            commands.panel().open().accept(shown && !results.get() && !commands.assistant().open().getValue());
        });
    }

    /** Shows the results of the chosen run, or form and curves. */
    public void showResults(boolean shown) {
        results.set(shown);
    }

    /** The run that is looked at, and the others once each; one of them may be the same run. */
    private List<NamedCurves> shown() {
        String name = model.figuresProperty().get().run();
        List<NamedCurves> shown = new ArrayList<>();
        shown.add(new NamedCurves(name, model.curvesProperty().get()));
        model.comparison().runs().stream().filter(run -> !run.name().equals(name))
                .forEach(run -> shown.add(new NamedCurves(run.name(), run.curves())));
        return shown;
    }

    private Node header() {
        Label name = figure("run-title", RunFigures::run);
        name.getStyleClass().add("screen-title");
        name.textProperty().unbind();
        name.textProperty().bind(model.figuresProperty()
                .map(now -> now.run().isEmpty() ? texts.get("train.norun") : now.run()));
        Label status = figure("run-status", RunFigures::status);
        status.getStyleClass().add("row-detail");
        // Why a run ended is a sentence with a path, and says at its end what to do.
        status.setWrapText(true);
        status.setMinHeight(Region.USE_PREF_SIZE);
        Button stop = Parts.button("stop-training", MaterialDesignS.STOP, texts.get("train.stop"), model::stop);
        stop.getStyleClass().add(Styles.DANGER);
        stop.disableProperty().bind(model.stateProperty().map(state -> state != TrainingViewModel.State.RUNNING
                && state != TrainingViewModel.State.STARTING && state != TrainingViewModel.State.QUEUED));
        stop.textProperty().bind(model.stateProperty().map(state -> texts.get(
                state == TrainingViewModel.State.QUEUED ? "runs.withdraw" : "train.stop")));
        // The ends of names tell runs apart; a long one has the width to itself.
        name.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        name.setMinWidth(0);
        stop.setMinWidth(Region.USE_PREF_SIZE);
        HBox below = new HBox(8, status, Parts.spring(), choice(), stop);
        below.setAlignment(Pos.CENTER_LEFT);
        VBox head = new VBox(4, name, below);
        ProgressBar progress = new ProgressBar(0);
        progress.setId("run-progress");
        progress.progressProperty().bind(model.progressProperty());
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.getStyleClass().add("thin-bar");
        TileRows tiles = new TileRows(8, tile("loss", "train.loss", RunFigures::loss),
                tile("rate", "train.rate", RunFigures::learningRate), tile("speed", "train.speed", RunFigures::speed),
                tile("left", "train.left", RunFigures::timeLeft), deviceTile());
        Label validation = figure("run-validation", RunFigures::validation);
        Tooltip all = Parts.tooltip("");
        all.textProperty().bind(validation.textProperty());
        validation.setTooltip(all);
        Label saved = figure("run-saved", RunFigures::saved);
        validation.getStyleClass().add("row-detail");
        saved.getStyleClass().add("row-detail");
        keep(saved, SAVED_WIDTH);
        // What a run is told of its data is a sentence, to be read whole.
        saved.setWrapText(true);
        saved.setMinHeight(Region.USE_PREF_SIZE);
        HBox foot = new HBox(16, validation, Parts.spring(), saved);
        VBox header = new VBox(12, head, progress, tiles, foot);
        header.getStyleClass().add("run-header");
        return header;
    }

    /** Curves or panel: one of the two is always shown. */
    private Node choice() {
        ToggleButton curves = new ToggleButton(texts.get("panel.curves"), new FontIcon(MaterialDesignC.CHART_LINE));
        ToggleButton studies = new ToggleButton(texts.get("panel.studies"),
                new FontIcon(MaterialDesignI.IMAGE_MULTIPLE_OUTLINE));
        curves.setId("show-curves");
        studies.setId("show-panel");
        curves.getStyleClass().add(Styles.LEFT_PILL);
        studies.getStyleClass().add(Styles.RIGHT_PILL);
        curves.setTooltip(Parts.tooltip(texts.get("panel.curves.why")));
        studies.setTooltip(Parts.tooltip(texts.get("panel.studies.why")));
        ToggleGroup group = new ToggleGroup();
        group.getToggles().addAll(curves, studies);
        group.selectToggle(curves);
        group.selectedToggleProperty().addListener((property, before, now) -> {
            if (now == null) {
                group.selectToggle(before);
            } else {
                panel.set(now == studies);
            }
        });
        HBox choice = new HBox(curves, studies);
        choice.setMinWidth(Region.USE_PREF_SIZE);
        choice.setAlignment(Pos.CENTER_LEFT);
        return choice;
    }

    private Region tile(String id, String key, Function<RunFigures, String> part) {
        Label value = figure("run-" + id, part);
        value.textProperty().unbind();
        value.textProperty().bind(
                model.figuresProperty().map(part).map(words -> words.isEmpty() ? "\u2013" : words));
        value.setMinWidth(Region.USE_PREF_SIZE);
        value.getStyleClass().add("tile-value");
        Label name = Parts.detail(texts.get(key));
        name.setMinWidth(Region.USE_PREF_SIZE);
        name.setLabelFor(value);
        VBox tile = new VBox(2, name, value);
        tile.getStyleClass().add("tile");
        return tile;
    }

    /** Cards have long names, whose beginnings and ends tell them apart. */
    private Region deviceTile() {
        Region tile = tile("device", "train.device", RunFigures::device);
        keep((Label) tile.lookup("#run-device"), DEVICE_WIDTH);
        return tile;
    }

    /** Leaves a label its words up to a width, cuts longer ones in the middle, and has all of them as a tooltip. */
    private static void keep(Label label, double width) {
        label.minWidthProperty().bind(Bindings.createDoubleBinding(() -> Math.min(width, label.prefWidth(-1)),
                label.textProperty(), label.fontProperty()));
        label.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Tooltip whole = Parts.tooltip("");
        whole.textProperty().bind(label.textProperty());
        label.setTooltip(whole);
    }

    private Label figure(String id, Function<RunFigures, String> part) {
        Label label = new Label();
        label.setId(id);
        label.setMinWidth(0);
        label.textProperty().bind(model.figuresProperty().map(part));
        return label;
    }
}
