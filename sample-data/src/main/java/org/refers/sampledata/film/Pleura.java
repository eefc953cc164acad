package org.refers.sampledata.film;

import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Side;

/** The surface of a lung that air has pushed off the chest wall, from the front. */
final class Pleura {

    private static final int STEPS = 40;

    private final FrontalShape shape;
    private final double gap;
    private final double top;
    private final double end;
    private final double contrast;

    Pleura(FrontalShape shape, Lesion lesion) {
        this.shape = shape;
        this.gap = lesion.size();
        this.top = .55 * lesion.size() + .25;
        this.end = shape.height() * Math.min(1.25, .28 + .16 * lesion.size());
        this.contrast = lesion.strength();
    }

    /** Distance of the lung's surface from the midline at a height, cm; less than the border where all is air. */
    double line(double y) {
        if (y <= top) {
            return -1;
        }
        double rest = Math.max(0, 1 - y / end);
        double outer = shape.outer(y) - gap * rest * (2 - rest) * .8 - (rest > 0 ? 0 : -1);
        double rise = (y - top) / (3 + gap);
        if (rise < 1) {
            double centre = shape.centre(y) * .95;
            outer = centre + (outer - centre) * Math.sqrt(1 - (1 - rise) * (1 - rise));
        }
        return outer;
    }

    /** Whether a place, in cm towards the side, is in the lung. */
    boolean inside(double x, double y) {
        return x < line(y) - .1;
    }

    /** Tissue gained for each cm of lung by its shrinking. */
    float denser() {
        return (float) Math.min(.1, .008 * gap);
    }

    /** Paints the fine line of the visceral pleura. */
    void paint(Ribbon ribbon, int sign) {
        double from = top + .02;
        double to = Math.min(end * .96, shape.dome(sign > 0 ? Side.LEFT : Side.RIGHT, .9 * shape.halfWidth()));
        ribbon.start();
        double centre = shape.centre(top);
        ribbon.to(sign * shape.border(sign > 0 ? Side.LEFT : Side.RIGHT, top + .8), top + .8, .05, .2 * contrast);
        ribbon.to(sign * (centre - .8), top + .1, .05, .5 * contrast);
        for (int i = 0; i <= STEPS; i++) {
            double u = i / (double) STEPS;
            double y = from + (to - from) * u * u;
            ribbon.to(sign * line(y), y, .055, .75 * contrast * Math.min(1, 6 * (1.02 - u)));
        }
        ribbon.paint(Profile.ROD);
    }
}
