package org.refers.model.dicom.structured;

import java.util.Optional;
import java.util.OptionalDouble;
import org.refers.model.finding.Box;

/**
 * A box of a finding.
 *
 * @param finding name of the finding
 * @param box in pixels, origin at the outer corner of the top left pixel: what DICOM's image-relative coordinates mean too
 * @param probability of the finding, 0 to 1, where a model says it
 */
public record FoundBox(String finding, Box box, OptionalDouble probability) {

    /** The part of the box within a picture of some size, since objects may not point beyond its edge; empty if none is. */
    public Optional<FoundBox> within(int rows, int columns) {
        double left = Math.max(0, box.x());
        double top = Math.max(0, box.y());
        double width = Math.min(columns, box.x() + box.width()) - left;
        double height = Math.min(rows, box.y() + box.height()) - top;
        return width > 0 && height > 0
                ? Optional.of(new FoundBox(finding, new Box(left, top, width, height), probability))
                : Optional.empty();
    }

    /**
     * Column and row of the corners, the first one again at the end. DICOM's coordinates in reports and in presentation
     * states put 0, 0 at the outer corner of the top left pixel as boxes do (PS3.3, C.18.6.1.2 and C.10.5.1.1), so nothing is
     * moved by half a pixel.
     */
    public float[] corners() {
        float left = (float) box.x();
        float top = (float) box.y();
        float right = (float) (box.x() + box.width());
        float bottom = (float) (box.y() + box.height());
        return new float[]{left, top, right, top, right, bottom, left, bottom, left, top};
    }
}
