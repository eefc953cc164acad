package org.refers.sampledata.film;

import org.refers.sampledata.body.Seeded;

/** Grows the vessels of a lung from its hilum and paints them into the air they take the place of. */
final class Vessels {

    private static final int STEPS = 7;
    private static final double THINNEST = 0.032;
    /** Thickness a cm of radius: a vessel's diameter, and what its wall and the tissue around it add. */
    private static final double FULL = 2.9;

    private final Ribbon ribbon;
    private final Seeded seeded;
    private final Inside inside;

    /** Whether a place is in aerated lung; vessels stop where it is not. */
    interface Inside {
        boolean at(double x, double y);
    }

    Vessels(Ribbon ribbon, Seeded seeded, Inside inside) {
        this.ribbon = ribbon;
        this.seeded = seeded;
        this.inside = inside;
    }

    /**
     * Grows a branch.
     *
     * @param x where it starts, cm
     * @param y where it starts, cm
     * @param angle its direction, 0 to the picture's right, turning clockwise
     * @param radius of the vessel there, cm
     * @param length of the branch, cm
     */
    void grow(double x, double y, double angle, double radius, double length) {
        double step = length / STEPS;
        double bend = seeded.normal(0, .09);
        double cx = x;
        double cy = y;
        double r = radius;
        ribbon.start().to(cx, cy, r, -FULL * r);
        int painted = 0;
        for (int i = 1; i <= STEPS; i++) {
            angle += bend + seeded.normal(0, .07);
            cx += step * StrictMath.cos(angle);
            cy += step * StrictMath.sin(angle);
            r *= .957;
            if (!inside.at(cx, cy)) {
                break;
            }
            ribbon.to(cx, cy, r, -FULL * r);
            painted++;
        }
        if (painted > 0) {
            ribbon.paint(Profile.ROD);
        }
        if (painted == STEPS && r > THINNEST) {
            fork(cx, cy, angle, r, length);
        }
    }

    private void fork(double x, double y, double angle, double r, double length) {
        double share = seeded.uniform(.55, .86);
        double other = Math.sqrt(1 - share * share);
        double spread = seeded.uniform(.45, .85);
        int turn = seeded.chance(.5) ? 1 : -1;
        grow(x, y, angle + turn * spread * other * .7, r * share * .98, length * seeded.uniform(.74, .98));
        grow(x, y, angle - turn * spread * share * .8, r * other * .98, length * seeded.uniform(.66, .95));
    }
}
