package org.refers.app.study;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Slider;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignB;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignI;
import org.refers.app.parts.Parts;
import org.refers.app.study.ExplanationViewModel.Agreement;
import org.refers.app.study.ThresholdMarks.Mark;
import org.refers.model.finding.MapKind;
import org.refers.model.finding.Otsu;
import org.refers.model.finding.ReaderBox;
import org.refers.training.explain.Explanation;
import org.refers.viewer.command.Command;
import org.refers.viewer.overlay.ColourMap;
import org.refers.viewer.overlay.MapLegend;
import org.refers.viewer.overlay.MapLook;
import org.refers.viewer.text.Texts;

/** The controls of the overlay: which model, which finding, which map, where to cut it, and how well it agrees. */
final class ExplanationPanel extends BorderPane {

    private static final double WIDTH = 312;

    private final Texts texts;
    private final ExplanationViewModel model;
    private final Slider opacity = new Slider(0, 1, 0.5);
    private final ObjectProperty<Optional<ColourMap>> colourChoice = new SimpleObjectProperty<>(
            Optional.of(ColourMap.FUCHSIA));
    private final ObjectProperty<ColourMap> colours = new SimpleObjectProperty<>(ColourMap.FUCHSIA);
    private final Label probability = new Label();
    private final ProgressBar probabilityBar = new ProgressBar(0);
    private final Label verdict = Parts.paragraph("");
    private final Label thresholdValue = new Label();
    private final VBox agreement = new VBox(6);

    ExplanationPanel(Texts texts, ExplanationViewModel model, SanityViewModel sanity, Consumer<Command> perform) {
        this.texts = texts;
        this.model = model;
        getStyleClass().add("side-panel");
        setId("explanation-panel");
        setPrefWidth(WIDTH);
        setMinWidth(WIDTH);
        VBox content = new VBox(18, choices(), result(), cut(), shown(), agreement(),
                Parts.button("save-figure", MaterialDesignI.IMAGE_MULTIPLE_OUTLINE, texts.get("command.save_figure"),
                        () -> perform.accept(StudyCommand.SAVE_FIGURE)),
                new SanityPane(texts, sanity, model));
        content.getStyleClass().add("panel-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setTop(title());
        setCenter(scroll);
        model.explanationProperty().subscribe(this::showResult);
        model.agreementProperty().subscribe(this::showAgreement);
    }

    private Node title() {
        ProgressIndicator busy = new ProgressIndicator();
        busy.getStyleClass().add("small-progress");
        busy.visibleProperty().bind(model.computingProperty());
        HBox title = new HBox(8, Parts.heading(texts.get("explain.title")), Parts.spring(), busy);
        title.setAlignment(Pos.CENTER_LEFT);
        title.getStyleClass().add("panel-title");
        return title;
    }

    private Node choices() {
        ComboBox<ModelEntry> models = OptionalChoice.of("explain-model", model.models(), model.modelProperty(),
                ModelEntry::name);
        models.setPromptText(texts.get("explain.model.none"));
        ObservableList<String> names = FXCollections.observableArrayList();
        model.modelProperty().subscribe(now -> names.setAll(now.map(ModelEntry::findings).orElse(List.of())));
        ComboBox<String> findings = OptionalChoice.of("explain-finding", names, model.findingProperty(),
                OverlayContent::capitalised);
        findings.setPromptText(texts.get("explain.finding.none"));
        ComboBox<Optional<MapKind>> kinds = kinds();
        Label hint = Parts.paragraph(texts.get("explain.nomodel"));
        hint.setId("explain-nomodel");
        hint.visibleProperty().bind(model.modelProperty().map(Optional::isEmpty));
        hint.managedProperty().bind(hint.visibleProperty());
        Label unmeasured = Parts.paragraph(texts.get("explain.map.unmeasured"));
        unmeasured.setId("explain-map-unmeasured");
        unmeasured.visibleProperty().bind(model.modelProperty()
                .map(now -> now.map(entry -> entry.explains() && !entry.mapMeasured()).orElse(false)));
        unmeasured.managedProperty().bind(unmeasured.visibleProperty());
        return new VBox(12, Parts.field(texts.get("explain.model"), texts.get("explain.model.why"), models), hint,
                Parts.field(texts.get("explain.finding"), texts.get("explain.finding.why"), findings),
                Parts.field(texts.get("explain.map"), texts.get("explain.map.why"), kinds), unmeasured);
    }

    private ComboBox<Optional<MapKind>> kinds() {
        ObservableList<Optional<MapKind>> all = FXCollections.observableArrayList();
        all.add(Optional.empty());
        Arrays.stream(MapKind.values()).map(Optional::of).forEach(all::add);
        ObjectProperty<Optional<Optional<MapKind>>> chosen = new SimpleObjectProperty<>(
                Optional.of(model.kindProperty().get()));
        chosen.subscribe(now -> now.ifPresent(model.kindProperty()::set));
        return OptionalChoice.of("explain-map", all, chosen,
                kind -> kind.map(MapKind::title).orElse(texts.get("explain.map.auto")));
    }

    private Node result() {
        probability.setId("explain-probability");
        probability.getStyleClass().add("big-number");
        probabilityBar.setMaxWidth(Double.MAX_VALUE);
        probabilityBar.getStyleClass().add(Styles.SMALL);
        verdict.setId("explain-verdict");
        CheckBox anyway = new CheckBox(texts.get("explain.anyway"));
        anyway.setId("explain-anyway");
        anyway.selectedProperty().bindBidirectional(model.showAnywayProperty());
        anyway.visibleProperty().bind(
                model.explanationProperty().map(now -> now.map(found -> !found.isPositive()).orElse(false)));
        anyway.managedProperty().bind(anyway.visibleProperty());
        VBox box = new VBox(6, Parts.heading(texts.get("explain.probability")), probability, probabilityBar, verdict,
                anyway);
        box.visibleProperty().bind(model.explanationProperty().map(Optional::isPresent));
        box.managedProperty().bind(box.visibleProperty());
        return box;
    }

    private Node cut() {
        Slider threshold = new Slider(ExplanationViewModel.LEAST_THRESHOLD, ExplanationViewModel.GREATEST_THRESHOLD,
                model.thresholdProperty().get());
        threshold.setId("threshold");
        threshold.setBlockIncrement(0.02);
        threshold.setAccessibleText(texts.get("explain.threshold"));
        threshold.valueProperty().bindBidirectional(model.thresholdProperty());
        thresholdValue.setId("threshold-value");
        thresholdValue.textProperty()
                .bind(model.thresholdProperty().map(now -> String.format(Locale.ROOT, "%.2f", now.doubleValue())));
        Button tuned = small("threshold-tuned", "explain.tuned", "explain.tuned.why", model::useTunedThreshold);
        Button otsu = small("threshold-otsu", "explain.otsu", "explain.otsu.why", model::useOtsu);
        HBox head = new HBox(8, Parts.heading(texts.get("explain.threshold")), Parts.spring(), thresholdValue);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(8, head, new ThresholdMarks(threshold, marks()), new HBox(8, tuned, otsu));
        box.disableProperty().bind(model.explanationProperty().map(Optional::isEmpty));
        return box;
    }

    private ObservableValue<List<Mark>> marks() {
        return model.explanationProperty().map(now -> now.map(found -> Stream
                .of(new Mark(texts.get("explain.tuned"), found.threshold()),
                        new Mark(texts.get("explain.otsu"), Otsu.threshold(found.surface())))
                .sorted(Comparator.comparingDouble(Mark::value)).toList()).orElse(List.of()));
    }

    private Button small(String id, String name, String why, Runnable action) {
        Button button = new Button(texts.get(name));
        button.setId(id);
        button.getStyleClass().add(Styles.SMALL);
        button.setTooltip(Parts.tooltip(texts.get(why)));
        button.setOnAction(pressed -> action.run());
        return button;
    }

    private Node shown() {
        CheckBox map = new CheckBox(texts.get("explain.show.map"));
        map.setId("show-map");
        map.selectedProperty().bindBidirectional(model.showMapProperty());
        CheckBox input = new CheckBox(texts.get("explain.show.input"));
        input.setId("show-input");
        input.setTooltip(Parts.tooltip(texts.get("explain.show.input.why")));
        input.selectedProperty().bindBidirectional(model.showInputProperty());
        CheckBox readers = new CheckBox(texts.get("explain.show.readers"));
        readers.setId("show-readers");
        readers.selectedProperty().bindBidirectional(model.showReadersProperty());
        opacity.setId("map-opacity");
        opacity.setAccessibleText(texts.get("explain.opacity"));
        ComboBox<ColourMap> choice = OptionalChoice.of("map-colours",
                FXCollections.observableArrayList(ColourMap.values()), colourChoice,
                one -> texts.get("explain.colours." + one.name().toLowerCase(Locale.ROOT)));
        colourChoice.subscribe(now -> now.ifPresent(colours::set));
        MapLegend legend = new MapLegend(texts.get("explain.legend.least"), texts.get("explain.legend.greatest"),
                texts.get("explain.legend"));
        Runnable show = () -> legend.show(new MapLook(colours.get(), opacity.getValue()));
        opacity.valueProperty().subscribe(show);
        colours.subscribe(now -> {
            colourChoice.set(Optional.of(now));
            show.run();
        });
        return new VBox(10, Parts.heading(texts.get("explain.show")), map,
                Parts.field(texts.get("explain.colours"), texts.get("explain.colours.why"), choice), legend,
                Parts.field(texts.get("explain.opacity"), texts.get("explain.opacity.why"), opacity), readers, input);
    }

    private Node agreement() {
        agreement.setId("agreement");
        return new VBox(8, Parts.heading(texts.get("explain.agreement")), agreement);
    }

    private void showResult(Optional<Explanation> now) {
        now.ifPresent(found -> {
            probability.setText(String.format(Locale.ROOT, "%.2f", found.probability()));
            probabilityBar.setProgress(found.probability());
            verdict.setText(texts.format(found.isPositive() ? "explain.positive" : "explain.negative",
                    found.operatingPoint()));
        });
    }

    private void showAgreement(Agreement now) {
        List<Node> rows = new ArrayList<>();
        if (now.readers().isEmpty()) {
            rows.add(Parts.paragraph(texts.get("explain.noreader")));
        } else if (now.ious().isEmpty()) {
            rows.add(Parts.paragraph(texts.format(now.readers().size() == 1 ? "explain.reader" : "explain.readers",
                    now.readers().size())));
        } else {
            for (int i = 0; i < now.ious().size() && now.meanIou().isPresent(); i++) {
                rows.add(iouRow(now.readers().get(i), now.ious().get(i)));
            }
            rows.add(summary(now));
        }
        if (model.explanationProperty().get().isPresent()) {
            Label boxes = Parts.detail(
                    texts.format(now.boxes().size() == 1 ? "explain.box" : "explain.boxes", now.boxes().size()));
            boxes.setId("box-count");
            rows.add(boxes);
            if (!now.ious().isEmpty() && !now.boxes().isEmpty()) {
                Label precision = Parts.detail(texts.format("explain.precision",
                        (double) now.found() / now.boxes().size(), now.found(), now.boxes().size()));
                precision.setId("precision");
                rows.add(precision);
            }
        }
        agreement.getChildren().setAll(rows);
    }

    private Node iouRow(ReaderBox box, double iou) {
        Label reader = new Label(box.reader());
        reader.setMinWidth(44);
        reader.getStyleClass().add("reader-name");
        ProgressBar bar = new ProgressBar(iou);
        bar.getStyleClass().add(Styles.SMALL);
        bar.setMaxWidth(Double.MAX_VALUE);
        Label value = new Label(String.format(Locale.ROOT, "IoU %.2f", iou));
        value.getStyleClass().add("iou-value");
        value.setMinWidth(Region.USE_PREF_SIZE);
        HBox row = new HBox(8, reader, bar, value);
        HBox.setHgrow(bar, Priority.ALWAYS);
        row.setAlignment(Pos.CENTER_LEFT);
        return row;
    }

    private Node summary(Agreement now) {
        FontIcon icon = new FontIcon(now.hit() ? MaterialDesignB.BULLSEYE_ARROW : MaterialDesignC.CLOSE_CIRCLE_OUTLINE);
        icon.getStyleClass().add(now.hit() ? "hit-icon" : "miss-icon");
        Label hit = new Label(texts.get(now.hit() ? "explain.hit" : "explain.miss"), icon);
        hit.setId("hit");
        hit.setTooltip(Parts.tooltip(texts.get("explain.hit.why")));
        Label mean = new Label(now.meanIou().isPresent()
                ? texts.format("explain.meaniou", now.meanIou().getAsDouble())
                : texts.get("explain.meaniou.none"));
        mean.setId("mean-iou");
        mean.setTooltip(Parts.tooltip(texts.get("explain.meaniou.why")));
        HBox row = new HBox(12, mean, Parts.spring(), hit);
        row.setAlignment(Pos.CENTER_LEFT);
        row.getStyleClass().add("agreement-summary");
        return row;
    }

    /** Opacity of the map. */
    Slider opacity() {
        return opacity;
    }

    /** Colours of the map. */
    ObjectProperty<ColourMap> colours() {
        return colours;
    }
}
