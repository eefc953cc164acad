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
import org.refers.app.study.MouseProfiles;
import org.refers.app.study.MouseWords;
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
    private final MouseProfiles mice;
    private final Consumer<String> changed;
    private final Label words = Parts.paragraph("");
    private final List<Row> rows = new ArrayList<>();
    private final Button reset = new Button();
    private final OwnProfileRow own;

    /** A part of the mouse and its choices. */
    private record Row(Part part, Label cap, ComboBox<Action> box) {
    }

    /**
     * Creates the rows.
     *
     * @param changed told after each change what there is to say of it, mostly nothing
     */
    MouseRows(Texts texts, MouseProfiles mice, Consumer<String> changed) {
        super(8);
        this.texts = texts;
        this.mice = mice;
        this.changed = changed;
        own = new OwnProfileRow(texts, mice, changed);
        // A sentence on one line would take the width from the other columns.
        words.setPrefWidth(PROFILE_WIDTH);
        reset.setText(texts.get("mouse.reset"));
        reset.setId("mouse-reset");
        reset.getStyleClass().add(Styles.SMALL);
        reset.setOnAction(pressed -> {
            // A disabled button would lose the focus to wherever.
            rows.getFirst().box().requestFocus();
            take(shown().asBegun());
        });
        getChildren().addAll(Parts.heading(texts.get("keys.mouse")), words, grid(), reset, own);
        show();
    }

    /** Shows the profile that holds now. */
    void show() {
        MouseProfile profile = shown();
        words.setText(MouseWords.line(texts, profile));
        own.show();
        reset.setDisable(!profile.isChanged());
        for (Row row : rows) {
            row.box().setValue(profile.does(row.part()));
            row.cap().getStyleClass().remove("key-changed");
            if (profile.isChanged(row.part())) {
                row.cap().getStyleClass().add("key-changed");
            }
        }
    }

    private void take(MouseProfile profile) {
        mice.choose(profile);
        changed.accept("");
    }

    private MouseProfile shown() {
        return mice.now().get();
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
        box.setValue(shown().does(part));
        box.setPrefWidth(CHOICE_WIDTH);
        box.setAccessibleText(texts.format("mouse.choose", texts.get("mouse.part." + part.id())));
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(@Nullable Action action) {
                return action == null ? "" : texts.get("mouse.action." + action.id());
            }

            @Override
            public Action fromString(String typed) {
                return shown().does(part);
            }
        });
        box.setOnAction(chosen -> {
            if (box.getValue() != shown().does(part)) {
                take(shown().with(part, box.getValue()));
            }
        });
        return box;
    }
}
