package org.refers.viewer.hanging;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import org.refers.viewer.image.RadiographView;
import org.refers.viewer.text.Texts;

/** One pane: a line that says which study, and the radiograph below it. */
final class HangingCell extends BorderPane {

    private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");

    private final RadiographView view;
    private final Label title = new Label();
    private final Label message = new Label();
    private final ProgressIndicator busy = new ProgressIndicator();
    private final DecodeBar decoding;

    HangingCell(Texts texts, int number) {
        view = new RadiographView(texts);
        decoding = new DecodeBar(texts);
        view.setId(number == 0 ? "radiograph" : "radiograph-" + (number + 1));
        getStyleClass().add("hanging-cell");
        title.setId("pane-title-" + (number + 1));
        title.getStyleClass().add("pane-title");
        title.setMaxWidth(Double.MAX_VALUE);
        message.getStyleClass().add("empty-hint");
        message.setWrapText(true);
        message.setMouseTransparent(true);
        message.setMaxWidth(320);
        busy.setMaxSize(48, 48);
        busy.setMouseTransparent(true);
        busy.setVisible(false);
        StackPane stack = new StackPane(view, message, busy, decoding);
        stack.setAlignment(Pos.CENTER);
        stack.setMinSize(60, 60);
        setCenter(stack);
        setMinSize(60, 60);
    }

    RadiographView view() {
        return view;
    }

    /** One pane alone needs neither a title nor a frame. */
    void showFrame(boolean shown) {
        setTop(shown ? title : null);
        pseudoClassStateChanged(PseudoClass.getPseudoClass("alone"), !shown);
    }

    void show(PaneContent content) {
        title.setText(content.title());
        message.setText(content.message());
        message.setVisible(content.radiograph().isEmpty() && !content.waiting());
        busy.setVisible(content.waiting() && content.progress().isEmpty());
        decoding.show(content.progress());
        view.setAccessibleHelp(content.title());
    }

    void setActive(boolean active) {
        pseudoClassStateChanged(ACTIVE, active);
    }
}
