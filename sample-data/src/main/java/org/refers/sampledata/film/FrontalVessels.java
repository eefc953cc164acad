package org.refers.sampledata.film;

import org.refers.sampledata.body.Anatomy;
import org.refers.sampledata.body.Seeded;
import org.refers.sampledata.body.Side;

/** Paints hila and lung vessels of a frontal view. */
final class FrontalVessels {

    private final Plane plane;
    private final FrontalShape shape;
    private final Anatomy anatomy;
    private final Aerated lung;

    FrontalVessels(Plane plane, FrontalShape shape, Anatomy anatomy, Aerated lung) {
        this.plane = plane;
        this.shape = shape;
        this.anatomy = anatomy;
        this.lung = lung;
    }

    /** Whether a place, in cm, is in a side's lung, pushed off the wall or not. */
    interface Aerated {
        boolean at(Side side, double x, double y);
    }

    void paint() {
        for (Side side : Side.values()) {
            tree(side);
        }
    }

    private void tree(Side side) {
        Seeded seeded = new Seeded(anatomy.seed()).split(31 + side.ordinal());
        int s = side.sign();
        double h = shape.height();
        double shift = shape.shift(.4 * h);
        double x = s * (side == Side.LEFT ? 3.2 : 3.1) + shift;
        double y = h * (side == Side.LEFT ? .355 : .385);
        Vessels vessels = new Vessels(Ribbon.adding(plane, plane.air), seeded,
                (px, py) -> lung.at(side, px, py));
        // Angles from straight up over the side to straight down; the base is better supplied than the top.
        double[] angles = {-80, -52, -30, -6, 14, 34, 52, 68, 82};
        double[] radii = {.34, .38, .32, .32, .40, .46, .55, .52, .42};
        for (int i = 0; i < angles.length; i++) {
            for (int n = 0; n < 3; n++) {
                double a = StrictMath.toRadians(angles[i] + seeded.normal(0, 9));
                double direction = s > 0 ? a : StrictMath.PI - a;
                double r = radii[i] * seeded.uniform(.8, 1.2) * (n == 0 ? 1.25 : .8);
                vessels.grow(x + s * seeded.uniform(-.7, .6), y + 1.7 * StrictMath.sin(a) + seeded.normal(0, .5),
                        direction,
                        r, seeded.uniform(2.4, 4.3));
            }
        }
    }
}
