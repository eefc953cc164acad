package org.refers.model.dicom.presentation;

import java.util.Optional;
import org.refers.model.dicom.DicomException;
import org.refers.model.dicom.DicomObject;
import org.refers.model.dicom.structured.FindingCodes;
import org.refers.model.finding.Box;

/**
 * Words of a presentation state.
 *
 * @param finding the known finding that they name
 * @param link what they share with the lines that they belong to
 * @param place where they stand on the picture; empty for words on the screen
 */
record StateText(Optional<String> finding, Link link, Optional<Box> place) {

    static StateText of(DicomObject item) throws DicomException {
        String words = item.text(PresentationTags.UNFORMATTED_TEXT_VALUE).orElse("");
        return new StateText(FindingCodes.known(words), Link.of(item), place(item));
    }

    /** Where they point, since that is what they are about; else where they stand. */
    private static Optional<Box> place(DicomObject item) throws DicomException {
        double[] anchor = item.numbers(PresentationTags.ANCHOR_POINT);
        if (anchor.length == 2 && inPixels(item, PresentationTags.ANCHOR_POINT_ANNOTATION_UNITS)) {
            return finite(anchor[0], anchor[1], anchor[0], anchor[1]);
        }
        double[] from = item.numbers(PresentationTags.BOUNDING_BOX_TOP_LEFT);
        double[] to = item.numbers(PresentationTags.BOUNDING_BOX_BOTTOM_RIGHT);
        return from.length == 2 && to.length == 2 && inPixels(item, PresentationTags.BOUNDING_BOX_ANNOTATION_UNITS)
                ? finite(Math.min(from[0], to[0]), Math.min(from[1], to[1]), Math.max(from[0], to[0]),
                        Math.max(from[1], to[1]))
                : Optional.empty();
    }

    private static boolean inPixels(DicomObject item, int units) {
        return item.text(units).filter("PIXEL"::equals).isPresent();
    }

    /** A point is a place of the least size that a box may have. */
    private static Optional<Box> finite(double left, double top, double right, double bottom) {
        return Double.isFinite(left + top + right + bottom)
                ? Optional.of(new Box(left, top, Math.max(1e-3, right - left), Math.max(1e-3, bottom - top)))
                : Optional.empty();
    }

    /** The distance to a box; 0 where they meet. */
    double distance(Box box) {
        return place.map(here -> Math.hypot(gap(here.x(), here.width(), box.x(), box.width()),
                gap(here.y(), here.height(), box.y(), box.height()))).orElse(Double.POSITIVE_INFINITY);
    }

    private static double gap(double one, double length, double other, double otherLength) {
        return Math.max(0, Math.max(one - other - otherLength, other - one - length));
    }
}
