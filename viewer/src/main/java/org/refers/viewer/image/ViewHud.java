package org.refers.viewer.image;

import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.refers.model.study.Radiograph;
import org.refers.viewer.text.Texts;

/**
 * The words in the corners of a radiograph: view position, window, zoom, the pixel under the pointer. Always on, since
 * a grey value means nothing without its window.
 */
final class ViewHud extends StackPane {

    private final Texts texts;
    private final Label position = label("view-position", "hud-position");
    private final Label size = label("view-size", "hud-line");
    private final Label window = label("view-window", "hud-line");
    private final Label zoom = label("view-zoom", "hud-line");
    private final Label pixel = label("view-pixel", "hud-line");
    private final Label inverted = label("view-inverted", "hud-badge");

    ViewHud(Texts texts) {
        this.texts = texts;
        getStyleClass().add("view-hud");
        setMouseTransparent(true);
        inverted.setText(texts.get("view.inverted"));
        add(Pos.TOP_LEFT, position, size);
        add(Pos.TOP_RIGHT, inverted);
        add(Pos.BOTTOM_LEFT, window, zoom);
        add(Pos.BOTTOM_RIGHT, pixel);
    }

    private void add(Pos corner, Label... lines) {
        VBox box = new VBox(lines);
        box.setAlignment(corner);
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setAlignment(box, corner);
        getChildren().add(box);
    }

    private static Label label(String id, String styleClass) {
        Label label = new Label();
        label.setId(id);
        label.getStyleClass().add(styleClass);
        label.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return label;
    }

    void bind(RadiographView view) {
        visibleProperty().bind(view.radiographProperty().map(Optional::isPresent));
        view.radiographProperty().addListener((property, before, now) -> now.ifPresent(this::describe));
        window.textProperty().bind(view.displayProperty().map(this::windowText));
        inverted.visibleProperty().bind(view.displayProperty().map(Display::inverted));
        zoom.textProperty().bind(view.viewportProperty()
                .map(at -> texts.format("view.zoom", Math.round(at.scale() * 100))));
        pixel.textProperty().bind(view.probeProperty().map(probe -> probe.map(this::pixelText).orElse("")));
    }

    private void describe(Radiograph radiograph) {
        position.setText(texts.get("view.position." + radiograph.view().name().toLowerCase(Locale.ROOT)));
        size.setText(texts.format("view.size", radiograph.columns(), radiograph.rows(), radiograph.bitsStored()));
    }

    private String windowText(Display display) {
        return texts.format("view.window", number(display.window().width()), number(display.window().center()));
    }

    private String pixelText(PixelProbe probe) {
        return texts.format("view.pixel", probe.column(), probe.row(), number(probe.value()));
    }

    private static String number(double value) {
        boolean whole = Math.abs(value) >= 100 || value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.2f", value);
    }
}
