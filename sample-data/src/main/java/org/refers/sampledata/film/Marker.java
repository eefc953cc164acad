package org.refers.sampledata.film;

import org.refers.sampledata.body.Seeded;

/** The lead letter that tells the sides, put beside the shoulder by whoever took the picture. */
final class Marker {

    private static final double LEAD = 30;

    private final Ribbon ribbon;
    private final double x;
    private final double y;
    private final double size;

    private Marker(Plane plane, double x, double y, double size) {
        this.ribbon = Ribbon.adding(plane, plane.tissue);
        this.x = x;
        this.y = y;
        this.size = size;
    }

    /** Most frontal views have one: an L at the picture's right, or an R at its left. */
    static void paint(Plane plane, Seeded seeded) {
        if (!seeded.chance(.7)) {
            return;
        }
        boolean left = seeded.chance(.6);
        double inset = seeded.uniform(.04, .1) * plane.columns;
        double column = left ? plane.columns - inset : inset;
        double row = seeded.uniform(.03, .14) * plane.rows;
        double size = seeded.uniform(.9, 1.3);
        Marker marker = new Marker(plane, plane.across(column, row), plane.down(column, row), size);
        if (left) {
            marker.stroke(0, 0, 0, 1.6).stroke(-.06, 1.54, .9, 1.54);
        } else {
            marker.stroke(0, 0, 0, 1.6).stroke(-.06, .06, .6, .06).stroke(.6, 0, .8, .45).stroke(.8, .4, .55, .82)
                    .stroke(.6, .82, -.06, .82).stroke(.4, .82, .85, 1.6);
        }
    }

    private Marker stroke(double x0, double y0, double x1, double y1) {
        ribbon.start().to(x + size * x0, y + size * y0, .12 * size, LEAD)
                .to(x + size * x1, y + size * y1, .12 * size, LEAD)
                .paint(Profile.ROD);
        return this;
    }
}
