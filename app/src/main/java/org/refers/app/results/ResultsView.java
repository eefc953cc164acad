package org.refers.app.results;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.refers.app.parts.Parts;
import org.refers.app.results.ClassResult.Case;
import org.refers.app.results.ClassResult.Cut;
import org.refers.app.results.ResultState.Phase;
import org.refers.app.training.ChartFiles;
import org.refers.training.metric.ConfusionMatrix;
import org.refers.training.metric.FindingResult;
import org.refers.training.metric.Interval;
import org.refers.viewer.result.CaseList;
import org.refers.viewer.result.ClassRow;
import org.refers.viewer.result.ClassTable;
import org.refers.viewer.result.ConfusionGrid;
import org.refers.viewer.result.ResultCase;
import org.refers.viewer.result.UnitPlotPane;
import org.refers.viewer.text.Texts;

/** What a fine-tuned run reached: a table of findings, curves of the chosen one, and its radiographs by error. */
public final class ResultsView extends StackPane {

    /** Leaves the table of findings its whole width in a window of 1280 pixels. */
    private static final double CASES_WIDTH = 232;
    private static final double TABLE_SHARE = 0.4;

    private final Texts texts;
    private final ResultsViewModel model;
    private final ResultPlots plots;
    private final ClassTable table;
    private final CaseList cases;
    private final UnitPlotPane roc;
    private final UnitPlotPane precisionRecall;
    private final UnitPlotPane calibration;
    private final ConfusionGrid confusion;
    private final Label title = Parts.heading("");
    private final Label summary = Parts.detail("");
    private final Label cut = Parts.paragraph("");
    private final Label listed = Parts.detail("");
    private final ComboBox<String> tables = new ComboBox<>();
    private final ToggleButton ratios = new ToggleButton();
    private final BorderPane room;

    /**
     * What the results ask others to do.
     *
     * @param showStudy shows a radiograph among the studies
     * @param openFile opens a file outside of this window
     * @param chartFiles saves the curve over label ratios
     */
    public record Commands(Consumer<String> showStudy, Consumer<Path> openFile, ChartFiles chartFiles) {
    }

    /** Creates the view. */
    public ResultsView(Texts texts, ResultsViewModel model, Commands commands) {
        this.texts = texts;
        this.model = model;
        setId("results");
        plots = new ResultPlots(texts);
        table = new ClassTable(texts);
        cases = new CaseList(texts, commands.showStudy());
        roc = plot("roc");
        precisionRecall = plot("pr");
        calibration = plot("calibration");
        confusion = new ConfusionGrid(texts);
        room = new BorderPane();
        room.setTop(top(commands.openFile()));
        SplitPane split = new SplitPane(table, plane());
        split.setOrientation(Orientation.VERTICAL);
        split.setDividerPositions(TABLE_SHARE);
        RatioView ratioView = new RatioView(texts, model.ratios(), commands.chartFiles());
        Node wrongs = side();
        ratios.selectedProperty().subscribe(shown -> {
            room.setCenter(shown ? ratioView : split);
            room.setRight(shown ? null : wrongs);
            model.ratios().setOpen(shown);
        });
        getChildren().add(room);
        table.getSelectionModel().selectedItemProperty()
                .subscribe(row -> model.findingProperty().set(Optional.ofNullable(row).map(ClassRow::finding)));
        tables.getSelectionModel().selectedItemProperty()
                .subscribe(name -> Optional.ofNullable(name).ifPresent(model::setTable));
        model.stateProperty().subscribe(this::show);
        model.findingProperty().subscribe(finding -> showChosen());
        model.casesProperty().subscribe(this::showCases);
    }

    private UnitPlotPane plot(String key) {
        UnitPlotPane pane = new UnitPlotPane(new UnitPlotPane.Names(texts.get("result." + key + ".title"),
                texts.get("result." + key + ".across"), texts.get("result." + key + ".up"),
                texts.get("result." + key + ".nothing")));
        pane.setId("result-" + key);
        HBox.setHgrow(pane, Priority.ALWAYS);
        return pane;
    }

    private Node top(Consumer<Path> openFile) {
        title.setId("result-title");
        summary.setId("result-summary");
        summary.setMinWidth(USE_PREF_SIZE);
        title.setMinWidth(0);
        tables.setId("result-tables");
        tables.setMinWidth(USE_PREF_SIZE);
        tables.setAccessibleText(texts.get("result.tables"));
        tables.setTooltip(Parts.tooltip(texts.get("result.tables.why")));
        Button export = Parts.button("result-export", MaterialDesignF.FILE_DELIMITED_OUTLINE,
                texts.get("result.export"), () -> model.export(openFile));
        export.setTooltip(Parts.tooltip(texts.get("result.export.why")));
        ratios.setId("result-ratios");
        ratios.setText(texts.get("result.ratio"));
        ratios.setGraphic(new FontIcon(MaterialDesignC.CHART_LINE));
        ratios.setMinWidth(USE_PREF_SIZE);
        ratios.setTooltip(Parts.tooltip(texts.get("result.ratio.tip")));
        title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        HBox box = new HBox(12, new VBox(2, title, summary), tables, Parts.spring(), ratios, export);
        box.setAlignment(Pos.CENTER_LEFT);
        box.getStyleClass().add("panel-title");
        return box;
    }

    private Node plane() {
        cut.setId("result-cut");
        VBox words = new VBox(8, Parts.heading(texts.get("result.confusion")), cut);
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox counts = new HBox(20, confusion, words);
        HBox curves = new HBox(14, roc, precisionRecall, calibration);
        VBox.setVgrow(curves, Priority.ALWAYS);
        VBox box = new VBox(12, curves, counts);
        box.getStyleClass().add("panel-content");
        ScrollPane scroll = new ScrollPane(box);
        scroll.setFitToWidth(true);
        scroll.setFitToHeight(true);
        return scroll;
    }

    private Node side() {
        ComboBox<CaseFilter> filter = new ComboBox<>();
        filter.setId("result-filter");
        filter.getItems().setAll(CaseFilter.values());
        filter.setConverter(new StringConverter<>() {
            @Override
            public String toString(CaseFilter one) {
                return one == null ? "" : texts.get("result.filter." + one.name().toLowerCase(Locale.ROOT));
            }

            @Override
            public CaseFilter fromString(String words) {
                throw new UnsupportedOperationException("the box is not edited");
            }
        });
        filter.valueProperty().bindBidirectional(model.filterProperty());
        filter.setMaxWidth(Double.MAX_VALUE);
        filter.setAccessibleText(texts.get("result.filter"));
        listed.setId("result-listed");
        Label why = Parts.paragraph(texts.get("result.cases.why"));
        VBox head = new VBox(8, Parts.heading(texts.get("result.cases")), why, filter, listed);
        head.getStyleClass().add("panel-content");
        cases.setPlaceholder(Parts.paragraph(texts.get("result.cases.none")));
        BorderPane side = new BorderPane(cases);
        side.setTop(head);
        side.setPrefWidth(CASES_WIDTH);
        side.getStyleClass().add("side-panel");
        return side;
    }

    private void show(ResultState state) {
        boolean shown = state.phase() == Phase.SHOWN;
        room.setVisible(shown);
        getChildren().setAll(shown ? List.of(room) : List.of(room, instead(state)));
        state.result().ifPresent(result -> {
            title.setText(texts.format("result.title", state.run()));
            tables.getItems().setAll(result.tables());
            tables.getSelectionModel().select(result.table());
            summary.setText(summary(result));
            table.show(result.classes().stream().map(ResultsView::row).toList());
            showChosen();
        });
    }

    private Node instead(ResultState state) {
        if (state.phase() == Phase.READING) {
            ProgressIndicator wait = new ProgressIndicator();
            wait.setMaxSize(40, 40);
            VBox box = new VBox(12, wait, Parts.detail(texts.format("result.reading", state.run())));
            box.setAlignment(Pos.CENTER);
            return box;
        }
        String key = "result.empty." + state.phase().name().toLowerCase(Locale.ROOT);
        VBox empty = Parts.emptyState(MaterialDesignC.CHART_BELL_CURVE_CUMULATIVE, texts.get(key),
                texts.format(key + ".words", state.run()));
        empty.setId("result-empty");
        return empty;
    }

    private String summary(RunResult result) {
        String mean = result.meanAuroc().isPresent()
                ? texts.format("result.mean", result.meanAuroc().getAsDouble())
                        + result.meanInterval().map(ends -> texts.format("result.interval", ends.low(), ends.high()))
                                .orElse("")
                : texts.get("result.nomean");
        return texts.format("result.summary", result.radiographs(), mean);
    }

    private static ClassRow row(ClassResult one) {
        FindingResult figures = one.figures();
        Optional<ConfusionMatrix> matrix = one.cut().map(Cut::matrix);
        return new ClassRow(one.finding(), figures.positives(), figures.rows() - figures.positives(),
                estimate(figures.auroc(), figures.aurocInterval()),
                estimate(figures.averagePrecision(), figures.averagePrecisionInterval()),
                one.cut().map(Cut::threshold).orElse(Double.NaN),
                matrix.map(counts -> counts.sensitivity().orElse(Double.NaN)).orElse(Double.NaN),
                matrix.map(counts -> counts.specificity().orElse(Double.NaN)).orElse(Double.NaN));
    }

    private static ClassRow.Estimate estimate(OptionalDouble value, Optional<Interval> interval) {
        return new ClassRow.Estimate(value.orElse(Double.NaN), interval.map(Interval::low).orElse(Double.NaN),
                interval.map(Interval::high).orElse(Double.NaN));
    }

    private void showChosen() {
        model.chosen().ifPresent(one -> {
            roc.show(plots.roc(one));
            precisionRecall.show(plots.precisionRecall(one));
            calibration.show(plots.calibration(one));
            ConfusionMatrix counts = one.cut().map(Cut::matrix).orElse(new ConfusionMatrix(0, 0, 0, 0));
            confusion.show(new ConfusionGrid.Counts(counts.truePositives(), counts.falsePositives(),
                    counts.falseNegatives(), counts.trueNegatives()));
            cut.setText(one.cut().map(point -> words(point) + "\n" + predictive(point.matrix()))
                    .orElse(texts.get("result.nocut"))
                    + one.calibration().map(found -> "\n" + plots.words(found)).orElse(""));
        });
    }

    private String words(Cut point) {
        return texts.format(point.fromValidation() ? "result.cut.validation" : "result.cut.same", point.threshold());
    }

    private String predictive(ConfusionMatrix counts) {
        return texts.format("result.predictive", share(counts.positivePredictiveValue()),
                share(counts.negativePredictiveValue()));
    }

    private String share(OptionalDouble value) {
        return value.isPresent()
                ? String.format(Locale.ROOT, "%.3f", value.getAsDouble())
                : texts.get("result.undefined");
    }

    private void showCases(List<Case> now) {
        cases.getItems().setAll(now.stream().map(one -> new ResultCase(one.radiograph(), one.patient(), one.present(),
                one.probability(), one.error(),
                one.call().filter(ConfusionMatrix.Outcome::isWrong).isPresent())).toList());
        cases.scrollTo(0);
        listed.setText(model.chosen().map(one -> texts.format("result.listed", now.size(), one.cases().size(),
                one.finding().replace('_', ' '))).orElse(""));
    }
}
