package org.refers.app.panel;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.refers.app.panel.PanelState.Phase;
import org.refers.app.parts.Parts;
import org.refers.training.panel.PanelStudy;
import org.refers.viewer.overlay.MapLegend;
import org.refers.viewer.overlay.MapLook;
import org.refers.viewer.text.Texts;

/**
 * A run's panel: the same studies at each step it looked, with a slider through time. It always says that this is no
 * diagnosis.
 */
public final class PanelView extends BorderPane {

    private static final double LEGEND_WIDTH = 210;

    private final Texts texts;
    private final PanelViewModel model;
    private final ObservableValue<MapLook> look;
    private final CardMakings made;
    private final Slider slider = new Slider(0, 1, 0);
    private final Label step = new Label();
    private final Button before;
    private final Button after;
    private final MapLegend legend;
    private final FlowPane maps = new FlowPane(14, 14);
    private final VBox reports = new VBox(14);
    private final ScrollPane scroll = new ScrollPane();
    private final StackPane center = new StackPane();
    private final HBox controls;
    private boolean filling;

    /**
     * Creates the view.
     *
     * @param look colours and opacity of maps, as the reading screen has them
     * @param open turns to a radiograph on the reading screen
     */
    public PanelView(Texts texts, PanelViewModel model, ObservableValue<MapLook> look, Consumer<String> open) {
        this.texts = texts;
        this.model = model;
        this.look = look;
        this.made = new CardMakings(texts, model.pictures(), open);
        setId("panel-view");
        getStyleClass().add("panel-view");
        before = Parts.iconButton("panel-before", MaterialDesignC.CHEVRON_LEFT, texts.get("panel.before"),
                () -> model.show(model.stateProperty().get().at() - 1));
        after = Parts.iconButton("panel-after", MaterialDesignC.CHEVRON_RIGHT, texts.get("panel.after"),
                () -> model.show(model.stateProperty().get().at() + 1));
        legend = new MapLegend(texts.get("explain.legend.least"), texts.get("explain.legend.greatest"),
                texts.get("explain.legend"));
        legend.setMinWidth(LEGEND_WIDTH);
        legend.setMaxWidth(LEGEND_WIDTH);
        controls = controls();
        maps.setId("panel-maps");
        reports.setId("panel-reports");
        scroll.setFitToWidth(true);
        Label note = new Label(texts.get("research.only"));
        note.setId("panel-note");
        note.getStyleClass().add("research-note");
        setTop(controls);
        setCenter(center);
        setBottom(note);
        model.stateProperty().subscribe(this::show);
        look.subscribe(now -> {
            legend.show(now);
            show(model.stateProperty().get());
        });
    }

    private HBox controls() {
        slider.setId("panel-step");
        slider.setAccessibleText(texts.get("panel.step"));
        slider.setMajorTickUnit(1);
        slider.setMinorTickCount(0);
        slider.setSnapToTicks(true);
        slider.setBlockIncrement(1);
        slider.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(slider, Priority.ALWAYS);
        slider.valueProperty().addListener((property, was, now) -> {
            if (!filling) {
                model.show((int) Math.round(now.doubleValue()));
            }
        });
        step.setId("panel-step-words");
        step.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(8, before, slider, after, step, legend);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("panel-controls");
        HBox.setMargin(legend, new Insets(0, 0, 0, 16));
        return row;
    }

    private void show(PanelState now) {
        boolean shown = now.phase() == Phase.SHOWN;
        boolean mapped = shown && now.cases().stream().anyMatch(one -> one.seen() instanceof PanelStudy.Mapped);
        controls.setVisible(shown);
        legend.setVisible(mapped);
        legend.setManaged(mapped);
        filling = true;
        slider.setMax(Math.max(1, now.steps().size() - 1));
        slider.setValue(now.at());
        filling = false;
        slider.setDisable(now.steps().size() < 2);
        before.setDisable(now.at() == 0);
        after.setDisable(now.at() >= now.steps().size() - 1);
        step.setText(shown
                ? texts.format("panel.at", now.steps().get(now.at()), now.at() + 1, now.steps().size())
                : "");
        if (!shown) {
            center.getChildren().setAll(empty(now));
            return;
        }
        fill(now, mapped);
    }

    private void fill(PanelState now, boolean mapped) {
        maps.getChildren().clear();
        reports.getChildren().clear();
        for (PanelCase one : now.cases()) {
            switch (one.seen()) {
                case PanelStudy.Mapped of ->
                    maps.getChildren().add(new MapCard(made, one, of, look.getValue()));
                case PanelStudy.Written of ->
                    reports.getChildren().add(new ReportCard(made, one, of));
            }
        }
        Region content = mapped ? maps : reports;
        content.getStyleClass().setAll("panel-cards");
        if (scroll.getContent() != content) {
            scroll.setContent(content);
        }
        center.getChildren().setAll(scroll);
    }

    private Node empty(PanelState now) {
        if (now.phase() == Phase.READING) {
            return Parts.detail(texts.get("panel.reading"));
        }
        String key = "panel.empty." + now.phase().name().toLowerCase(Locale.ROOT);
        VBox empty = Parts.emptyState(MaterialDesignI.IMAGE_MULTIPLE_OUTLINE, texts.get(key),
                texts.format(key + ".words", now.run()));
        empty.setId("panel-empty");
        return empty;
    }
}
