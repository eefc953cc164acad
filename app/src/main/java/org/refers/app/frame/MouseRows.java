package org.refers.app.frame;

import atlantafx.base.theme.Styles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.refers.app.parts.Parts;
import org.refers.viewer.image.MouseProfile;
import org.refers.viewer.image.MouseProfile.Action;
import org.refers.viewer.image.MouseProfile.Part;
import org.refers.viewer.text.Texts;

/** What each button and the wheel do, each with a box to choose another action. */
final class MouseRows extends VBox {

    /** Less than the keys of its column take. */
    private static final double PROFILE_WIDTH = 300;
    private static final double CHOICE_WIDTH = 200;

    private final Texts texts;
    private final Consumer<MouseProfile> change;
    private final Label words = Parts.paragraph("");
    private final List<Row> rows = new ArrayList<>();
    private final Button reset = new Button();
    private MouseProfile shown;

    /** A part of the mouse and its choices. */
    private record Row(Part part, Label cap, ComboBox<Action> box) {
    }

    /**
     * Creates the rows.
     *
     * @param change told of each profile that the user makes here
     */
    MouseRows(Texts texts, MouseProfile shown, Consumer<MouseProfile> change) {
        super(8);
        this.texts = texts;
        this.shown = shown;
        this.change = change;
        // A sentence on one line would take the width from the other columns.
        words.setPrefWidth(PROFILE_WIDTH);
        reset.setText(texts.get("mouse.reset"));
        reset.setId("mouse-reset");
        reset.getStyleClass().add(Styles.SMALL);
        reset.setOnAction(pressed -> {
            // A disabled button would lose the focus to wherever.
            rows.getFirst().box().requestFocus();
            change.accept(MouseProfile.of(this.shown.id()));
        });
        getChildren().addAll(Parts.heading(texts.get("keys.mouse")), words, grid(), reset);
        show(shown);
    }

    /** Shows another profile. */
    void show(MouseProfile profile) {
        shown = profile;
        words.setText(profile.isOwn() ? name(texts, profile) : texts.get("mouse.profile." + profile.id()));
        reset.setDisable(!profile.isOwn());
        for (Row row : rows) {
            row.box().setValue(profile.does(row.part()));
            row.cap().getStyleClass().remove("key-changed");
            if (profile.isChanged(row.part())) {
                row.cap().getStyleClass().add("key-changed");
            }
        }
    }

    /** The name of a profile, without what it does. */
    static String name(Texts texts, MouseProfile profile) {
        String from = texts.get("mouse.profile." + profile.id()).split(":", 2)[0];
        return profile.isOwn() ? texts.format("mouse.own", from) : from;
    }

    private GridPane grid() {
        GridPane grid = ShortcutSheet.grid();
        for (Part part : Part.values()) {
            Row row = new Row(part, cap(texts.get("mouse.part." + part.id())), box(part));
            rows.add(row);
            row.cap().setLabelFor(row.box());
            grid.addRow(grid.getRowCount(), row.cap(), row.box());
        }
        for (String fixed : new String[]{"click", "double", "window", "pace"}) {
            grid.addRow(grid.getRowCount(), cap(texts.get("mouse.fixed." + fixed)),
                    ShortcutSheet.words(texts.get("mouse.does." + fixed)));
        }
        return grid;
    }

    private static Label cap(String said) {
        Label cap = new Label(said);
        cap.getStyleClass().add("key-cap");
        cap.setMinWidth(Region.USE_PREF_SIZE);
        return cap;
    }

    private ComboBox<Action> box(Part part) {
        ComboBox<Action> box = new ComboBox<>();
        box.setId("mouse-" + part.id().replace('_', '-'));
        box.getStyleClass().add(Styles.SMALL);
        box.getItems().setAll(part.choices());
        box.setValue(shown.does(part));
        box.setPrefWidth(CHOICE_WIDTH);
        box.setAccessibleText(texts.format("mouse.choose", texts.get("mouse.part." + part.id())));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Action action) {
                return action == null ? "" : texts.get("mouse.action." + action.id());
            }

            @Override
            public Action fromString(String typed) {
                return shown.does(part);
            }
        });
        box.setOnAction(chosen -> {
            if (box.getValue() != shown.does(part)) {
                change.accept(shown.with(part, box.getValue()));
            }
        });
        return box;
    }
}
