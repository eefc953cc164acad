package org.refers.viewer.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.BooleanProperty;
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
    private final ViewFraming framing = new ViewFraming(this);
    private final ViewGreys greys = new ViewGreys(this::requestLayout);
    private final ViewCommands commands = new ViewCommands(this, new ViewCommands.Parts(framing, greys, graphics));
    private final List<OverlayLayer> layers = new ArrayList<>();

    private final ReadOnlyObjectWrapper<Optional<Radiograph>> radiograph = wrap(Optional.empty());
    private final ReadOnlyObjectWrapper<Optional<PixelProbe>> probe = wrap(Optional.empty());
    private final ObjectProperty<MouseProfile> mouseProfile = new SimpleObjectProperty<>(MouseProfile.READING);
    private final ObjectProperty<Tool> tool = new SimpleObjectProperty<>(MouseProfile.READING.left());

    private final ObjectProperty<List<OwnWindow>> ownWindows = new SimpleObjectProperty<>(List.of());

    private Optional<Drawn> drawn = Optional.empty();
    private Optional<Point2D> pointer = Optional.empty();
    private Consumer<Gesture> gestures = gesture -> {
    };
    private Optional<PointerTool> pointerTool = Optional.empty();

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
        ownWindows.subscribe(greys::own);
    }

    private static <T> ReadOnlyObjectWrapper<T> wrap(T value) {
        return new ReadOnlyObjectWrapper<>(value);
    }

    /** Shows a radiograph as its file asks for: first curve or window, own sense, whole, with its overlays. */
    public void show(Radiograph shown) {
        greys.of(shown);
        graphics.overlaysProperty().set(shown.overlays());
        radiograph.set(Optional.of(shown));
        measureLayer.of(radiograph.get());
        probe.set(Optional.empty());
        reset();
    }

    /** Shows nothing. */
    public void clear() {
        radiograph.set(Optional.empty());
        greys.clear();
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
        commands.perform(command);
    }

    /** Gives up what is being drawn, and the tool with it. */
    public void putDown() {
        commands.putDown();
    }

    /** Does what was done to another view, without telling anybody. */
    public void follow(Gesture gesture) {
        switch (gesture) {
            case Gesture.Did(ViewCommand command) -> commands.apply(command);
            case Gesture.WindowChosen(int number) -> greys.choose(number);
            case Gesture.WindowDragged(double right, double down) -> greys.dragged(right, down);
            case Gesture.Framed framed -> framing.follow(framed);
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

    /** Shows the display that the file asks for first, and the whole radiograph upright. */
    void reset() {
        framing.turn(Turn.NONE);
        greys.reset();
        framing.fit();
    }

    void tell(Gesture gesture) {
        gestures.accept(gesture);
    }

    /** Zooms about a position of the view. */
    void zoom(double factor, double x, double y) {
        framing.zoom(factor, x, y);
    }

    /** Brings a part of the radiograph into view if some of it is outside; the zoom stays. */
    public void reveal(Box part) {
        framing.reveal(part);
    }

    /** Moves the picture by pixels of the view. */
    void pan(double right, double down) {
        framing.pan(right, down);
    }

    /** Changes window and level as a drag by pixels of the view does. */
    void dragWindow(double right, double down) {
        greys.dragged(right, down);
        gestures.accept(new Gesture.WindowDragged(right, down));
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
                    .ifPresent(greys::take);
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

    double devicePixels() {
        return getScene() == null || getScene().getWindow() == null ? 1 : getScene().getWindow().getOutputScaleX();
    }

    /** Where the radiograph lies. */
    Placement placement() {
        return new Placement(framing.viewport(), framing.turn(), (int) Math.ceil(getWidth()),
                (int) Math.ceil(getHeight()), devicePixels());
    }

    ViewMeasures measures() {
        return measures;
    }

    @Override
    protected void layoutChildren() {
        framing.refit();
        hud.resizeRelocate(0, 0, getWidth(), getHeight());
        marks.resizeRelocate(0, 0, getWidth(), getHeight());
        marks.show(radiograph.get(), framing.turn());
        layerPane.resizeRelocate(0, 0, getWidth(), getHeight());
        picture.node().setVisible(radiograph.get().isPresent());
        layerPane.setVisible(radiograph.get().isPresent());
        magnifier.setVisible(false);
        radiograph.get().ifPresent(this::draw);
    }

    private void draw(Radiograph shown) {
        Placement placement = placement();
        Optional<Drawn> wanted = Optional.of(new Drawn(shown, greys.display(), placement));
        // Boxes, lines and the threshold change what lies above the picture alone.
        if (!wanted.equals(drawn)) {
            drawn = wanted;
            placement.paint(picture, (at, width, height, frame) -> renderer.render(shown, greys.display(), at, width,
                    height, frame));
        }
        layers.forEach(layer -> layer.place(placement));
        if (tool.get() == Tool.MAGNIFIER) {
            pointer.ifPresent(at -> magnifier.show(shown, greys.display(), placement, at));
        }
    }

    /** What is shown, empty when nothing is. */
    public ReadOnlyObjectProperty<Optional<Radiograph>> radiographProperty() {
        return radiograph.getReadOnlyProperty();
    }

    /** Window and sense now. */
    public ReadOnlyObjectProperty<Display> displayProperty() {
        return greys.displayProperty();
    }

    /** The curves and windows to choose from: those of the file, the histogram's, then the user's own. */
    public List<Display> displays() {
        return greys.displays();
    }

    /** Shows one of {@link #displays()} that is not the user's own, from 0. */
    public void choose(int number) {
        greys.choose(number);
        gestures.accept(new Gesture.WindowChosen(number));
    }

    /** What is shown, as a window of the user's own; empty without a radiograph. */
    public Optional<OwnWindow> keep(String name) {
        return greys.keep(name);
    }

    /** The user's own windows, at most {@link OwnWindow#MOST}. */
    public ObjectProperty<List<OwnWindow>> ownWindowsProperty() {
        return ownWindows;
    }

    /** Whether the words are there that describe the radiograph. */
    public BooleanProperty wordsShownProperty() {
        return hud.shownProperty();
    }

    /** Whether the overlays of the file are drawn. */
    public ReadOnlyBooleanProperty graphicsShownProperty() {
        return graphics.shownProperty();
    }

    /** Zoom and position now, in logical pixels of the upright frame. */
    public ReadOnlyObjectProperty<Viewport> viewportProperty() {
        return framing.viewportProperty();
    }

    /** How the picture is turned. */
    public ReadOnlyObjectProperty<Turn> turnProperty() {
        return framing.turnProperty();
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

    /** Says who is told of the finished measurements when the user has changed them. */
    public void onMeasured(Consumer<List<Measurement>> told) {
        measures.onChange(told);
    }

    /** Shows measurements that were made on this radiograph before. */
    public void showMeasurements(List<Measurement> made) {
        measures.show(made);
    }
}
