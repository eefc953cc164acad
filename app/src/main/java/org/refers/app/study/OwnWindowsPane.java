package org.refers.app.study;

import atlantafx.base.controls.Popover;
import atlantafx.base.theme.Styles;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.refers.app.parts.Parts;
import org.refers.model.study.WindowLevel.Function;
import org.refers.viewer.image.OwnWindow;
import org.refers.viewer.text.Texts;

/** Keeps what is shown as a window of the user's own, and gives those there are other names, greys and keys. */
final class OwnWindowsPane extends VBox {

    /** As long as a menu shows well. */
    private static final int LONGEST = 32;
    private static final double WIDTH = 340;
    private static final double ROW = 34;

    private final Texts texts;
    private final OwnWindows own;
    private final ListView<OwnWindow> list = new ListView<>();
    private final TextField name = new TextField();
    private final Label said = Parts.paragraph("");
    private final Button keep;
    private final Button replace;
    private final Button rename;
    private final Button up;
    private final Button down;
    private final Button delete;
    private final Popover over;

    OwnWindowsPane(Texts texts, OwnWindows own) {
        super(10);
        this.texts = texts;
        this.own = own;
        setId("own-windows-pane");
        getStyleClass().add("popover-content");
        setPrefWidth(WIDTH);
        keep = button("keep", this::keep);
        replace = button("replace", () -> said(own.replace(place()) ? "replaced" : "none", shownName()));
        rename = button("rename", this::rename);
        up = button("up", () -> move(-1));
        down = button("down", () -> move(1));
        delete = button("delete", this::delete);
        name.setId("own-window-name");
        name.setPromptText(texts.get("windows.name.prompt"));
        name.setAccessibleText(texts.get("windows.name"));
        name.setTextFormatter(new TextFormatter<>(
                change -> change.getControlNewText().length() <= LONGEST ? change : null));
        name.setOnAction(entered -> keep.fire());
        said.setId("own-windows-said");
        fillList();
        getChildren().addAll(Parts.heading(texts.get("windows.own.title")),
                Parts.paragraph(texts.get("windows.own.why")), name, new HBox(8, keep, rename), list,
                new HBox(8, replace, up, down, delete), said);
        name.textProperty().subscribe(this::enable);
        own.all().subscribe(this::refill);
        over = popover();
    }

    private void fillList() {
        list.setId("own-windows-list");
        list.setAccessibleText(texts.get("windows.own.title"));
        list.setFixedCellSize(ROW);
        list.setPrefHeight(ROW * OwnWindow.MOST + 2);
        list.setPlaceholder(Parts.paragraph(texts.get("windows.own.none")));
        list.setCellFactory(view -> new ListCell<>() {
            @Override
            protected void updateItem(@Nullable OwnWindow item, boolean empty) {
                super.updateItem(item, empty);
                setText(empty || item == null ? "" : words(item));
            }
        });
        list.getSelectionModel().selectedIndexProperty().subscribe(this::enable);
    }

    private String words(OwnWindow window) {
        return texts.format(window.function() == Function.SIGMOID ? "windows.own.sigmoid" : "windows.own.row",
                window.name(), percent(window.width()), percent(window.middle()));
    }

    private static long percent(double share) {
        return Math.round(share * 100);
    }

    /** Opens below what was pressed. The field for a name comes first and so has the keys. */
    void open(Node below) {
        said.setText("");
        over.show(below);
    }

    private Popover popover() {
        Popover popover = new Popover(this);
        popover.setArrowLocation(Popover.ArrowLocation.TOP_CENTER);
        popover.setDetachable(false);
        // A text field keeps Escape to itself.
        addEventFilter(KeyEvent.KEY_PRESSED, key -> {
            if (key.getCode() == KeyCode.ESCAPE) {
                key.consume();
                popover.hide();
            }
        });
        return popover;
    }

    private Button button(String what, Runnable act) {
        Button button = new Button(texts.get("windows.button." + what));
        button.setId("own-window-" + what);
        button.getStyleClass().add(Styles.SMALL);
        button.setTooltip(Parts.tooltip(texts.get("windows.button." + what + ".tip")));
        button.setOnAction(pressed -> {
            // A disabled button would lose the focus to wherever.
            name.requestFocus();
            act.run();
        });
        return button;
    }

    private int place() {
        return list.getSelectionModel().getSelectedIndex();
    }

    private String shownName() {
        return own.all().get().get(place()).name();
    }

    private void refill() {
        int before = place();
        list.getItems().setAll(own.all().get());
        list.getSelectionModel().select(Math.min(before, list.getItems().size() - 1));
        enable();
    }

    private void enable() {
        int place = place();
        boolean named = !name.getText().isBlank();
        keep.setDisable(!named || !own.hasRoom());
        rename.setDisable(!named || place < 0);
        replace.setDisable(place < 0);
        delete.setDisable(place < 0);
        up.setDisable(place <= 0);
        down.setDisable(place < 0 || place == list.getItems().size() - 1);
    }

    private void said(String what, String about) {
        said.setText(texts.format("windows.said." + what, about));
    }

    private void keep() {
        String wanted = name.getText().strip();
        if (!own.isFree(wanted)) {
            said("taken", wanted);
        } else if (own.keep(wanted)) {
            list.getSelectionModel().selectLast();
            name.clear();
            said("kept", wanted);
        } else {
            said("none", wanted);
        }
    }

    private void rename() {
        String wanted = name.getText().strip();
        if (own.isFree(wanted) || shownName().equalsIgnoreCase(wanted)) {
            own.rename(place(), wanted);
            name.clear();
            said("renamed", wanted);
        } else {
            said("taken", wanted);
        }
    }

    private void move(int placesOn) {
        int place = place();
        own.move(place, placesOn);
        list.getSelectionModel().select(place + placesOn);
    }

    private void delete() {
        String gone = shownName();
        own.delete(place());
        said("deleted", gone);
        // Whoever slipped keeps it again under its name, if its greys are still shown.
        name.setText(gone);
    }
}
