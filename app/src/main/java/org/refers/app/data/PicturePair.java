package org.refers.app.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.refers.app.parts.Parts;
import org.refers.app.study.RadiographSource;
import org.refers.app.task.BackgroundTasks;
import org.refers.app.task.BackgroundTasks.Lane;
import org.refers.app.task.LatestWork;
import org.refers.app.task.Outcome;
import org.refers.model.image.RadiographException;
import org.refers.model.workspace.RadiographEntry;
import org.refers.model.workspace.Workspace;
import org.refers.viewer.image.Thumbnails;
import org.refers.viewer.text.Texts;

/** One radiograph, or two beside each other, whole and in their first window. */
final class PicturePair extends HBox {

    /** Pixels drawn a side: as wide as two pictures get in the window at its usual size. */
    private static final int SIDE = 480;

    private final Texts texts;
    private final RadiographSource source;
    private final LatestWork reading;

    PicturePair(Texts texts, BackgroundTasks tasks, RadiographSource source) {
        super(12);
        this.texts = texts;
        this.source = source;
        reading = new LatestWork(tasks, Lane.READING);
        setId("data-pictures");
        setAlignment(Pos.TOP_CENTER);
    }

    /** A radiograph as it is shown; no pixels where the file cannot be read. */
    private record Picture(String key, String problem, int... pixels) {
    }

    void clear() {
        reading.cancel();
        getChildren().clear();
    }

    void show(Path folder, List<String> keys) {
        clear();
        reading.run(progress -> read(folder, keys), Outcome.of(pictures -> getChildren()
                .setAll(pictures.stream().map(this::node).toList()),
                problem -> getChildren().setAll(Parts.paragraph(texts.get("data.nopicture")))));
    }

    private List<Picture> read(Path folder, List<String> keys) throws Exception {
        List<Picture> pictures = new ArrayList<>();
        try (Workspace workspace = Workspace.open(folder)) {
            for (String key : keys) {
                Optional<Path> file = workspace.radiograph(key).map(RadiographEntry::file);
                pictures.add(file.isEmpty() ? new Picture(key, texts.get("data.nopicture")) : drawn(key, file.get()));
            }
        }
        return pictures;
    }

    private Picture drawn(String key, Path file) {
        try {
            return new Picture(key, "", Thumbnails.render(source.read(file), SIDE));
        } catch (RadiographException unreadable) {
            return new Picture(key, String.valueOf(unreadable.getMessage()));
        }
    }

    private VBox node(Picture picture) {
        Label name = Parts.detail(picture.key);
        VBox box = new VBox(6, name);
        if (picture.pixels.length == 0) {
            box.getChildren().add(Parts.paragraph(picture.problem));
        } else {
            WritableImage image = new WritableImage(SIDE, SIDE);
            image.getPixelWriter().setPixels(0, 0, SIDE, SIDE, PixelFormat.getIntArgbInstance(), picture.pixels, 0,
                    SIDE);
            ImageView view = new ImageView(image);
            view.setPreserveRatio(true);
            view.setAccessibleText(texts.format("data.picture", picture.key));
            StackPane frame = new StackPane(view);
            frame.setMinSize(0, 0);
            frame.setPrefSize(SIDE, SIDE);
            frame.setMaxWidth(SIDE);
            // Square, however narrow the window is.
            frame.maxHeightProperty().bind(frame.widthProperty());
            frame.getStyleClass().add("data-picture");
            view.fitWidthProperty().bind(frame.widthProperty());
            view.fitHeightProperty().bind(frame.heightProperty());
            VBox.setVgrow(frame, Priority.ALWAYS);
            box.getChildren().add(frame);
        }
        HBox.setHgrow(box, Priority.ALWAYS);
        box.setPrefWidth(1);
        return box;
    }
}
