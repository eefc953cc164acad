package org.refers.app.study;

import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.refers.app.parts.Parts;
import org.refers.app.study.ReportViewModel.Reports;
import org.refers.viewer.report.ReportPane;
import org.refers.viewer.text.Texts;

/** The report pane with the choice of the model that writes. */
final class ReportPanel extends BorderPane {

    private final Texts texts;
    private final ReportPane pane;

    ReportPanel(Texts texts, ReportViewModel model) {
        this.texts = texts;
        this.pane = new ReportPane(texts);
        getStyleClass().add("report-panel");
        setId("report-panel");
        ComboBox<ModelEntry> models = OptionalChoice.of("report-model", model.models(), model.modelProperty(),
                ModelEntry::name);
        models.setPromptText(texts.get("report.model.none"));
        models.setAccessibleText(texts.get("report.model.name"));
        models.setMaxWidth(220);
        models.setTooltip(Parts.tooltip(texts.get("report.model.why")));
        Button write = Parts.button("write-report", MaterialDesignT.TEXT_BOX_PLUS_OUTLINE,
                texts.get("report.generate"), model::generate);
        write.disableProperty().bind(model.computingProperty()
                .or(Bindings.createBooleanBinding(
                        () -> model.modelProperty().get().isEmpty() || model.reportsProperty().get().isEmpty(),
                        model.modelProperty(), model.reportsProperty())));
        ProgressIndicator busy = new ProgressIndicator();
        busy.getStyleClass().add("small-progress");
        busy.visibleProperty().bind(model.computingProperty());
        HBox title = new HBox(10, Parts.heading(texts.get("report.title")), Parts.spring(), busy, models, write);
        title.setAlignment(Pos.CENTER_LEFT);
        title.getStyleClass().add("panel-title");
        setTop(title);
        setCenter(pane);
        model.reportsProperty().subscribe(this::show);
    }

    private void show(Optional<Reports> now) {
        now.ifPresentOrElse(reports -> pane.show(reports.generated(), reports.reference(), reports.findings()),
                () -> pane.showHint(texts.get("report.empty")));
    }
}
