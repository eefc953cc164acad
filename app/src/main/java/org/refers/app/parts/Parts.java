package org.refers.app.parts;

import atlantafx.base.theme.Styles;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Builds small controls all in one manner. */
public final class Parts {

    private static final Duration TOOLTIP_DELAY = Duration.millis(350);
    private static final double TOOLTIP_WIDTH = 340;

    private Parts() {
    }

    /** A tooltip that comes soon and wraps. */
    public static Tooltip tooltip(String words) {
        Tooltip tooltip = new Tooltip(words);
        tooltip.setShowDelay(TOOLTIP_DELAY);
        tooltip.setShowDuration(Duration.INDEFINITE);
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(TOOLTIP_WIDTH);
        return tooltip;
    }

    /** A flat button with a picture; its words are its tooltip and what a screen reader says. */
    public static Button iconButton(String id, Ikon icon, String words, Runnable action) {
        Button button = new Button();
        button.setGraphic(new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().addAll(Styles.BUTTON_ICON, Styles.FLAT);
        button.setTooltip(tooltip(words));
        button.setAccessibleText(words);
        button.setOnAction(pressed -> action.run());
        return button;
    }

    /** A button with a picture and words. */
    public static Button button(String id, Ikon icon, String words, Runnable action) {
        Button button = new Button(words, new FontIcon(icon));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(pressed -> action.run());
        return button;
    }

    /** Small words, dimmed. */
    public static Label detail(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("row-detail");
        return label;
    }

    /** Words that wrap. */
    public static Label paragraph(String words) {
        Label label = detail(words);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }

    /** A heading of a section. */
    public static Label heading(String words) {
        Label label = new Label(words);
        label.getStyleClass().add("section-heading");
        return label;
    }

    /** A control below its name, with the reason for it as a tooltip on both. */
    public static VBox field(String name, String why, Region control) {
        Label label = new Label(name);
        label.getStyleClass().add("field-label");
        label.setLabelFor(control);
        if (!why.isEmpty()) {
            Tooltip.install(label, tooltip(why));
            Tooltip.install(control, tooltip(why));
            control.setAccessibleHelp(why);
        }
        control.setMaxWidth(Double.MAX_VALUE);
        return new VBox(4, label, control);
    }

    /** Controls side by side that share the width evenly, whatever their words. */
    public static HBox row(Region... nodes) {
        HBox row = new HBox(10, nodes);
        row.setAlignment(Pos.CENTER_LEFT);
        for (Region node : nodes) {
            node.setPrefWidth(1);
            HBox.setHgrow(node, Priority.ALWAYS);
        }
        return row;
    }

    /** Room that takes what is left. */
    public static Region spring() {
        Region region = new Region();
        HBox.setHgrow(region, Priority.ALWAYS);
        VBox.setVgrow(region, Priority.ALWAYS);
        return region;
    }

    /** A picture, one or two sentences, and what to do next: what a screen shows while it has nothing to show. */
    public static VBox emptyState(Ikon icon, String title, String words, Node... actions) {
        FontIcon picture = new FontIcon(icon);
        picture.getStyleClass().add("empty-icon");
        Label head = new Label(title);
        head.getStyleClass().add("empty-title");
        Label text = new Label(words);
        text.getStyleClass().add("empty-hint");
        text.setWrapText(true);
        HBox buttons = new HBox(10, actions);
        buttons.setAlignment(Pos.CENTER);
        VBox box = new VBox(12, picture, head, text, buttons);
        box.setAlignment(Pos.CENTER);
        box.setMaxSize(460, Region.USE_PREF_SIZE);
        return box;
    }
}
