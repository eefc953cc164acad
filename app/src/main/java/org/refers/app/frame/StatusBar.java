package org.refers.app.frame;

import atlantafx.base.theme.Styles;
import java.nio.file.Path;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignA;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.refers.app.data.DataViewModel;
import org.refers.app.parts.Parts;
import org.refers.app.task.Stage;
import org.refers.app.training.DeviceHere;
import org.refers.app.training.RunFigures;
import org.refers.app.training.TrainingViewModel;
import org.refers.app.workspace.WorkspaceViewModel;
import org.refers.viewer.text.Texts;

/** The line at the window's foot: what the program must not be used for, what goes on, what it computes on, which workspace is open. */
final class StatusBar extends HBox {

    private static final PseudoClass WARNS = PseudoClass.getPseudoClass("warns");

    private final Texts texts;

    StatusBar(Texts texts, MainView.States states) {
        super(14);
        WorkspaceViewModel workspace = states.workspace();
        this.texts = texts;
        getStyleClass().add("status-bar");
        setAlignment(Pos.CENTER_LEFT);
        Label only = new Label(texts.get("research.only"), new FontIcon(MaterialDesignA.ALERT_OUTLINE));
        only.setId("research-only");
        only.getStyleClass().add("research-badge");
        only.setMinWidth(Region.USE_PREF_SIZE);
        Label folder = new Label();
        folder.setId("status-workspace");
        folder.textProperty().bind(workspace.folderProperty().map(this::workspaceText));
        getChildren().addAll(only, Parts.spring(), importing(workspace), checking(states.data()),
                run(states.training()), computer(states.device()), folder);
    }

    private String workspaceText(Optional<Path> folder) {
        return folder.map(open -> texts.format("status.workspace", nameOf(open))).orElse(texts.get("status.none"));
    }

    /** A workspace made for sample studies is called after the folder around it. */
    private static String nameOf(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        Optional<Path> parent = Optional.ofNullable(absolute.getParent()).map(Path::getFileName);
        String name = String.valueOf(absolute.getFileName());
        return name.equals("workspace") ? parent.map(above -> above + "/" + name).orElse(name) : name;
    }

    private Node importing(WorkspaceViewModel workspace) {
        Label phase = new Label();
        phase.setId("import-phase");
        ProgressBar bar = new ProgressBar();
        bar.setId("import-progress");
        bar.setPrefWidth(160);
        Button stop = Parts.iconButton("stop-import", MaterialDesignC.CLOSE, texts.get("status.stop"),
                workspace::stopImport);
        stop.getStyleClass().add(Styles.SMALL);
        HBox box = new HBox(8, phase, bar, stop);
        box.setAlignment(Pos.CENTER_LEFT);
        workspace.importingProperty().subscribe(now -> {
            box.setVisible(now.isPresent());
            box.setManaged(now.isPresent());
            now.ifPresent(stage -> {
                phase.setText(phaseText(stage));
                bar.setProgress(stage.share());
            });
        });
        return box;
    }

    private static Node checking(DataViewModel data) {
        Label words = new Label("", new FontIcon(MaterialDesignC.CLIPBOARD_CHECK_OUTLINE));
        words.setId("status-check");
        data.stageProperty().subscribe(stage -> {
            words.setText(stage.words());
            words.setVisible(!stage.words().isEmpty());
            words.setManaged(words.isVisible());
        });
        return words;
    }

    private String phaseText(Stage stage) {
        String phase = stage.phase().equals("samples") ? texts.get("status.samples") : stage.phase();
        String words = phase.isEmpty() ? texts.get("status.importing") : phase;
        return stage.total() > 0 ? texts.format("status.of", words, stage.done(), stage.total()) : words;
    }

    private static Node computer(DeviceHere device) {
        Label words = new Label("", new FontIcon(MaterialDesignC.CHIP));
        words.setId("status-device");
        device.saidProperty().subscribe(said -> {
            words.setText(said.words());
            words.setVisible(!said.words().isEmpty());
            words.setManaged(words.isVisible());
            words.pseudoClassStateChanged(WARNS, said.warning().isPresent());
            words.setTooltip(said.warning().map(Parts::tooltip).orElse(null));
            words.setAccessibleHelp(said.warning().orElse(""));
        });
        return words;
    }

    /** A run that uses the CPU although a graphics card is there is not to be found out by its pace. */
    private String onDevice(RunFigures now) {
        return now.device().isEmpty() ? now.status() : texts.format("status.device", now.status(), now.device());
    }

    private Node run(TrainingViewModel training) {
        Label status = new Label("", new FontIcon(MaterialDesignC.CHART_LINE));
        status.setId("status-run");
        status.textProperty().bind(training.figuresProperty()
                .map(now -> now.timeLeft().isEmpty()
                        ? onDevice(now)
                        : texts.format("status.run", onDevice(now), now.timeLeft())));
        training.stateProperty().subscribe(state -> {
            status.setVisible(training.isBusy());
            status.setManaged(training.isBusy());
        });
        return status;
    }
}
