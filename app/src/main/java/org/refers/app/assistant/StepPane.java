package org.refers.app.assistant;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.refers.app.parts.Parts;
import org.refers.viewer.text.Texts;

/** The content of a step: title, what it is about, and then its own controls. */
abstract class StepPane extends VBox {

    private static final double SPACING = 18;

    /** Takes the texts and the model of the whole assistant. */
    StepPane(Texts texts, AssistantStep step) {
        super(SPACING);
        setId("assistant-" + step.id());
        getStyleClass().add("assistant-content");
        Label title = new Label(texts.get("assistant.step." + step.id()));
        title.getStyleClass().add("screen-title");
        getChildren().add(new VBox(4, title, Parts.paragraph(texts.get("assistant.step." + step.id() + ".about"))));
    }

    /** Shows what is chosen and known now. */
    abstract void refresh();

    /** A heading with what is below it, closer together than sections are. */
    static VBox section(String heading, Node... content) {
        VBox section = new VBox(8, Parts.heading(heading));
        section.getChildren().addAll(content);
        return section;
    }

    /** A label that wraps and is as high as its words. */
    static Label words(String id, String style) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }

    /** Shows words, or takes no room where there are none. */
    static void say(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }
}
