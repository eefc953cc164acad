package org.refers.app.frame;

import atlantafx.base.theme.Styles;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.refers.app.parts.Parts;
import org.refers.app.study.MouseProfiles;
import org.refers.app.study.MouseWords;
import org.refers.viewer.text.Texts;

/** Keeps what the mouse does under a name of the user's, so that he can go back to it from another profile. */
final class OwnProfileRow extends VBox {

    /** As long as the box of profiles shows whole. */
    private static final int LONGEST = 32;
    private static final double WIDTH = 284;

    private final Texts texts;
    private final MouseProfiles mice;
    private final Consumer<String> changed;
    private final TextField name = new TextField();
    private final Button save;
    private final Button rename;
    private final Button delete;
    private String shown = "";

    /**
     * Creates the row.
     *
     * @param changed told what was done, or why it was not
     */
    OwnProfileRow(Texts texts, MouseProfiles mice, Consumer<String> changed) {
        super(6);
        this.texts = texts;
        this.mice = mice;
        this.changed = changed;
        save = button("save", this::save);
        rename = button("rename", this::rename);
        delete = button("delete", this::delete);
        name.setId("mouse-name");
        name.getStyleClass().add(Styles.SMALL);
        name.setMaxWidth(WIDTH);
        name.setPromptText(texts.get("mouse.name.prompt"));
        name.setAccessibleText(texts.get("mouse.name"));
        name.setTextFormatter(new TextFormatter<>(
                change -> change.getControlNewText().length() <= LONGEST ? change : null));
        name.setOnAction(entered -> (mice.now().get().isNamed() ? rename : save).fire());
        Label caption = Parts.detail(texts.get("mouse.name"));
        caption.setLabelFor(name);
        name.textProperty().subscribe(this::enable);
        getChildren().addAll(caption, name, new HBox(8, save, rename, delete));
        show();
    }

    /** Shows the name of the profile that holds. */
    void show() {
        String now = mice.now().get().name();
        if (!now.equals(shown)) {
            shown = now;
            name.setText(now);
        }
        enable();
    }

    private void enable() {
        boolean named = mice.now().get().isNamed();
        boolean nothing = name.getText().isBlank() || name.getText().strip().equals(shown);
        save.setDisable(nothing);
        rename.setDisable(nothing || !named);
        delete.setDisable(!named);
    }

    private Button button(String what, Runnable act) {
        Button button = new Button(texts.get("mouse.button." + what));
        button.setId("mouse-" + what);
        button.getStyleClass().add(Styles.SMALL);
        button.setTooltip(Parts.tooltip(texts.get("mouse.button." + what + ".tip")));
        button.setOnAction(pressed -> {
            // A disabled button would lose the focus to wherever.
            name.requestFocus();
            act.run();
        });
        return button;
    }

    private void save() {
        String wanted = name.getText().strip();
        if (isFree(wanted, "")) {
            mice.saveAs(wanted);
            changed.accept(texts.format("mouse.saved", wanted));
        }
    }

    private void rename() {
        String wanted = name.getText().strip();
        String before = mice.now().get().name();
        if (isFree(wanted, before)) {
            mice.rename(wanted);
            changed.accept(texts.format("mouse.renamed", before, wanted));
        }
    }

    private void delete() {
        String gone = mice.now().get().name();
        mice.delete();
        changed.accept(texts.format("mouse.deleted", gone));
        // Whoever slipped saves it again as it was.
        name.setText(gone);
    }

    /** Two profiles of one name could not be told apart; only the letters' case of its own name may be changed. */
    private boolean isFree(String wanted, String itself) {
        boolean taken = !wanted.equalsIgnoreCase(itself) && mice.all().stream()
                .anyMatch(profile -> MouseWords.name(texts, profile).equalsIgnoreCase(wanted));
        if (taken) {
            changed.accept(texts.format("mouse.taken", wanted));
        }
        return !taken;
    }
}
