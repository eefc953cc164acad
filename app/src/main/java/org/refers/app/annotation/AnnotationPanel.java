package org.refers.app.annotation;

import atlantafx.base.theme.Styles;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.event.ActionEvent;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TitledPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignR;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignU;
import org.refers.app.annotation.AnnotationViewModel.Shown;
import org.refers.app.parts.Parts;
import org.refers.model.finding.Box;
import org.refers.model.workspace.annotation.DrawnBox;
import org.refers.model.workspace.annotation.DrawnMeasurement;
import org.refers.model.workspace.annotation.JournalStep;
import org.refers.viewer.text.Texts;

/** What a reader draws and says: who, which finding, the boxes, the labels, undo and redo, the history, agreement of readers. */
public final class AnnotationPanel extends BorderPane {

    private static final double LIST_HEIGHT = 150;

    private final Texts texts;
    private final AnnotationViewModel model;
    private final ObjectProperty<Optional<String>> selected;
    private final ListView<DrawnBox> boxes = new ListView<>();
    private final List<TextField> edges = List.of(new TextField(), new TextField(), new TextField(), new TextField());
    private final ComboBox<String> boxFinding = new ComboBox<>();
    private boolean following;

    /**
     * What the panel shows.
     *
     * @param annotation what the reader draws and says
     * @param files what goes on with files
     * @param measured what this reader measured on the radiograph in use
     */
    public record States(AnnotationViewModel annotation, AnnotationFilesViewModel files,
            ReadOnlyObjectProperty<List<Measured>> measured) {
    }

    /**
     * A measurement with its words.
     *
     * @param drawn what was measured
     * @param words the figure first, then where it holds
     */
    public record Measured(DrawnMeasurement drawn, List<String> words) {
    }

    /**
     * What the panel asks for.
     *
     * @param drawing of the radiograph
     * @param places points out where a step of the history was, or nothing
     * @param exchange of files
     */
    public record Ways(Drawing drawing, Consumer<Optional<JournalStep>> places, Exchange exchange) {
    }

    /** What is asked to bring boxes and labels in from files and out into them. */
    public interface Exchange {

        /** Asks for files and reads them. */
        void importFiles();

        /** Asks for a format and a place and writes. */
        void exportFiles();
    }

    /** What the panel asks of the radiograph that is read. */
    public interface Drawing {

        /** Takes the tool that draws boxes, or puts it away. */
        void toggleTool();

        /** Gives the keys to the radiograph in use. */
        void focus();

        /** Key of the radiograph in use. */
        Optional<String> radiograph();

        /** The part of the radiograph in which a box drawn by keys begins. */
        Optional<Box> middle();
    }

    /**
     * Creates the panel.
     *
     * @param selected the box that is selected on the radiograph, which the list follows and leads
     */
    public AnnotationPanel(Texts texts, States states, ObjectProperty<Optional<String>> selected, Ways ways) {
        this.texts = texts;
        this.model = states.annotation();
        this.selected = selected;
        setId("annotation-panel");
        getStyleClass().add("side-panel");
        VBox content = new VBox(18, who(ways.drawing()), boxes(ways.drawing()),
                new MeasurementList(texts, model, states.measured(), ways.drawing()), labels(),
                new HistoryPane(texts, model, ways.places()), new AgreementPane(texts, model.agreement()));
        content.getStyleClass().add("panel-content");
        ScrollPane scroll = new ScrollPane(content);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        setTop(new VBox(title(ways.exchange()), new FilesProgress(texts, states.files())));
        setCenter(scroll);
        model.shownProperty().subscribe(this::show);
        selected.subscribe(this::select);
    }

    private Node title(Exchange exchange) {
        Button undo = Parts.iconButton("annotate-undo", MaterialDesignU.UNDO, texts.get("command.undo"), model::undo);
        undo.disableProperty().bind(model.canUndoProperty().not());
        Button redo = Parts.iconButton("annotate-redo", MaterialDesignR.REDO, texts.get("command.redo"), model::redo);
        redo.disableProperty().bind(model.canRedoProperty().not());
        HBox title = new HBox(4, Parts.heading(texts.get("annotate.title")), Parts.spring(),
                Parts.iconButton("annotations-import", MaterialDesignF.FILE_IMPORT_OUTLINE,
                        texts.get("command.import_annotations"), exchange::importFiles),
                Parts.iconButton("annotations-export", MaterialDesignF.FILE_EXPORT_OUTLINE,
                        texts.get("command.export_annotations"), exchange::exportFiles),
                undo, redo);
        title.setAlignment(Pos.CENTER_LEFT);
        title.getStyleClass().add("panel-title");
        return title;
    }

    /** Who says which finding. Enter ends both names: the next key, such as A for a box, would be written into them and a box bear it. */
    private Node who(Drawing drawing) {
        TextField reader = new TextField(model.readerProperty().get());
        reader.setId("annotate-reader");
        onCommit(reader, words -> {
            if (!words.isBlank()) {
                model.readerProperty().set(words.strip());
            }
            reader.setText(model.readerProperty().get());
        });
        reader.addEventHandler(ActionEvent.ACTION, entered -> drawing.focus());
        model.readerProperty().subscribe(reader::setText);
        ComboBox<String> finding = new ComboBox<>(model.findings());
        finding.setId("annotate-finding");
        finding.setEditable(true);
        finding.setPromptText(texts.get("annotate.finding.prompt"));
        model.findingProperty().subscribe(now -> finding.setValue(now.orElse(null)));
        finding.valueProperty().subscribe(now -> model.findingProperty()
                .set(Optional.ofNullable(now).map(String::strip).filter(name -> !name.isEmpty())));
        finding.addEventFilter(KeyEvent.KEY_RELEASED, key -> {
            if (key.getCode() == KeyCode.ENTER) {
                drawing.focus();
            }
        });
        return new VBox(12, Parts.field(texts.get("annotate.reader"), texts.get("annotate.reader.why"), reader),
                Parts.field(texts.get("annotate.finding"), texts.get("annotate.finding.why"), finding));
    }

    /** A field's words count when Enter is pressed or the field is left. */
    static void onCommit(TextField field, Consumer<String> taken) {
        field.setOnAction(entered -> taken.accept(field.getText()));
        field.focusedProperty().addListener((property, before, now) -> {
            if (!now) {
                taken.accept(field.getText());
            }
        });
    }

    private Node boxes(Drawing drawing) {
        Button draw = Parts.button("annotate-draw", MaterialDesignS.SHAPE_RECTANGLE_PLUS, texts.get("command.tool_box"),
                drawing::toggleTool);
        Button add = new Button(texts.get("annotate.add"));
        add.setId("annotate-add");
        add.setTooltip(Parts.tooltip(texts.get("annotate.add.why")));
        add.setOnAction(pressed -> drawing.middle().flatMap(model::draw).map(Optional::of).ifPresent(selected::set));
        Button remove = Parts.iconButton("annotate-remove", MaterialDesignD.DELETE_OUTLINE,
                texts.get("annotate.remove"),
                () -> chosen().ifPresent(model::remove));
        remove.disableProperty().bind(boxes.getSelectionModel().selectedItemProperty().isNull());
        boxes.setId("annotate-boxes");
        boxes.setPrefHeight(LIST_HEIGHT);
        boxes.setPlaceholder(Parts.paragraph(texts.get("annotate.empty")));
        boxes.setAccessibleText(texts.get("annotate.boxes"));
        boxes.setCellFactory(list -> new BoxCell());
        boxes.getSelectionModel().selectedItemProperty().addListener((property, before, now) -> {
            if (!following) {
                selected.set(Optional.ofNullable(now).map(DrawnBox::id));
            }
        });
        HBox buttons = new HBox(8, draw, add, Parts.spring(), remove);
        buttons.setAlignment(Pos.CENTER_LEFT);
        return new VBox(8, Parts.heading(texts.get("annotate.boxes")), buttons, boxes, boxFinding(), edges());
    }

    /** What the selected box shows; another choice is a step as any other. */
    private Node boxFinding() {
        boxFinding.setId("box-finding");
        boxFinding.setItems(model.findings());
        boxFinding.setEditable(true);
        boxFinding.setAccessibleText(texts.get("annotate.box.finding"));
        boxFinding.disableProperty().bind(boxes.getSelectionModel().selectedItemProperty().isNull());
        boxFinding.valueProperty().subscribe(now -> {
            if (!following) {
                chosen().ifPresent(drawn -> Optional.ofNullable(now).map(String::strip)
                        .ifPresent(name -> model.rename(drawn, name)));
            }
        });
        return Parts.field(texts.get("annotate.box.finding"), texts.get("annotate.box.finding.why"), boxFinding);
    }

    private Node edges() {
        List<String> ids = List.of("box-x", "box-y", "box-width", "box-height");
        List<String> names = List.of("annotate.x", "annotate.y", "annotate.width", "annotate.height");
        HBox row = new HBox(6);
        for (int i = 0; i < edges.size(); i++) {
            TextField field = edges.get(i);
            field.setId(ids.get(i));
            field.setAlignment(Pos.CENTER_RIGHT);
            field.disableProperty().bind(boxes.getSelectionModel().selectedItemProperty().isNull());
            onCommit(field, words -> resize());
            row.getChildren().add(Parts.field(texts.get(names.get(i)), "", field));
        }
        return row;
    }

    private void resize() {
        chosen().ifPresent(drawn -> {
            try {
                double[] numbers = edges.stream().mapToDouble(field -> Double.parseDouble(field.getText().strip()))
                        .toArray();
                Box wanted = new Box(numbers[0], numbers[1], numbers[2], numbers[3]);
                if (!words(wanted).equals(words(drawn.box().box()))) {
                    model.alter(drawn, wanted);
                }
            } catch (IllegalArgumentException noBox) {
                showEdges(Optional.of(drawn));
            }
        });
    }

    private static List<String> words(Box box) {
        return List.of(words(box.x()), words(box.y()), words(box.width()), words(box.height()));
    }

    private static String words(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private void showEdges(Optional<DrawnBox> now) {
        List<String> words = now.map(drawn -> words(drawn.box().box())).orElse(List.of("", "", "", ""));
        for (int i = 0; i < edges.size(); i++) {
            edges.get(i).setText(words.get(i));
        }
    }

    private Node labels() {
        TitledPane radiograph = new TitledPane(texts.get("annotate.labels.radiograph"),
                new LabelRows(texts, model, false));
        TitledPane study = new TitledPane(texts.get("annotate.labels.study"), new LabelRows(texts, model, true));
        for (TitledPane pane : List.of(radiograph, study)) {
            pane.setExpanded(false);
            pane.setAnimated(false);
            pane.getStyleClass().add(Styles.DENSE);
        }
        radiograph.setId("annotate-labels");
        study.setId("annotate-study-labels");
        return new VBox(6, Parts.heading(texts.get("annotate.labels")), radiograph, study);
    }

    private Optional<DrawnBox> chosen() {
        return Optional.ofNullable(boxes.getSelectionModel().getSelectedItem());
    }

    private void show(Shown now) {
        Optional<String> kept = selected.get();
        following = true;
        boxes.getItems().setAll(now.boxes());
        following = false;
        select(kept);
    }

    private void select(Optional<String> id) {
        following = true;
        Optional<DrawnBox> box = id
                .flatMap(wanted -> boxes.getItems().stream().filter(one -> one.id().equals(wanted)).findFirst());
        box.ifPresentOrElse(boxes.getSelectionModel()::select, boxes.getSelectionModel()::clearSelection);
        showEdges(box);
        boxFinding.setValue(box.map(drawn -> drawn.box().finding()).orElse(null));
        following = false;
    }

    /** A box in the list: its finding and its size. */
    private final class BoxCell extends ListCell<DrawnBox> {

        @Override
        protected void updateItem(@Nullable DrawnBox item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setText(null);
                setGraphic(null);
            } else {
                Label finding = new Label(item.box().finding().replace('_', ' '));
                Label size = Parts
                        .detail(texts.format("annotate.size", item.box().box().width(), item.box().box().height()));
                HBox row = new HBox(8, finding, Parts.spring(), size);
                row.setAlignment(Pos.CENTER_LEFT);
                setText(null);
                setGraphic(row);
            }
        }
    }
}
