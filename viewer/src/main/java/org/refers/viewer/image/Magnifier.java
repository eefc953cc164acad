package org.refers.viewer.image;

import javafx.geometry.Point2D;
import javafx.scene.layout.Region;
import javafx.scene.shape.Circle;
import org.refers.model.study.Radiograph;

/** A round glass at the pointer that shows the radiograph's own pixels larger; not a blown-up screen. */
final class Magnifier extends Region {

    /** Large enough for a hilum at 1:1 and small enough to keep the picture around it in sight. */
    private static final int SIDE = 280;

    /** Twice as large as around it, and never less than actual pixels. */
    private static final double TIMES = 2;

    private final FrameImage image = new FrameImage();
    private final RadiographRenderer renderer = new RadiographRenderer();
    private final Circle rim = new Circle(SIDE / 2.0, SIDE / 2.0, SIDE / 2.0 - 1);

    Magnifier() {
        setId("magnifier");
        setMouseTransparent(true);
        setVisible(false);
        setManaged(false);
        rim.getStyleClass().add("magnifier-rim");
        image.node().setClip(new Circle(SIDE / 2.0, SIDE / 2.0, SIDE / 2.0 - 1));
        getChildren().addAll(image.node(), rim);
    }

    /** Shows what lies at a position of the view. */
    void show(Radiograph radiograph, Display display, Placement around, Point2D pointer) {
        double scale = Math.max(around.viewport().scale() * TIMES, 1 / around.devicePixels());
        Point2D at = around.toImage(pointer.getX(), pointer.getY());
        Viewport glass = new Viewport(scale, SIDE / 2.0 - at.getX() * scale, SIDE / 2.0 - at.getY() * scale);
        new Placement(glass, around.turn(), SIDE, SIDE, around.devicePixels()).paint(image,
                (viewport, width, height, frame) -> renderer.render(radiograph, display, viewport, width, height,
                        frame));
        resizeRelocate(pointer.getX() - SIDE / 2.0, pointer.getY() - SIDE / 2.0, SIDE, SIDE);
        setVisible(true);
    }
}
