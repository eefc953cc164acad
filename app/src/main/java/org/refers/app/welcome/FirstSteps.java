package org.refers.app.welcome;

import atlantafx.base.theme.Styles;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignD;
import org.kordamp.ikonli.materialdesign2.MaterialDesignM;
import org.refers.app.doctor.DoctorStep;
import org.refers.app.parts.Parts;
import org.refers.viewer.text.Texts;

/** What is of use when the program is new here: what this machine can do, and a look around. */
public final class FirstSteps extends HBox {

    /** More than these push the rest of the page out of a small window; the doctor in a terminal says all. */
    private static final int MOST_ADVICE = 2;

    /** Four rows of links. */
    private static final double ROOM_OF_LINKS = 88;

    private final Texts texts;
    private final MachineViewModel machine;
    private final Label verdict = new Label();
    private final VBox advice = new VBox(4);
    private final FlowPane links = new FlowPane(14, 6);
    private final StackPane sign = new StackPane();

    /** Creates the panel; {@code tour} begins the tour. */
    public FirstSteps(Texts texts, MachineViewModel machine, Runnable tour) {
        super(16);
        this.texts = texts;
        this.machine = machine;
        setId("first-steps");
        verdict.setId("machine-verdict");
        verdict.setWrapText(true);
        verdict.setMinHeight(Region.USE_PREF_SIZE);
        sign.setMinWidth(22);
        sign.setAlignment(Pos.CENTER_LEFT);
        Button again = new Button(texts.get("machine.check"));
        again.setId("machine-check");
        again.getStyleClass().add(Styles.SMALL);
        again.setMinWidth(Region.USE_PREF_SIZE);
        again.setOnAction(pressed -> machine.check());
        again.disableProperty().bind(machine.busyProperty());
        HBox found = new HBox(10, sign, verdict);
        found.setAlignment(Pos.CENTER_LEFT);
        links.setId("machine-links");
        VBox computer = new VBox(10, Parts.heading(texts.get("machine.title")), found, links, advice, again);
        computer.getStyleClass().add("first-panel");
        HBox.setHgrow(computer, Priority.ALWAYS);
        Button begin = Parts.button("take-tour", MaterialDesignM.MAP_MARKER_PATH, texts.get("tour.take"), tour);
        begin.getStyleClass().add(Styles.ACCENT);
        VBox around = new VBox(10, Parts.heading(texts.get("tour.title")), Parts.paragraph(texts.get("tour.offer")),
                begin);
        around.getStyleClass().add("first-panel");
        around.setMinWidth(300);
        around.setMaxWidth(300);
        getChildren().addAll(computer, around);
        machine.busyProperty().subscribe(this::refresh);
        machine.verdictProperty().subscribe(this::refresh);
        machine.linksProperty().subscribe(this::showLinks);
        verdict.textProperty().bind(machine.wordsProperty());
        refresh();
    }

    private void refresh() {
        sign.getChildren().setAll(sign());
        advice.getChildren().setAll(machine.advice().stream().limit(MOST_ADVICE).map(Parts::paragraph).toList());
        advice.setManaged(!advice.getChildren().isEmpty());
    }

    private void showLinks(List<DoctorStep> known) {
        links.getChildren().setAll(known.stream().map(FirstSteps::link).toList());
        links.setManaged(!known.isEmpty());
        // The room of all links is kept from the first on: the page would move with every row.
        links.setMinHeight(known.isEmpty() ? 0 : ROOM_OF_LINKS);
    }

    private static Label link(DoctorStep step) {
        FontIcon icon = new FontIcon(switch (step.state()) {
            case "ok" -> MaterialDesignC.CHECK;
            case "warning" -> MaterialDesignA.ALERT_OUTLINE;
            case "failed" -> MaterialDesignC.CLOSE;
            default -> MaterialDesignM.MINUS;
        });
        icon.getStyleClass().add("link-icon");
        Label label = new Label(step.name(), icon);
        label.getStyleClass().addAll("machine-link", "link-" + step.state().replace(' ', '-'));
        label.setTooltip(Parts.tooltip(step.words()));
        label.setAccessibleText(step.name() + ": " + step.state() + ". " + step.words());
        return label;
    }

    private Node sign() {
        if (machine.busyProperty().get()) {
            ProgressIndicator turning = new ProgressIndicator();
            turning.getStyleClass().add("small-progress");
            turning.setAccessibleText(texts.get("machine.busy"));
            return turning;
        }
        return machine.verdictProperty().get().map(found -> {
            FontIcon icon = new FontIcon(found.ready()
                    ? MaterialDesignC.CHECK_CIRCLE_OUTLINE
                    : MaterialDesignC.CLOSE_CIRCLE_OUTLINE);
            icon.getStyleClass().add(found.ready() ? "hit-icon" : "miss-icon");
            return icon;
        }).orElseGet(() -> {
            FontIcon icon = new FontIcon(MaterialDesignD.DESKTOP_TOWER_MONITOR);
            icon.getStyleClass().add("plain-icon");
            return icon;
        });
    }
}
