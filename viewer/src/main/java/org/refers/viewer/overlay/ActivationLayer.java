package org.refers.viewer.overlay;

import java.util.Optional;
import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import org.refers.viewer.image.FrameImage;
import org.refers.viewer.image.OverlayLayer;
import org.refers.viewer.image.Placement;

/** The activation map of a finding over the radiograph. */
public final class ActivationLayer implements OverlayLayer {

    /** Full fuchsia hides the lesion; at half, bone still shows through. */
    public static final double DEFAULT_OPACITY = 0.5;

    private final FrameImage image = new FrameImage();
    private final MapPainter painter = new MapPainter();
    private final ObjectProperty<Optional<MapGrid>> map = new SimpleObjectProperty<>(Optional.empty());
    private final DoubleProperty opacity = new SimpleDoubleProperty(DEFAULT_OPACITY);

    private final ObjectProperty<ColourMap> colours = new SimpleObjectProperty<>(ColourMap.FUCHSIA);

    private Optional<Painted> painted = Optional.empty();

    /** What the last painted frame depends on; grids are equal if they share their values. */
    private record Painted(MapGrid map, MapLook look, Placement placement) {
    }

    /** Creates a layer without a map. */
    public ActivationLayer() {
        image.node().setId("activation-layer");
    }

    @Override
    public Node node() {
        return image.node();
    }

    @Override
    public void onChange(Runnable redraw) {
        map.subscribe(redraw);
        opacity.subscribe(redraw);
        colours.subscribe(redraw);
    }

    @Override
    public void place(Placement placement) {
        boolean visible = map.get().isPresent() && opacity.get() > 0;
        image.node().setVisible(visible);
        Optional<Painted> wanted = map.get().filter(shown -> visible)
                .map(shown -> new Painted(shown, new MapLook(colours.get(), opacity.get()), placement));
        // A window drag and a threshold place layers too, and change nothing here.
        if (wanted.isPresent() && !wanted.equals(painted)) {
            painted = wanted;
            Painted now = wanted.get();
            placement.paint(image, (viewport, width, height, frame) -> painter.paint(now.map(), now.look(), viewport,
                    width, height, frame));
        }
    }

    /** The map, empty when none is shown. */
    public ObjectProperty<Optional<MapGrid>> mapProperty() {
        return map;
    }

    /** Alpha of the map's highest value, 0 to 1. */
    public DoubleProperty opacityProperty() {
        return opacity;
    }

    /** How values become colours. */
    public ObjectProperty<ColourMap> coloursProperty() {
        return colours;
    }
}
