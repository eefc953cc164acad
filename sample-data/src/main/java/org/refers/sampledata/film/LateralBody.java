package org.refers.sampledata.film;

import org.refers.sampledata.body.Anatomy;
import org.refers.sampledata.body.Seeded;
import org.refers.sampledata.body.Side;

/** Paints soft tissue, air, heart and vessels of a lateral view. */
final class LateralBody {

    private final Plane plane;
    private final LateralShape shape;
    private final Anatomy anatomy;

    LateralBody(Plane plane, LateralShape shape, Anatomy anatomy) {
        this.plane = plane;
        this.shape = shape;
        this.anatomy = anatomy;
    }

    void paint() {
        torso();
        lungs();
        domes();
        mediastinum();
        vessels();
    }

    private void torso() {
        Anatomy.Habitus habitus = anatomy.habitus();
        double bulk = habitus.bulk();
        double w = 2 * (shape.front().halfWidth() + habitus.wall());
        double h = shape.height();
        Curve wide = Curve.through(-11, 11, -5, 13, -1, .7 * w, .08 * h, .93 * w, .16 * h, w + 2, .32 * h, w + 1,
                .6 * h, w * .98, h,
                w,
                1.4 * h, w * .97);
        Curve front = Curve.through(-11, -1, -6, -3.5, -2, -6.2, .12 * h, shape.frontWall(.12 * h) - 2.4 - .25 * bulk,
                .4 * h,
                shape.frontWall(.4 * h) - 1.6 - .3 * bulk, .8 * h, shape.frontWall(.8 * h) - 1.2 - .33 * bulk, 1.3 * h,
                -shape.half() - .7 - .5 * bulk);
        double hang = habitus.breast() > 1 ? .6 + .7 * habitus.breast() : 0;
        Curve bulge = Curve.through(habitus.breastHeight() - 13, 0, habitus.breastHeight() - 7, .5 * hang,
                habitus.breastHeight() - 3, hang, habitus.breastHeight() - .8, .8 * hang, habitus.breastHeight() + .6,
                0);
        Curve back = Curve.through(-11, 7.5, -5, 8.5, 0, 9.5, .2 * h, shape.backWall(.2 * h) + 2.7 + .4 * bulk, .5 * h,
                shape.backWall(.5 * h) + 2.2 + .35 * bulk, h, shape.backWall(h) + 3.1 + .3 * bulk, 1.4 * h,
                shape.backWall(h) + 2.4 + .3 * bulk);
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            double b = back.at(y);
            double skin = front.at(y);
            double f = skin - bulge.at(y);
            Spans.add(plane, plane.tissue, row, plane.midline(row) + .5 * (f + b) * plane.scale,
                    .5 * (b - f) * plane.scale,
                    (float) wide.at(y), Spans.CHEST);
        }
        arms();
    }

    /** Raised arms cross the picture's top. */
    private void arms() {
        Seeded seeded = new Seeded(anatomy.seed()).split(51);
        Ribbon flesh = Ribbon.adding(plane, plane.tissue);
        for (int i = 0; i < 2; i++) {
            double z = seeded.normal(-1 + 2.5 * i, 1);
            double lean = seeded.normal(-3.5, 1.5);
            flesh.start().to(z + 2, 2.4, 3, 0).to(z + 1, -.8, 4.4, 4).to(z + .3 * lean, -5, 4.5, 7)
                    .to(z + lean, -13, 4.2, 9).paint(Profile.ROD);
            double bone = 1.7 * anatomy.skeleton().density();
            flesh.start().to(z + 1.6, .3, 1, .3).to(z + 1.1, -1.1, 2, bone).to(z + .7, -2.8, 1.7, bone)
                    .to(z + .3 * lean, -6, 1.1, bone).to(z + lean, -13, 1.1, bone).paint(Profile.BONE);
        }
    }

    private void lungs() {
        double bottom = 1.35 * shape.height();
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            if (y <= 0 || y > bottom) {
                continue;
            }
            double f = shape.frontWall(y);
            double b = shape.backWall(y);
            Spans.add(plane, plane.air, row, plane.midline(row) + .5 * (f + b) * plane.scale,
                    .5 * (b - f) * plane.scale,
                    (float) shape.width(y), Spans.CHEST);
        }
    }

    private void domes() {
        float[] behind = new float[plane.rows + 1];
        double fall = 1.1 * plane.scale;
        for (int i = 0; i < behind.length; i++) {
            behind[i] = (float) (.12 * StrictMath.exp(-i / fall));
        }
        double reference = plane.midline((int) (plane.rows * .75));
        for (int column = 0; column < plane.columns; column++) {
            double z = (column + 0.5 - reference) / plane.scale;
            if (Math.abs(z) > shape.half() * 1.2) {
                continue;
            }
            double right = plane.row(z, shape.dome(Side.RIGHT, z));
            double left = plane.row(z, shape.dome(Side.LEFT, z));
            int from = Math.max(0, (int) Math.min(right, left));
            for (int row = from; row < plane.rows; row++) {
                plane.air[row * plane.columns + column] *= .5f
                        * (share(row - right, behind) + share(row - left, behind));
            }
        }
    }

    private static float share(double below, float[] behind) {
        if (below <= -1) {
            return 1;
        }
        float first = behind[(int) Math.max(0, below)];
        return below < 0 ? (float) (1 - (1 + below) * (1 - first)) : first;
    }

    private void mediastinum() {
        double h = shape.height();
        // What lies between the lungs: vessels, gullet, windpipe, fat. Thin behind the breastbone and behind the heart.
        Curve thick = Curve.through(0, 5, .15 * h, 5.4, .35 * h, 5.2, .6 * h, 3.4, h, 3);
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            if (y > -1 && y < 1.25 * h) {
                double f = shape.frontWall(y);
                double b = shape.backWall(y);
                Spans.add(plane, plane.air, row, plane.midline(row) + (.5 * (f + b) + .2) * plane.scale,
                        .42 * (b - f) * plane.scale, (float) -thick.at(y), Spans.SMOOTH);
                Spans.add(plane, plane.air, row, plane.midline(row) + shape.spine(y) * plane.scale, 2.1 * plane.scale,
                        -3f,
                        Spans.CHEST);
            }
        }
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            if (y > .2 * h && y < 1.2 * h) {
                double f = shape.heartFront(y);
                double b = shape.heartBack(y);
                Spans.add(plane, plane.air, row, plane.midline(row) + .5 * (f + b) * plane.scale,
                        .5 * (b - f) * plane.scale,
                        (float) -shape.heartWide(y), Spans.ROUND);
            }
        }
        aorta();
    }

    private void aorta() {
        double h = shape.height();
        double arch = anatomy.heart().arch();
        double top = .235 * h - arch + .9;
        Ribbon ribbon = Ribbon.adding(plane, plane.air);
        double z = -.12 * shape.half();
        ribbon.start().to(z - 2.2, .42 * h, 1.5, -1).to(z - 2.3, .3 * h, 1.5, -2.6).to(z - 1.4, top + 2.2, 1.4, -2.8)
                .to(z + .9, top + 1.3, 1.35, -3).to(z + 3, top + 2.4, 1.3, -3).to(z + 4.1, .33 * h, 1.25, -2.4)
                .to(shape.spine(.5 * h) - 1.6, .5 * h, 1.25, -2).to(shape.spine(.8 * h) - 1.8, .8 * h, 1.2, -1.6)
                .paint(Profile.ROD);
    }

    private void vessels() {
        Seeded seeded = new Seeded(anatomy.seed()).split(53);
        double h = shape.height();
        double x = -.02 * shape.half();
        double y = .385 * h;
        Vessels vessels = new Vessels(Ribbon.adding(plane, plane.air), seeded,
                (z, v) -> z > shape.frontWall(v) + .6 && z < shape.backWall(v) - .4 && v > .8
                        && v < shape.dome(Side.LEFT, z) + 1);
        for (int i = 0; i < 34; i++) {
            double angle = StrictMath.toRadians(i * 360.0 / 34 + seeded.normal(0, 9));
            double down = StrictMath.sin(angle);
            double r = (down > .2 ? .46 : .36) * seeded.uniform(.7, 1.15);
            vessels.grow(x + seeded.normal(0, .7), y + .9 * down + seeded.normal(0, .6), angle, r,
                    seeded.uniform(1.9, 3.4));
        }
        Ribbon hila = Ribbon.adding(plane, plane.air);
        hila.start().to(x - 1.7, y - .2, .9, -1.6).to(x - .2, y - .5, 1.2, -2.2).to(x + 1.5, y + .4, 1, -1.4)
                .to(x + 2, y + 1.8, .6, -.6).paint(Profile.ROD);
    }
}
