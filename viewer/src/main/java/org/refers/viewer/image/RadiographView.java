package org.refers.viewer.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.refers.model.study.Radiograph;
import org.refers.model.study.WindowLevel;
import org.refers.viewer.text.Texts;

/**
 * Shows one radiograph. Window and level by drag, zoom to the pointer by wheel, pan, fit, 1:1, invert, reset; the mouse
 * profile says which button does what, and every action has a key.
 *
 * <p>The grey mapping is our own: only the visible part is resampled and mapped, into an int array that the screen
 * shows without a copy. Frames are drawn once a pulse, however many events came in between.
 */
public final class RadiographView extends Region {

    /** One key press or wheel notch; six of them double. */
    static final double ZOOM_STEP = Math.pow(2, 1 / 6.0);

    /** A key press moves the picture or the window as far as a drag over this many pixels. */
    private static final double KEY_STEP = 40;

    private final FrameImage picture = new FrameImage();
    private final Pane layerPane = new Pane();
    private final ViewHud hud;
    private final GraphicsLayer graphics = new GraphicsLayer();
    private final RadiographRenderer renderer = new RadiographRenderer();
    private final List<OverlayLayer> layers = new ArrayList<>();

    private final ReadOnlyObjectWrapper<Optional<Radiograph>> radiograph = wrap(Optional.empty());
    private final ReadOnlyObjectWrapper<Display> display = wrap(new Display(WindowLevel.linear(128, 256), false));
    private final ReadOnlyObjectWrapper<Viewport> viewport = wrap(new Viewport(1, 0, 0));
    private final ReadOnlyObjectWrapper<Optional<PixelProbe>> probe = wrap(Optional.empty());
    private final ObjectProperty<MouseProfile> mouseProfile = new SimpleObjectProperty<>(MouseProfile.READING);

    private List<Display> displays = List.of();
    private double range = 1;
    private boolean fitted = true;

    /** Creates an empty view. */
    public RadiographView(Texts texts) {
        hud = new ViewHud(texts);
        getStyleClass().add("radiograph-view");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(texts.get("view.accessible"));
        setFocusTraversable(true);
        layerPane.setMouseTransparent(true);
        getChildren().addAll(picture.node(), layerPane, hud);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        addLayer(graphics);
        hud.bind(this);
        new ViewMouse(this).install();
        setOnKeyPressed(event -> ViewCommand.of(event).ifPresent(command -> {
            perform(command);
            event.consume();
        }));
    }

    private static <T> ReadOnlyObjectWrapper<T> wrap(T value) {
        return new ReadOnlyObjectWrapper<>(value);
    }

    /** Shows a radiograph as its file asks for: first curve or window, own sense, whole, with its overlays. */
    public void show(Radiograph shown) {
        displays = Windows.displays(shown);
        range = Windows.fromHistogram(shown).width();
        graphics.overlaysProperty().set(shown.overlays());
        radiograph.set(Optional.of(shown));
        probe.set(Optional.empty());
        reset();
    }

    /** Shows nothing. */
    public void clear() {
        radiograph.set(Optional.empty());
        probe.set(Optional.empty());
        requestLayout();
    }

    /** Adds a layer above those there are. */
    public void addLayer(OverlayLayer layer) {
        layers.add(layer);
        layerPane.getChildren().add(layer.node());
        layer.onChange(this::requestLayout);
        requestLayout();
    }

    /** Does what a key would. */
    public void perform(ViewCommand command) {
        switch (command) {
            case FIT -> fit();
            case ACTUAL_SIZE -> actualSize();
            case ZOOM_IN -> zoom(ZOOM_STEP, getWidth() / 2, getHeight() / 2);
            case ZOOM_OUT -> zoom(1 / ZOOM_STEP, getWidth() / 2, getHeight() / 2);
            case PAN_LEFT -> pan(KEY_STEP, 0);
            case PAN_RIGHT -> pan(-KEY_STEP, 0);
            case PAN_UP -> pan(0, KEY_STEP);
            case PAN_DOWN -> pan(0, -KEY_STEP);
            case WIDER -> dragWindow(KEY_STEP, 0);
            case NARROWER -> dragWindow(-KEY_STEP, 0);
            case BRIGHTER -> dragWindow(0, -KEY_STEP);
            case DARKER -> dragWindow(0, KEY_STEP);
            case NEXT_WINDOW -> nextWindow();
            case INVERT -> setDisplay(display.get().turned());
            case GRAPHICS -> graphics.shownProperty().set(!graphics.shownProperty().get());
            case RESET -> reset();
        }
    }

    private void fit() {
        fitted = true;
        radiograph.get().ifPresent(
                shown -> setViewport(Viewport.fit(shown.columns(), shown.rows(), getWidth(), getHeight())));
    }

    private void actualSize() {
        fitted = false;
        double scale = 1 / devicePixels();
        radiograph.get().ifPresent(shown -> setViewport(
                Viewport.centred(scale, shown.columns(), shown.rows(), getWidth(), getHeight())));
    }

    private void reset() {
        if (!displays.isEmpty()) {
            setDisplay(displays.getFirst());
        }
        fit();
    }

    private void nextWindow() {
        if (displays.isEmpty()) {
            return;
        }
        int next = 0;
        for (int i = 0; i < displays.size(); i++) {
            next = displays.get(i).showsAs(display.get()) ? (i + 1) % displays.size() : next;
        }
        setDisplay(display.get().with(displays.get(next)));
    }

    /** Zooms about a position of the view. */
    void zoom(double factor, double x, double y) {
        fitted = false;
        setViewport(viewport.get().zoomed(factor, x, y));
    }

    /** Moves the picture by pixels of the view. */
    void pan(double right, double down) {
        fitted = false;
        setViewport(viewport.get().moved(right, down));
    }

    /** Changes window and level as a drag by pixels of the view does. */
    void dragWindow(double right, double down) {
        setDisplay(display.get().with(Windows.dragged(display.get().window(), range, right, down)));
    }

    /** Reads the pixel under a position of the view. */
    void probeAt(double x, double y) {
        probe.set(radiograph.get().flatMap(shown -> pixel(shown, viewport.get().imageX(x), viewport.get().imageY(y))));
    }

    private static Optional<PixelProbe> pixel(Radiograph shown, double x, double y) {
        if (x < 0 || y < 0 || x >= shown.columns() || y >= shown.rows()) {
            return Optional.empty();
        }
        int index = (int) y * shown.columns() + (int) x;
        return Optional.of(new PixelProbe((int) x, (int) y, shown.valueAt(index)));
    }

    private void setDisplay(Display changed) {
        display.set(changed);
        requestLayout();
    }

    private void setViewport(Viewport changed) {
        viewport.set(changed);
        requestLayout();
    }

    private double devicePixels() {
        return getScene() == null || getScene().getWindow() == null ? 1 : getScene().getWindow().getOutputScaleX();
    }

    @Override
    protected void layoutChildren() {
        if (fitted) {
            radiograph.get().ifPresent(shown -> viewport.set(
                    Viewport.fit(shown.columns(), shown.rows(), getWidth(), getHeight())));
        }
        hud.resizeRelocate(0, 0, getWidth(), getHeight());
        layerPane.resizeRelocate(0, 0, getWidth(), getHeight());
        picture.node().setVisible(radiograph.get().isPresent());
        layerPane.setVisible(radiograph.get().isPresent());
        radiograph.get().ifPresent(this::draw);
    }

    private void draw(Radiograph shown) {
        double scale = devicePixels();
        int width = Math.max(1, (int) Math.ceil(getWidth() * scale));
        int height = Math.max(1, (int) Math.ceil(getHeight() * scale));
        int[] frame = picture.pixels(width, height, scale);
        renderer.render(shown, display.get(), viewport.get().times(scale), width, height, frame);
        picture.show();
        for (OverlayLayer layer : layers) {
            layer.place(viewport.get(), (int) Math.ceil(getWidth()), (int) Math.ceil(getHeight()), scale);
        }
    }

    /** What is shown, empty when nothing is. */
    public ReadOnlyObjectProperty<Optional<Radiograph>> radiographProperty() {
        return radiograph.getReadOnlyProperty();
    }

    /** Window and sense now. */
    public ReadOnlyObjectProperty<Display> displayProperty() {
        return display.getReadOnlyProperty();
    }

    /** Whether the overlays of the file are drawn. */
    public ReadOnlyBooleanProperty graphicsShownProperty() {
        return graphics.shownProperty();
    }

    /** Zoom and position now, in logical pixels of this view. */
    public ReadOnlyObjectProperty<Viewport> viewportProperty() {
        return viewport.getReadOnlyProperty();
    }

    /** The pixel under the pointer, empty outside the radiograph. */
    public ReadOnlyObjectProperty<Optional<PixelProbe>> probeProperty() {
        return probe.getReadOnlyProperty();
    }

    /** What the mouse buttons do. */
    public ObjectProperty<MouseProfile> mouseProfileProperty() {
        return mouseProfile;
    }
}
