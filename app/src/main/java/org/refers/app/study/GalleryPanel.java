package org.refers.app.study;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.refers.app.parts.Parts;
import org.refers.app.study.SurveyViewModel.Picture;
import org.refers.app.study.SurveyViewModel.Result;
import org.refers.app.study.SurveyViewModel.State;
import org.refers.model.finding.Localisation;
import org.refers.viewer.browser.ThumbnailSource;
import org.refers.viewer.overlay.ColourMap;
import org.refers.viewer.text.Texts;

/** The whole test set as the threshold moves: its figures, and its radiographs by IoU. */
final class GalleryPanel extends BorderPane {

    private final Texts texts;
    private final SurveyViewModel survey;
    private final ExplanationViewModel explanation;
    private final ObservableList<Picture> pictures = FXCollections.observableArrayList();
    private final ListView<Picture> list = new ListView<>(pictures);
    private final CheckBox bestFirst = new CheckBox();
    private final VBox figures = new VBox(4);
    private final Label status = Parts.paragraph("");
    private final ProgressBar progress = new ProgressBar(0);
    private boolean filling;

    /**
     * What pictures are made from.
     *
     * @param thumbnails radiographs, small
     * @param colours colours of their maps
     * @param open turns to a radiograph
     */
    record Makings(ThumbnailSource thumbnails, ReadOnlyObjectProperty<ColourMap> colours, Consumer<String> open) {
    }

    GalleryPanel(Texts texts, SurveyViewModel survey, ExplanationViewModel explanation, Makings made) {
        this.texts = texts;
        this.survey = survey;
        this.explanation = explanation;
        setId("gallery-panel");
        getStyleClass().add("side-panel");
        VBox head = new VBox(12, Parts.paragraph(texts.get("gallery.words")), work(), progress, status, cut(), figures,
                bestFirst);
        head.getStyleClass().add("panel-content");
        figures.setId("gallery-figures");
        status.setId("gallery-status");
        progress.setMaxWidth(Double.MAX_VALUE);
        bestFirst.setText(texts.get("gallery.best"));
        bestFirst.setId("gallery-best");
        bestFirst.selectedProperty().subscribe(() -> show(survey.resultProperty().get()));
        list.setId("gallery-list");
        list.setAccessibleText(texts.get("gallery.list"));
        list.setPlaceholder(Parts.paragraph(""));
        list.setCellFactory(view -> new GalleryCell(texts, made.thumbnails(), made.colours()));
        list.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (now != null && !filling) {
                made.open().accept(now.radiograph().id());
            }
        });
        made.colours().subscribe(list::refresh);
        HBox title = new HBox(Parts.heading(texts.get("gallery.title")));
        title.getStyleClass().add("panel-title");
        setTop(new VBox(title, head));
        setCenter(list);
        survey.stateProperty().subscribe(this::show);
        explanation.findingProperty().subscribe(() -> show(survey.stateProperty().get()));
        survey.resultProperty().subscribe(this::show);
    }

    private Node work() {
        Button start = Parts.button("gallery-start", MaterialDesignP.PLAY_OUTLINE, texts.get("gallery.start"),
                survey::start);
        Button stop = Parts.button("gallery-stop", MaterialDesignS.STOP, texts.get("gallery.stop"), survey::stop);
        stop.disableProperty().bind(survey.stateProperty().map(now -> !now.running()));
        start.disableProperty().bind(survey.stateProperty().flatMap(now -> explanation.findingProperty()
                .map(finding -> now.running() || finding.isEmpty())));
        return new HBox(8, start, stop);
    }

    private Node cut() {
        Slider threshold = new Slider(ExplanationViewModel.LEAST_THRESHOLD, ExplanationViewModel.GREATEST_THRESHOLD,
                explanation.thresholdProperty().get());
        threshold.setId("gallery-threshold");
        threshold.setBlockIncrement(0.02);
        threshold.setAccessibleText(texts.get("explain.threshold"));
        threshold.valueProperty().bindBidirectional(explanation.thresholdProperty());
        Label value = new Label();
        value.textProperty().bind(explanation.thresholdProperty()
                .map(now -> String.format(Locale.ROOT, "%.2f", now.doubleValue())));
        HBox head = new HBox(8, Parts.heading(texts.get("explain.threshold")), Parts.spring(), value);
        head.setAlignment(Pos.CENTER_LEFT);
        return new VBox(6, head, new ThresholdMarks(threshold, explanation.explanationProperty().map(now -> now
                .map(found -> List.of(new ThresholdMarks.Mark(texts.get("explain.tuned"), found.threshold())))
                .orElse(List.of()))));
    }

    private void show(State now) {
        progress.setVisible(now.running());
        progress.setManaged(now.running());
        progress.setProgress(now.total() > 0 ? (double) now.done() / now.total() : ProgressBar.INDETERMINATE_PROGRESS);
        status.setText(words(now));
    }

    private String words(State now) {
        if (now.total() == 0) {
            return texts.get(switch (now.phase()) {
                case IDLE -> explanation.findingProperty().get().isEmpty() ? "gallery.nofinding" : "gallery.empty";
                case LOOKING, EXPLAINING -> "gallery.looking";
                case DONE -> "gallery.nobox";
            });
        }
        String done = texts.format("gallery.done", now.done(), now.total());
        String failed = now.unreadable() > 0 ? " " + texts.format("gallery.unreadable", now.unreadable()) : "";
        return done + failed + (now.left() > 0 ? " " + texts.format("gallery.left", now.left()) : "");
    }

    private void show(Result now) {
        figures.getChildren().setAll(now.figures().map(all -> lines(now, all)).orElse(List.of()));
        bestFirst.setVisible(now.figures().isPresent());
        Optional<String> chosen = Optional.ofNullable(list.getSelectionModel().getSelectedItem())
                .map(picture -> picture.radiograph().id());
        List<Picture> shown = bestFirst.isSelected() ? now.gallery().reversed() : now.gallery();
        filling = true;
        pictures.setAll(shown);
        chosen.ifPresent(id -> shown.stream().filter(picture -> picture.radiograph().id().equals(id)).findFirst()
                .ifPresent(list.getSelectionModel()::select));
        filling = false;
    }

    private List<Node> lines(Result now, Localisation all) {
        boolean none = now.gallery().stream().allMatch(picture -> picture.compared().shown().isEmpty());
        VBox lines = new VBox(4, line("gallery-iou", none
                ? texts.format("gallery.iou.none", all.boxes())
                : texts.format("gallery.iou", all.meanIou(), all.boxes())));
        Map<String, Double> readers = new TreeMap<>(all.iouByReader());
        if (readers.size() > 1 && !none) {
            readers.forEach((reader, iou) -> lines.getChildren()
                    .add(Parts.detail(texts.format("gallery.reader", reader, iou))));
        }
        lines.getChildren().add(line("gallery-hits", texts.format("gallery.hits", all.hitRate(), all.cases())));
        now.found().ifPresent(at -> lines.getChildren().add(line("gallery-found", now.precision().isPresent()
                ? texts.format("gallery.found", at.recall(), now.precision().getAsDouble())
                : texts.format("gallery.found.none", at.recall()))));
        return List.of(lines);
    }

    private static Label line(String id, String words) {
        Label label = new Label(words);
        label.setId(id);
        label.setWrapText(true);
        return label;
    }
}
