package org.refers.viewer.annotate;

import java.util.Optional;
import java.util.stream.Stream;
import javafx.geometry.Point2D;
import org.refers.model.finding.Box;

/**
 * Where a box is held: which of its edges follow the pointer.
 *
 * @param across -1 the left edge, 1 the right edge, 0 neither
 * @param down -1 the top edge, 1 the bottom edge, 0 neither; with both 0 the whole box moves
 */
record BoxGrip(int across, int down) {

    static final BoxGrip WHOLE = new BoxGrip(0, 0);

    /** The eight places that a box is pulled by. */
    static Stream<BoxGrip> handles() {
        return Stream.of(-1, 0, 1).flatMap(across -> Stream.of(-1, 0, 1).map(down -> new BoxGrip(across, down)))
                .filter(grip -> !grip.equals(WHOLE));
    }

    /** Where a handle of a box lies. */
    Point2D of(Box box) {
        return new Point2D(box.x() + box.width() * (across + 1) / 2, box.y() + box.height() * (down + 1) / 2);
    }

    /** The handle within reach of a position, the nearest; the whole box if the position is inside; or none. */
    static Optional<BoxGrip> at(Box box, Point2D at, double reach) {
        Optional<BoxGrip> nearest = handles().filter(grip -> grip.of(box).distance(at) <= reach)
                .min((one, other) -> Double.compare(one.of(box).distance(at), other.of(box).distance(at)));
        return nearest.or(() -> box.contains(at.getX(), at.getY()) ? Optional.of(WHOLE) : Optional.empty());
    }

    /**
     * The box after its grip was pulled. Edges that pass each other change places, and nothing leaves the radiograph.
     *
     * @param columns width of the radiograph
     * @param rows its height
     * @return none if nothing is left of the box
     */
    Optional<Box> pulled(Box box, Point2D by, double columns, double rows) {
        if (equals(WHOLE)) {
            double x = Math.clamp(box.x() + by.getX(), 0, Math.max(0, columns - box.width()));
            double y = Math.clamp(box.y() + by.getY(), 0, Math.max(0, rows - box.height()));
            return Optional.of(new Box(x, y, box.width(), box.height()));
        }
        double left = box.x() + (across < 0 ? by.getX() : 0);
        double right = box.x() + box.width() + (across > 0 ? by.getX() : 0);
        double top = box.y() + (down < 0 ? by.getY() : 0);
        double bottom = box.y() + box.height() + (down > 0 ? by.getY() : 0);
        return between(new Point2D(left, top), new Point2D(right, bottom), columns, rows);
    }

    /** The box between two positions, cut at the radiograph's edges; none if it has no area. */
    static Optional<Box> between(Point2D one, Point2D other, double columns, double rows) {
        double left = Math.clamp(Math.min(one.getX(), other.getX()), 0, columns);
        double right = Math.clamp(Math.max(one.getX(), other.getX()), 0, columns);
        double top = Math.clamp(Math.min(one.getY(), other.getY()), 0, rows);
        double bottom = Math.clamp(Math.max(one.getY(), other.getY()), 0, rows);
        return right > left && bottom > top
                ? Optional.of(new Box(left, top, right - left, bottom - top))
                : Optional.empty();
    }
}
