package org.refers.app.study;

import java.util.List;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import org.refers.app.parts.Parts;
import org.refers.app.study.ReportViewModel.Alternative;
import org.refers.app.study.ReportViewModel.Reports;
import org.refers.viewer.overlay.MapLook;
import org.refers.viewer.report.ReportPane;
import org.refers.viewer.report.TokenPart;
import org.refers.viewer.text.Texts;

/** The report pane with the choice of the model that writes, and of the reports that its search kept. */
final class ReportPanel extends BorderPane {

    /** Letters of an alternative in its list: as many as tell it from the others, and fit. */
    private static final int BEGINNING = 60;

    private final Texts texts;
    private final ReportViewModel model;
    private final ReportPane pane;

    ReportPanel(Texts texts, ReportViewModel model, ObservableValue<MapLook> look) {
        this.texts = texts;
        this.model = model;
        this.pane = new ReportPane(texts, look);
        getStyleClass().add("report-panel");
        setId("report-panel");
        ComboBox<ModelEntry> models = OptionalChoice.of("report-model", model.models(), model.modelProperty(),
                ModelEntry::name);
        models.setPromptText(texts.get("report.model.none"));
        models.setMaxWidth(220);
        models.setTooltip(Parts.tooltip(texts.get("report.model.why")));
        models.setAccessibleText(texts.get("report.model"));
        Button write = Parts.button("write-report", MaterialDesignT.TEXT_BOX_PLUS_OUTLINE,
                texts.get("report.generate"), model::generate);
        write.disableProperty().bind(model.computingProperty()
                .or(Bindings.createBooleanBinding(
                        () -> model.modelProperty().get().isEmpty() || model.reportsProperty().get().isEmpty()
                                || !model.hasRadiographs(),
                        model.modelProperty(), model.reportsProperty())));
        ProgressIndicator busy = new ProgressIndicator();
        busy.getStyleClass().add("small-progress");
        busy.visibleProperty().bind(model.computingProperty());
        busy.managedProperty().bind(busy.visibleProperty());
        Label heading = Parts.heading(texts.get("report.title"));
        heading.setMinWidth(USE_PREF_SIZE);
        HBox title = new HBox(10, heading, Parts.spring(), busy, alternatives(),
                models, write);
        title.setAlignment(Pos.CENTER_LEFT);
        title.getStyleClass().add("panel-title");
        setTop(title);
        setCenter(pane);
        model.reportsProperty().subscribe(this::show);
        pane.cursor().tokenProperty().subscribe(model::look);
        model.attentionProperty().subscribe(now -> pane.showAttention(now.map(ReportAttention::words)));
    }

    private ComboBox<Alternative> alternatives() {
        ComboBox<Alternative> box = OptionalChoice.of("report-alternative", model.alternatives(),
                model.chosenProperty(), this::words);
        // A sentence, unlike a name, says least at its end.
        box.getButtonCell().setTextOverrun(OverrunStyle.ELLIPSIS);
        box.setMinWidth(0);
        box.setPrefWidth(300);
        box.setTooltip(Parts.tooltip(texts.get("report.alternative.why")));
        box.setAccessibleText(texts.get("report.alternative"));
        box.visibleProperty().bind(Bindings.isNotEmpty(model.alternatives()));
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    /** Rank, log-probability, and what is first said otherwise than by the most probable one. */
    private String words(Alternative one) {
        List<Alternative> all = model.alternatives();
        String said = one.report().text();
        String best = all.isEmpty() ? said : all.getFirst().report().text();
        int from = one.rank() == 1 ? 0 : difference(best, said);
        String part = said.substring(from, Math.min(said.length(), from + BEGINNING));
        String shown = (from > 0 ? "\u2026 " : "") + part + (from + BEGINNING < said.length() ? " \u2026" : "");
        return texts.format("report.alternative.one", one.rank(), Math.max(all.size(), one.rank()),
                one.report().logProbability(), one.report().complete() ? shown : texts.format("report.cut", shown));
    }

    /** Where a text begins to differ, at the beginning of a word. */
    static int difference(String best, String other) {
        int same = 0;
        while (same < best.length() && same < other.length() && best.charAt(same) == other.charAt(same)) {
            same++;
        }
        return other.lastIndexOf(' ', Math.max(0, same - 1)) + 1;
    }

    private void show(Optional<Reports> now) {
        now.ifPresentOrElse(
                reports -> pane.show(new ReportPane.Content(reports.compared().rows(),
                        reports.generated().map(report -> report.tokens().stream()
                                .map(token -> new TokenPart(token.from(), token.to())).toList()).orElse(List.of()),
                        reports.generated().isPresent(), !reports.reference().isBlank(),
                        reports.compared().findings())),
                () -> pane.showHint(texts.get("report.empty")));
    }
}
