package org.refers.viewer.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Point2D;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.refers.model.finding.Box;
import org.refers.model.study.Radiograph;
import org.refers.model.study.WindowLevel;
import org.refers.viewer.measure.Measurement;
import org.refers.viewer.text.Texts;

/**
 * Shows one radiograph: window and level, zoom, pan, turn, magnifier, measurements. The mouse profile says which button does
 * what; keys come from outside as commands.
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
    private final OrientationMarks marks = new OrientationMarks();
    private final GraphicsLayer graphics = new GraphicsLayer();
    private final MeasureLayer measureLayer;
    private final ViewMeasures measures;
    private final Magnifier magnifier = new Magnifier();
    private final Rectangle region = new Rectangle();
    private final ViewMouse mouse = new ViewMouse(this);
    private final RadiographRenderer renderer = new RadiographRenderer();
    private final List<OverlayLayer> layers = new ArrayList<>();

    private final ReadOnlyObjectWrapper<Optional<Radiograph>> radiograph = wrap(Optional.empty());
    private final ReadOnlyObjectWrapper<Display> display = wrap(new Display(WindowLevel.linear(128, 256), false));
    private final ReadOnlyObjectWrapper<Viewport> viewport = wrap(new Viewport(1, 0, 0));
    private final ReadOnlyObjectWrapper<Turn> turn = wrap(Turn.NONE);
    private final ReadOnlyObjectWrapper<Optional<PixelProbe>> probe = wrap(Optional.empty());
    private final ObjectProperty<MouseProfile> mouseProfile = new SimpleObjectProperty<>(MouseProfile.READING);
    private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(MouseProfile.READING.left());

    private List<Display> displays = List.of();
    private Optional<Drawn> drawn = Optional.empty();
    private Optional<Point2D> pointer = Optional.empty();
    private Consumer<Gesture> gestures = gesture -> {
    };
    private Optional<PointerTool> pointerTool = Optional.empty();
    private double range = 1;
    private boolean fitted = true;

    /** What the last drawn frame depends on; radiographs are equal if they share their pixels. */
    private record Drawn(Radiograph radiograph, Display display, Placement placement) {
    }

    /** Creates an empty view. */
    public RadiographView(Texts texts) {
        hud = new ViewHud(texts);
        measureLayer = new MeasureLayer(texts);
        measures = new ViewMeasures(this, measureLayer.measuring());
        getStyleClass().add("radiograph-view");
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setAccessibleText(texts.get("view.accessible"));
        setFocusTraversable(true);
        layerPane.setMouseTransparent(true);
        region.setId("region");
        region.getStyleClass().add("region-band");
        region.setMouseTransparent(true);
        region.setManaged(false);
        region.setVisible(false);
        getChildren().addAll(picture.node(), layerPane, marks, hud, region, magnifier);
        Rectangle clip = new Rectangle();
        clip.widthProperty().bind(widthProperty());
        clip.heightProperty().bind(heightProperty());
        setClip(clip);
        addLayer(graphics);
        addLayer(measureLayer);
        hud.bind(this);
        mouse.install();
        mouseProfile.subscribe(now -> tool.set(now.left()));
        tool.subscribe(this::requestLayout);
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
        measureLayer.of(radiograph.get());
        probe.set(Optional.empty());
        turn.set(Turn.NONE);
        reset();
    }

    /** Shows nothing. */
    public void clear() {
        radiograph.set(Optional.empty());
        measureLayer.of(Optional.empty());
        probe.set(Optional.empty());
        requestLayout();
    }

    /** Adds a layer above those there are, below the measurements. */
    public void addLayer(OverlayLayer layer) {
        int place = layers.contains(measureLayer) ? layers.size() - 1 : layers.size();
        layers.add(place, layer);
        layerPane.getChildren().add(place, layer.node());
        layer.onChange(this::requestLayout);
        requestLayout();
    }

    /** Does what a key would, and tells it to who listens to gestures. */
    public void perform(ViewCommand command) {
        switch (command) {
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
            case ROTATE_RIGHT -> turnTo(turn.get().rotated(1));
            case ROTATE_LEFT -> turnTo(turn.get().rotated(-1));
            case FLIP_ACROSS -> turnTo(turn.get().flippedAcross());
            case FLIP_DOWN -> turnTo(turn.get().flippedDown());
            case TOOL_WINDOW -> tool.set(Tool.WINDOW);
            case TOOL_ZOOM -> tool.set(Tool.ZOOM);
            case TOOL_PAN -> tool.set(Tool.PAN);
            case TOOL_REGION -> toggle(Tool.REGION);
            case TOOL_MAGNIFIER -> toggle(Tool.MAGNIFIER);
            case TOOL_DISTANCE -> toggle(Tool.DISTANCE);
            case TOOL_RATIO -> toggle(Tool.RATIO);
            case TOOL_BOX -> toggle(Tool.BOX);
            case DELETE_LAST -> {
                if (tool.get() != Tool.BOX || pointerTool.filter(PointerTool::delete).isEmpty()) {
                    measures.removeLast();
                }
            }
            case CANCEL -> cancel();
            case FIT, ACTUAL_SIZE, RESET, WINDOW_1, WINDOW_2, WINDOW_3, WINDOW_AUTO, NEXT_WINDOW, INVERT, GRAPHICS -> {
                apply(command);
                gestures.accept(new Gesture.Did(command));
            }
        }
    }

    /** What linked views do as well. */
    private void apply(ViewCommand command) {
        switch (command) {
            case FIT -> fit();
            case ACTUAL_SIZE -> actualSize();
            case RESET -> {
                turn.set(Turn.NONE);
                reset();
            }
            case WINDOW_1 -> window(0);
            case WINDOW_2 -> window(1);
            case WINDOW_3 -> window(2);
            case WINDOW_AUTO -> radiograph.get().ifPresent(
                    shown -> setDisplay(display.get().with(Windows.fromHistogram(shown))));
            case NEXT_WINDOW -> nextWindow();
            case INVERT -> setDisplay(display.get().turned());
            case GRAPHICS -> graphics.shownProperty().set(!graphics.shownProperty().get());
            default -> throw new IllegalArgumentException("no linked view does " + command);
        }
    }

    /** Does what was done to another view, without telling anybody. */
    public void follow(Gesture gesture) {
        switch (gesture) {
            case Gesture.Did(ViewCommand command) -> apply(command);
            case Gesture.WindowDragged(double right, double down) -> windowBy(right, down);
            case Gesture.Framed(double zoom, double across, double down) -> radiograph.get().ifPresent(shown -> {
                fitted = false;
                setViewport(Viewport.about(whole(shown).scale() * zoom, across * shown.columns(), down * shown.rows(),
                        placement().uprightWidth(), placement().uprightHeight()));
            });
        }
    }

    /** Says who is told of what the user does here. */
    public void onGesture(Consumer<Gesture> told) {
        gestures = told;
    }

    /** Says what the left button does while boxes are drawn. */
    public void setPointerTool(PointerTool used) {
        pointerTool = Optional.of(used);
    }

    Optional<PointerTool> pointerTool() {
        return pointerTool;
    }

    /** Says who is asked for what this view cannot do by itself. */
    public void setHost(ViewHost host) {
        mouse.tell(host);
    }

    private void toggle(Tool wanted) {
        tool.set(tool.get() == wanted ? mouseProfile.get().left() : wanted);
    }

    private void cancel() {
        if (measures.cancel() || pointerTool.filter(PointerTool::cancel).isPresent()) {
            return;
        }
        if (tool.get() == mouseProfile.get().left()) {
            perform(ViewCommand.RESET);
        } else {
            tool.set(mouseProfile.get().left());
        }
    }

    private Viewport whole(Radiograph shown) {
        return Viewport.fit(shown.columns(), shown.rows(), placement().uprightWidth(), placement().uprightHeight());
    }

    private void fit() {
        fitted = true;
        radiograph.get().ifPresent(shown -> setViewport(whole(shown)));
    }

    private void actualSize() {
        fitted = false;
        double scale = 1 / devicePixels();
        radiograph.get().ifPresent(shown -> setViewport(Viewport.centred(scale, shown.columns(), shown.rows(),
                placement().uprightWidth(), placement().uprightHeight())));
    }

    private void reset() {
        if (!displays.isEmpty()) {
            setDisplay(displays.getFirst());
        }
        fit();
    }

    private void window(int number) {
        if (number < displays.size()) {
            setDisplay(display.get().with(displays.get(number)));
        }
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

    /** Turns about the middle of the view: what was there stays there. */
    private void turnTo(Turn turned) {
        Point2D middle = placement().toImage(getWidth() / 2, getHeight() / 2);
        turn.set(turned);
        if (!fitted) {
            setViewport(Viewport.about(viewport.get().scale(), middle.getX(), middle.getY(),
                    placement().uprightWidth(), placement().uprightHeight()));
        }
        requestLayout();
    }

    /** Zooms about a position of the view. */
    void zoom(double factor, double x, double y) {
        Point2D at = turn.get().toUpright(x, y, getWidth(), getHeight());
        frame(viewport.get().zoomed(factor, at.getX(), at.getY()));
    }

    /** Moves the picture by pixels of the view. */
    void pan(double right, double down) {
        Point2D by = turn.get().movement(right, down);
        frame(viewport.get().moved(by.getX(), by.getY()));
    }

    private void frame(Viewport changed) {
        fitted = false;
        setViewport(changed);
        radiograph.get().ifPresent(shown -> {
            double across = changed.imageX(placement().uprightWidth() / 2) / shown.columns();
            double down = changed.imageY(placement().uprightHeight() / 2) / shown.rows();
            gestures.accept(new Gesture.Framed(changed.scale() / whole(shown).scale(), across, down));
        });
    }

    /** Changes window and level as a drag by pixels of the view does. */
    void dragWindow(double right, double down) {
        windowBy(right, down);
        gestures.accept(new Gesture.WindowDragged(right, down));
    }

    private void windowBy(double right, double down) {
        setDisplay(display.get().with(Windows.dragged(display.get().window(), range, right, down)));
    }

    /** Shows the band of a region that is being drawn. */
    void drawRegion(double fromX, double fromY, double toX, double toY) {
        region.setX(Math.min(fromX, toX));
        region.setY(Math.min(fromY, toY));
        region.setWidth(Math.abs(toX - fromX));
        region.setHeight(Math.abs(toY - fromY));
        region.setVisible(true);
    }

    /** Takes the window of a region that was drawn; a click alone does nothing. */
    void takeRegion(double fromX, double fromY, double toX, double toY) {
        region.setVisible(false);
        Point2D one = placement().toImage(fromX, fromY);
        Point2D other = placement().toImage(toX, toY);
        double width = Math.abs(one.getX() - other.getX());
        double height = Math.abs(one.getY() - other.getY());
        if (width >= 1 && height >= 1) {
            Box drawn = new Box(Math.min(one.getX(), other.getX()), Math.min(one.getY(), other.getY()), width, height);
            radiograph.get().flatMap(shown -> Windows.ofRegion(shown, drawn))
                    .ifPresent(window -> setDisplay(display.get().with(window)));
        }
    }

    /** Reads the pixel under a position of the view, and holds the glass over it. */
    void pointAt(Optional<Point2D> position) {
        pointer = position;
        probe.set(radiograph.get().flatMap(shown -> position.map(at -> placement().toImage(at.getX(), at.getY()))
                .flatMap(at -> pixel(shown, at.getX(), at.getY()))));
        if (tool.get() == Tool.MAGNIFIER) {
            requestLayout();
        }
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

    /** Where the radiograph lies. */
    Placement placement() {
        return new Placement(viewport.get(), turn.get(), (int) Math.ceil(getWidth()), (int) Math.ceil(getHeight()),
                devicePixels());
    }

    ViewMeasures measures() {
        return measures;
    }

    @Override
    protected void layoutChildren() {
        if (fitted) {
            radiograph.get().ifPresent(shown -> viewport.set(whole(shown)));
        }
        hud.resizeRelocate(0, 0, getWidth(), getHeight());
        marks.resizeRelocate(0, 0, getWidth(), getHeight());
        marks.show(radiograph.get(), turn.get());
        layerPane.resizeRelocate(0, 0, getWidth(), getHeight());
        picture.node().setVisible(radiograph.get().isPresent());
        layerPane.setVisible(radiograph.get().isPresent());
        magnifier.setVisible(false);
        radiograph.get().ifPresent(this::draw);
    }

    private void draw(Radiograph shown) {
        Placement placement = placement();
        Optional<Drawn> wanted = Optional.of(new Drawn(shown, display.get(), placement));
        // Boxes, lines and the threshold change what lies above the picture alone.
        if (!wanted.equals(drawn)) {
            drawn = wanted;
            placement.paint(picture, (at, width, height, frame) -> renderer.render(shown, display.get(), at, width,
                    height, frame));
        }
        layers.forEach(layer -> layer.place(placement));
        if (tool.get() == Tool.MAGNIFIER) {
            pointer.ifPresent(at -> magnifier.show(shown, display.get(), placement, at));
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

    /** Zoom and position now, in logical pixels of the upright frame. */
    public ReadOnlyObjectProperty<Viewport> viewportProperty() {
        return viewport.getReadOnlyProperty();
    }

    /** How the picture is turned. */
    public ReadOnlyObjectProperty<Turn> turnProperty() {
        return turn.getReadOnlyProperty();
    }

    /** The pixel under the pointer, empty outside the radiograph. */
    public ReadOnlyObjectProperty<Optional<PixelProbe>> probeProperty() {
        return probe.getReadOnlyProperty();
    }

    /** What the mouse does. */
    public ObjectProperty<MouseProfile> mouseProfileProperty() {
        return mouseProfile;
    }

    /** What dragging with the left button does now. */
    public ObjectProperty<Tool> toolProperty() {
        return tool;
    }

    /** The finished measurements, in the radiograph's pixels. */
    public List<Measurement> measurements() {
        return measures.finished();
    }

    /** Shows measurements that were made on this radiograph before. */
    public void showMeasurements(List<Measurement> made) {
        measures.show(made);
    }
}
