package org.refers.model.workspace.annotation;

import java.util.Locale;
import org.refers.model.finding.Box;
import org.refers.model.finding.FindingLabel;
import org.refers.model.finding.ReaderBox;

/** What a change does to one box, label or measurement. */
public enum Deed {
    /** It was not there: a box drawn, a label given, a measurement made. */
    ADDED,
    /** A box or a measurement has another place. */
    MOVED,
    /** A box has another size. */
    RESIZED,
    /** A box has another finding. */
    RELABELLED,
    /** A label has another value. */
    CHANGED,
    /** It is gone: a box or a measurement removed, a label withdrawn. */
    REMOVED;

    /** The word of tables. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What a change of a single thing does. */
    public static Deed of(AnnotationChange change) {
        return switch (change) {
            case AnnotationChange.OfBox box -> box.before().isEmpty() || box.after().isEmpty()
                    ? ofEnds(box.before().isPresent())
                    : ofBoxes(box.before().get(), box.after().get());
            case AnnotationChange.OfLabel label when label.before() == FindingLabel.UNKNOWN -> ADDED;
            case AnnotationChange.OfLabel label -> label.after() == FindingLabel.UNKNOWN ? REMOVED : CHANGED;
            case AnnotationChange.OfMeasurement measured -> measured.before().isPresent()
                    && measured.after().isPresent() ? MOVED : ofEnds(measured.before().isPresent());
            case AnnotationChange.Several several -> throw new IllegalArgumentException("not a single thing");
        };
    }

    private static Deed ofEnds(boolean wasThere) {
        return wasThere ? REMOVED : ADDED;
    }

    private static Deed ofBoxes(ReaderBox before, ReaderBox after) {
        if (!before.finding().equals(after.finding())) {
            return RELABELLED;
        }
        return isSame(before.box().width(), after.box().width())
                && isSame(before.box().height(), after.box().height()) && !isInPlace(before.box(), after.box())
                        ? MOVED
                        : RESIZED;
    }

    private static boolean isInPlace(Box before, Box after) {
        return isSame(before.x(), after.x()) && isSame(before.y(), after.y());
    }

    /** A drag goes through the screen's pixels: the last digits of a size that was kept differ. */
    private static boolean isSame(double one, double other) {
        return Math.abs(one - other) < 1e-6;
    }
}
