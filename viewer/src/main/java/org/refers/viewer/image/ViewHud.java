package org.refers.viewer.image;

import java.util.Locale;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.refers.model.study.FrameNumber;
import org.refers.model.study.PixelSpacing;
import org.refers.model.study.Radiograph;
import org.refers.model.study.ViewPosition;
import org.refers.model.study.WindowLevel.Function;
import org.refers.viewer.text.Texts;

/**
 * The words over a radiograph: view position, window, zoom, the pixel under the pointer. They can be put away, since letters that
 * stand for a side lie in the corners too; what says that the picture is not as the file has it stays.
 */
final class ViewHud extends StackPane {

    private static final String BADGE = "hud-badge";

    /** Zoom, the words on sides and the longest words on a pixel have no room beside each other below this. */
    private static final double NARROW = 520;

    private final BooleanProperty shown = new SimpleBooleanProperty(true);
    private final Texts texts;
    private final Label position = label("view-position", "hud-position");
    private final Label size = label("view-size", "hud-line");
    private final Label spacing = label("view-spacing", "hud-line");
    private final Label frame = label("view-frame", BADGE);
    private final Label burnedIn = label("view-burned-in", BADGE);
    private final Label graphics = label("view-graphics", BADGE);
    private final Label leftOut = label("view-left-out", "hud-line");
    private final Label window = label("view-window", "hud-line");
    private final Label zoom = label("view-zoom", "hud-line");
    private final Label pixel = label("view-pixel", "hud-line");
    private final Label turned = label("view-turned", BADGE);
    private final Label sides = label("view-sides", "hud-line");
    private final Label inverted = label("view-inverted", BADGE);
    private ObservableBooleanValue graphicsShown = new SimpleBooleanProperty(true);

    ViewHud(Texts texts) {
        this.texts = texts;
        getStyleClass().add("view-hud");
        setMouseTransparent(true);
        add(Pos.TOP_LEFT, position, size, spacing);
        add(Pos.TOP_RIGHT, inverted, turned, burnedIn, frame, graphics, leftOut);
        add(Pos.BOTTOM_LEFT, window, zoom);
        add(Pos.BOTTOM_RIGHT, pixel);
        // In the middle: where a file does not state its sides, a letter in a corner is all that does.
        add(Pos.BOTTOM_CENTER, sides);
        // In a narrow pane the lowest line belongs to zoom and pixel.
        sides.translateYProperty().bind(Bindings.createDoubleBinding(
                () -> getWidth() < NARROW ? -sides.getHeight() - 2 : 0, widthProperty(), sides.heightProperty()));
    }

    private void add(Pos corner, Label... lines) {
        VBox box = new VBox(lines);
        box.setAlignment(corner);
        box.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        setAlignment(box, corner);
        getChildren().add(box);
    }

    private Label label(String id, String styleClass) {
        Label label = new Label();
        if (!styleClass.equals(BADGE)) {
            label.opacityProperty().bind(shown.map(now -> now ? 1 : 0));
        }
        label.setId(id);
        label.getStyleClass().add(styleClass);
        label.setMinSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        return label;
    }

    void bind(RadiographView view) {
        visibleProperty().bind(view.radiographProperty().map(Optional::isPresent));
        view.radiographProperty().addListener((property, before, now) -> now.ifPresent(this::describe));
        window.textProperty().bind(view.displayProperty().map(this::windowText));
        view.displayProperty().subscribe(now -> show(inverted, now.inverted() ? texts.get("view.inverted") : ""));
        view.turnProperty().subscribe(now -> show(turned, OrientationMarks.words(texts, now)));
        view.graphicsShownProperty().addListener(
                (property, before, now) -> view.radiographProperty().get().ifPresent(this::describeGraphics));
        graphicsShown = view.graphicsShownProperty();
        // Of the screen's own pixels, on which "actual pixels" are 100 %.
        ObservableValue<Number> pixels = view.sceneProperty().flatMap(Scene::windowProperty)
                .flatMap(Window::outputScaleXProperty).orElse(1);
        zoom.textProperty().bind(Bindings.createStringBinding(() -> texts.format("view.zoom",
                Math.round(view.viewportProperty().get().scale() * pixels.getValue().doubleValue() * 100)),
                view.viewportProperty(), pixels));
        pixel.textProperty().bind(view.probeProperty().map(probe -> probe.map(this::pixelText).orElse("")));
    }

    /** Whether the words are there that only describe. */
    BooleanProperty shownProperty() {
        return shown;
    }

    private void describe(Radiograph radiograph) {
        position.setText(texts.get("view.position." + radiograph.view().name().toLowerCase(Locale.ROOT)));
        size.setText(texts.format("view.size", radiograph.columns(), radiograph.rows(), radiograph.bitsStored()));
        show(spacing, radiograph.spacing().map(this::spacingText).orElse(""));
        FrameNumber number = radiograph.frame();
        show(frame, number.count() == 1 ? "" : texts.format("view.frame", number.index() + 1, number.count()));
        show(burnedIn, radiograph.burnedIn().orElse(false) ? texts.get("view.burnedin") : "");
        show(sides, radiograph.view() != ViewPosition.LATERAL && radiograph.orientation().isEmpty()
                ? texts.get("view.sides.unstated")
                : "");
        show(leftOut, String.join(System.lineSeparator(), radiograph.overlays().leftOut()));
        describeGraphics(radiograph);
    }

    private void describeGraphics(Radiograph radiograph) {
        boolean any = !radiograph.overlays().planes().isEmpty();
        show(graphics, any ? texts.get(graphicsShown.get() ? "view.graphics" : "view.graphics.hidden") : "");
    }

    /** A line without words takes no room. */
    private static void show(Label line, String words) {
        line.setText(words);
        line.setVisible(!words.isEmpty());
        line.setManaged(!words.isEmpty());
    }

    private String spacingText(PixelSpacing shown) {
        String millimetres = shown.columnMillimetres() == shown.rowMillimetres()
                ? length(shown.columnMillimetres())
                : length(shown.columnMillimetres()) + " \u00d7 " + length(shown.rowMillimetres());
        String where = texts.get("view.spacing." + shown.kind().name().toLowerCase(Locale.ROOT));
        String words = texts.format("view.spacing.words", millimetres, where);
        return shown.magnification().isPresent()
                ? texts.format("view.magnification", words,
                        String.format(Locale.ROOT, "%.2f", shown.magnification().getAsDouble()))
                : words;
    }

    private static String length(double millimetres) {
        return String.format(Locale.ROOT, "%.3f", millimetres);
    }

    private String windowText(Display display) {
        String words = display.curve().isPresent()
                ? texts.get("view.curve")
                : texts.format(
                        display.window().function() == Function.SIGMOID ? "view.window.sigmoid" : "view.window",
                        number(display.window().width()), number(display.window().center()));
        return display.explanation().isEmpty() ? words : words + "  " + display.explanation();
    }

    private String pixelText(PixelProbe probe) {
        return texts.format("view.pixel", probe.column(), probe.row(), number(probe.value()));
    }

    private static String number(double value) {
        boolean whole = Math.abs(value) >= 100 || value == Math.rint(value);
        return String.format(Locale.ROOT, whole ? "%.0f" : "%.2f", value);
    }
}
