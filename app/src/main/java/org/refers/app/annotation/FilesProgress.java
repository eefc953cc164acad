package org.refers.app.annotation;

import atlantafx.base.theme.Styles;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.refers.app.parts.Parts;
import org.refers.app.task.Stage;
import org.refers.viewer.text.Texts;

/** How far reading or writing a file of boxes is; not there while nothing goes on. */
final class FilesProgress extends HBox {

    private final ProgressBar bar = new ProgressBar();

    FilesProgress(Texts texts, AnnotationFilesViewModel model) {
        super(8);
        setId("annotations-progress");
        getStyleClass().add("panel-content");
        setAlignment(Pos.CENTER_LEFT);
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(texts.get("annotate.files.going"));
        HBox.setHgrow(bar, Priority.ALWAYS);
        Button stop = Parts.iconButton("annotations-stop", MaterialDesignC.CLOSE, texts.get("annotate.files.stop"),
                model::stop);
        stop.getStyleClass().add(Styles.SMALL);
        getChildren().addAll(bar, stop);
        model.goingProperty().subscribe(this::show);
    }

    private void show(Optional<Stage> going) {
        setVisible(going.isPresent());
        setManaged(going.isPresent());
        going.ifPresent(stage -> bar.setProgress(stage.share()));
    }
}
