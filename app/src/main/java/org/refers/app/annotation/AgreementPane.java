package org.refers.app.annotation;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.refers.app.annotation.AgreementViewModel.State;
import org.refers.app.parts.Parts;
import org.refers.viewer.text.Texts;

/** Readers and model held against each other: on this radiograph as the threshold moves, and on all when it is asked for. */
final class AgreementPane extends VBox {

    private final Texts texts;
    private final ProgressBar progress = new ProgressBar(0);
    private final Label status = Parts.paragraph("");
    private final AgreementTable all;

    AgreementPane(Texts texts, AgreementViewModel model) {
        super(8);
        this.texts = texts;
        this.all = new AgreementTable(texts, "reader-agreement", texts.get("annotate.agreement.none"));
        Button count = new Button(texts.get("annotate.agreement.count"));
        count.setId("count-agreement");
        count.getStyleClass().add(Styles.SMALL);
        count.setTooltip(Parts.tooltip(texts.get("annotate.agreement.why")));
        count.setOnAction(pressed -> model.count());
        count.disableProperty().bind(model.stateProperty().map(State::running));
        Button stop = new Button(texts.get("gallery.stop"));
        stop.setId("stop-agreement");
        stop.getStyleClass().add(Styles.SMALL);
        stop.setOnAction(pressed -> model.stop());
        stop.visibleProperty().bind(model.stateProperty().map(State::running));
        stop.managedProperty().bind(stop.visibleProperty());
        CheckBox withModel = new CheckBox(texts.get("annotate.agreement.model"));
        withModel.setId("agreement-model");
        withModel.setTooltip(Parts.tooltip(texts.get("annotate.agreement.model.why")));
        withModel.selectedProperty().bindBidirectional(model.withModelProperty());
        progress.setMaxWidth(Double.MAX_VALUE);
        progress.visibleProperty().bind(stop.visibleProperty());
        progress.managedProperty().bind(stop.visibleProperty());
        status.setId("agreement-status");
        status.visibleProperty().bind(stop.visibleProperty());
        status.managedProperty().bind(stop.visibleProperty());
        HBox everywhere = new HBox(8, Parts.detail(texts.get("annotate.agreement.all")), Parts.spring(), stop, count);
        everywhere.setAlignment(Pos.CENTER_LEFT);
        AgreementTable here = new AgreementTable(texts, "agreement-here", texts.get("annotate.agreement.nobox"));
        getChildren().addAll(Parts.heading(texts.get("annotate.agreement")),
                Parts.detail(texts.get("annotate.agreement.here")), here, everywhere, withModel, progress, status, all);
        model.hereProperty().subscribe(here::show);
        model.stateProperty().subscribe(this::show);
    }

    private void show(State now) {
        progress.setProgress(now.total() == 0 ? ProgressBar.INDETERMINATE_PROGRESS : (double) now.done() / now.total());
        status.setText(texts.format("annotate.agreement.reading", now.done(), now.total()));
        all.show(now.all());
    }
}
