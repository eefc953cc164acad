package org.refers.sampledata.film;

import org.refers.sampledata.body.Anatomy;
import org.refers.sampledata.body.Pose;
import org.refers.sampledata.body.Seeded;
import org.refers.sampledata.body.Side;

/** Paints soft tissue and the lungs' air of a frontal view. */
final class FrontalBody {

    private final Plane plane;
    private final FrontalShape shape;
    private final Anatomy anatomy;
    private final Pose pose;

    FrontalBody(Plane plane, FrontalShape shape, Anatomy anatomy, Pose pose) {
        this.plane = plane;
        this.shape = shape;
        this.anatomy = anatomy;
        this.pose = pose;
    }

    void paint() {
        torso();
        shoulders();
        breasts();
        lungs();
        domes();
        mediastinum();
        gas();
    }

    /** Gas in stomach and colon, under the left dome and anywhere in the upper belly. */
    private void gas() {
        Seeded seeded = new Seeded(anatomy.seed()).split(12);
        if (seeded.chance(.75)) {
            double x = seeded.uniform(5, 8.5);
            double y = shape.dome(Side.LEFT, x) + seeded.uniform(1.6, 2.6);
            bubble(x, y, seeded.uniform(1.6, 3.4), seeded.uniform(.9, 1.6), seeded.uniform(2, 6));
        }
        int loops = seeded.below(9);
        for (int i = 0; i < loops; i++) {
            double x = seeded.uniform(-10, 11);
            double y = shape.dome(x < 0 ? Side.RIGHT : Side.LEFT, x) + seeded.uniform(x < 0 ? 7.5 : 4, 14);
            bubble(x, y, seeded.uniform(.6, 2), seeded.uniform(.6, 1.4), seeded.uniform(.8, 3));
        }
    }

    private void bubble(double x, double y, double rx, double ry, double much) {
        Spans.ellipse(plane, plane.tissue, new double[]{plane.column(x, y), plane.row(x, y), rx * plane.scale,
            ry * plane.scale}, .1, (float) -much, Spans.SMOOTH);
    }

    private void torso() {
        double w = shape.halfWidth();
        double h = shape.height();
        double wall = anatomy.habitus().wall();
        double bulk = anatomy.habitus().bulk();
        double d = anatomy.thorax().depth();
        double top = -anatomy.habitus().shoulders();
        Curve half = Curve.through(top - 9, 5.4, top - 3, 5.6, top - .5, 8, top + 2.2, 14.5, .12 * h, w + wall + 2.2,
                .35 * h, w + wall + .9, .7 * h, w + wall, h, w + wall - .2, 1.5 * h, w * .95 + wall);
        Curve depth = Curve.through(top - 6, 11.5, top, 11.2 + .2 * bulk, .05 * h, .5 * d + bulk * .9, .25 * h,
                .82 * d + bulk, .6 * h, d + bulk * .95, h, d + bulk, 1.4 * h, d + 1.1 * bulk);
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            Spans.add(plane, plane.tissue, row, plane.midline(row), half.at(y) * plane.scale, (float) depth.at(y),
                    Spans.CHEST);
        }
    }

    private void shoulders() {
        Anatomy.Habitus habitus = anatomy.habitus();
        double w = shape.halfWidth();
        double top = -habitus.shoulders();
        double joint = w + 3.6;
        double girth = 4.2 + .45 * habitus.wall();
        double reach = joint + girth + .8;
        Curve half = Curve.through(top - 9, 5.2, top - 3, 5.6, top - 1.2, 7.4, top, 11, top + 1.2, .78 * reach,
                top + 2.6,
                .93 * reach, top + 4.5, reach, top + 12, reach + 1);
        Curve depth = Curve.through(top - 4, 11.5, top, 11, top + 3, 12.2, top + 5.5, 12.2, top + 11, 7, top + 13, 0);
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            if (y < top + 13) {
                Spans.greatest(plane, plane.tissue, row, plane.midline(row), half.at(y) * plane.scale,
                        (float) depth.at(y));
            }
        }
        Ribbon ribbon = Ribbon.keepingGreatest(plane, plane.tissue);
        double out = 1.5 + 4.5 * pose.arms();
        for (Side side : Side.values()) {
            int s = side.sign();
            ribbon.start().to(s * (joint - .6), top + 3.4, girth - .6, 0).to(s * joint, top + 6.4, girth + .4, 11.8)
                    .to(s * (joint + .8 + .2 * out), top + 9, girth + .4, 11.5)
                    .to(s * (joint + 1.4 + .8 * out), top + 16, girth, 10.5)
                    .to(s * (joint + 1.6 + 1.7 * out), top + 26, girth - .6, 9.5)
                    .to(s * (joint + 1.6 + 2.4 * out), top + 38, girth - .9, 8).paint(Profile.ROD);
        }
    }

    private void breasts() {
        Anatomy.Habitus habitus = anatomy.habitus();
        Seeded seeded = new Seeded(anatomy.seed()).split(11);
        double radius = 5.2 + .8 * habitus.breast();
        for (Side side : Side.values()) {
            double x = side.sign() * (shape.halfWidth() * .6 + seeded.normal(0, .5));
            double y = habitus.breastHeight() * pose.inspiration() + seeded.normal(0, .5) - radius * .8;
            drop(plane.column(x, y), plane.row(x, y), radius * plane.scale, (float) habitus.breast());
        }
    }

    /** A hanging half sphere: its lower edge shows, its upper part fades into the chest. */
    private void drop(double x, double y, double radius, float much) {
        int from = Math.max(0, (int) (y - 1.6 * radius));
        int to = Math.min(plane.rows - 1, (int) (y + radius));
        for (int row = from; row <= to; row++) {
            double v = (row + 0.5 - y) / radius;
            double stretched = v < 0 ? v / 1.6 : v;
            double half = radius * Math.sqrt(Math.max(0, 1 - stretched * stretched));
            double fade = Math.min(1, .62 + .38 * stretched);
            if (half > 1) {
                Spans.add(plane, plane.tissue, row, x, half, (float) (much * fade * half / radius), Spans.CHEST);
            }
        }
    }

    private void lungs() {
        double bottom = 1.02 * shape.height() + anatomy.thorax().leftDomeLower();
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            if (y <= 0 || y > bottom) {
                continue;
            }
            double middle = plane.midline(row);
            double outer = shape.outer(y) * plane.scale;
            double centre = shape.centre(y) * plane.scale;
            double inner = shape.inner(y) * plane.scale;
            float depth = (float) shape.depth(y);
            half(row, middle + centre, outer - centre, depth, 1, middle + outer);
            half(row, middle + centre, centre - inner, depth, -1, middle);
            half(row, middle - centre, outer - centre, depth, -1, middle - outer);
            half(row, middle - centre, centre - inner, depth, 1, middle);
        }
    }

    /** Half a chord, from its middle outwards to one side, no further than to {@code limit}. */
    private void half(int row, double middle, double half, float much, int direction, double limit) {
        double end = direction > 0 ? Math.min(limit, middle + half) : Math.max(limit, middle - half);
        int from = Math.max(0, (int) Math.ceil(Math.min(middle, end) - 0.5));
        int to = Math.min(plane.columns - 1, (int) Math.ceil(Math.max(middle, end) - 0.5) - 1);
        float step = (float) (direction * Spans.N / half);
        float t = (float) ((from + 0.5 - middle) * step);
        int at = row * plane.columns + from;
        for (int n = to - from; n >= 0; n--, at++, t += step) {
            plane.air[at] = much * Spans.CHEST[Math.max(0, Math.min(Spans.N, (int) t))];
        }
    }

    private void domes() {
        // Below the dome's edge the lung goes on behind the liver, thinner and thinner.
        float[] behind = new float[plane.rows + 1];
        double fall = 1.3 * plane.scale;
        for (int i = 0; i < behind.length; i++) {
            behind[i] = (float) (0.30 * StrictMath.exp(-i / fall));
        }
        int middle = (int) plane.midline(plane.rows / 2);
        for (int column = 0; column < plane.columns; column++) {
            Side side = column < middle ? Side.RIGHT : Side.LEFT;
            double x = (column + 0.5 - plane.midline((int) (plane.rows * .7))) / plane.scale;
            double edge = plane.row(x, shape.dome(side, x));
            int from = Math.max(0, (int) edge);
            float part = (float) Math.max(0, Math.min(1, from + 1 - edge));
            if (from < plane.rows) {
                plane.air[from * plane.columns + column] *= 1 - part * (1 - behind[0]);
            }
            for (int row = from + 1; row < plane.rows; row++) {
                plane.air[row * plane.columns + column] *= behind[row - from];
            }
        }
    }

    private void mediastinum() {
        // Spine, gullet and aorta; at the diaphragm its crura as well.
        double h = shape.height();
        Curve spine = Curve.through(0, 6, .55 * h, 6, .8 * h, 9.5, h, 12);
        for (int row = 0; row < plane.rows; row++) {
            double y = plane.heightOf(row);
            if (y < -1 || y > 1.2 * shape.height()) {
                continue;
            }
            double left = shape.border(Side.LEFT, y);
            double right = shape.border(Side.RIGHT, y);
            double middle = plane.midline(row) + .5 * (left - right) * plane.scale;
            Spans.add(plane, plane.air, row, middle, .5 * (left + right) * plane.scale,
                    (float) -shape.mediastinumDepth(y), Spans.STEEP);
            Spans.add(plane, plane.air, row, plane.midline(row) + .3 * plane.scale, 3.1 * plane.scale,
                    (float) -spine.at(y), Spans.SMOOTH);
        }
    }
}
