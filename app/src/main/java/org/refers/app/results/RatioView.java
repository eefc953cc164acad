package org.refers.app.results;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.refers.app.parts.Parts;
import org.refers.app.training.ChartFiles;
import org.refers.viewer.chart.RatioChart;
import org.refers.viewer.chart.RatioSeries;
import org.refers.viewer.chart.RunChart.Format;
import org.refers.viewer.text.Texts;

/** How much the labels are worth: AUROC over label ratio, of all runs beside the chosen one that learned its task. */
final class RatioView extends BorderPane {

    private final Label reading = Parts.detail("");
    private final Texts texts;
    private final RatioViewModel model;
    private final ComboBox<Optional<String>> finding = new ComboBox<>();
    private final RatioChart chart = new RatioChart();
    private final Label read = Parts.detail("");
    private final StackPane center = new StackPane();
    private final MenuButton export;

    RatioView(Texts texts, RatioViewModel model, ChartFiles files) {
        this.texts = texts;
        this.model = model;
        setId("ratio-view");
        finding.setId("ratio-finding");
        finding.setAccessibleText(texts.get("result.ratio.finding"));
        finding.setConverter(new StringConverter<>() {
            @Override
            public String toString(Optional<String> one) {
                return one == null ? "" : words(one);
            }

            @Override
            public Optional<String> fromString(String words) {
                throw new UnsupportedOperationException("the box is not edited");
            }
        });
        finding.getItems().add(Optional.empty());
        finding.getSelectionModel().select(0);
        finding.valueProperty().subscribe(this::draw);
        export = export(files);
        read.setId("ratio-read");
        HBox controls = new HBox(12, finding, export, Parts.spring(), read);
        controls.setAlignment(Pos.CENTER_LEFT);
        VBox top = new VBox(10, controls, Parts.paragraph(texts.get("result.ratio.why")));
        top.getStyleClass().add("panel-content");
        setTop(top);
        setCenter(center);
        reading.setId("ratio-reading");
        reading.textProperty().bind(model.wordsProperty());
        chart.onPoint(point -> read.setText(point.map(this::words).orElse("")));
        model.stateProperty().subscribe(this::show);
    }

    private MenuButton export(ChartFiles files) {
        MenuButton menu = new MenuButton(texts.get("chart.export"));
        menu.setId("ratio-export");
        for (Format format : Format.values()) {
            MenuItem item = new MenuItem(texts.get("chart.export." + format.name().toLowerCase(Locale.ROOT)));
            item.setId("ratio-export-" + format.name().toLowerCase(Locale.ROOT));
            item.setOnAction(chosen -> files.save(format, "label-ratios", chart::capture));
            menu.getItems().add(item);
        }
        return menu;
    }

    private String words(Optional<String> one) {
        return one.map(name -> name.replace('_', ' ')).orElse(texts.get("result.ratio.mean"));
    }

    private String words(RatioSeries.Point point) {
        String interval = point.high() > point.low()
                ? texts.format("result.interval", point.low(), point.high())
                : "";
        return texts.format("result.ratio.at", point.run(), 100 * point.ratio(), point.maxSteps(),
                point.value()) + interval;
    }

    private void show(RatioState state) {
        Optional<String> chosen = Optional.ofNullable(finding.getValue()).orElse(Optional.empty());
        List<Optional<String>> all = new ArrayList<>(List.of(Optional.empty()));
        state.findings().forEach(name -> all.add(Optional.of(name)));
        finding.getItems().setAll(all);
        finding.setValue(all.contains(chosen) ? chosen : Optional.empty());
        draw();
    }

    private void draw() {
        RatioState state = model.stateProperty().get();
        Optional<String> of = Optional.ofNullable(finding.getValue()).orElse(Optional.empty());
        List<RatioSeries> series = model.series(of);
        export.setDisable(series.isEmpty());
        chart.show(texts.format("result.ratio.title", words(of)), series);
        if (!series.isEmpty()) {
            center.getChildren().setAll(chart);
        } else if (state.reading()) {
            center.getChildren().setAll(reading);
        } else {
            VBox empty = Parts.emptyState(MaterialDesignC.CHART_LINE, texts.get("result.ratio.empty"),
                    texts.get("result.ratio.empty.words"));
            empty.setId("ratio-empty");
            center.getChildren().setAll(empty);
        }
    }
}
