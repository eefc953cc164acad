package org.refers.sampledata.film;

import org.refers.sampledata.body.Form;
import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Seeded;

/** Paints findings that are a lump somewhere in a lung, in either view: nodule, mass, consolidation, bands. */
final class Spot {

    private final Plane plane;
    private final Textures textures;
    private final Extent extent = new Extent();

    Spot(Plane plane, Textures textures) {
        this.plane = plane;
        this.textures = textures;
    }

    Extent extent() {
        return extent;
    }

    /** A solid ball with an uneven surface, {@code x}, {@code y} in cm: it takes the place of air. */
    void ball(Lesion lesion, double x, double y) {
        double radius = .5 * lesion.size() * plane.scale;
        float bumps = switch (lesion.form()) {
            case LOBULATED -> .2f;
            case SPICULATED -> .13f;
            default -> .06f;
        };
        double across = plane.column(x, y);
        double down = plane.row(x, y);
        double reach = radius * 1.35;
        float zoom = (float) (75 / radius);
        int seed = (int) lesion.seed();
        float much = (float) (lesion.size() * lesion.strength());
        for (int row = first(down - reach); row <= last(down + reach, plane.rows); row++) {
            float dy = (float) ((row + 0.5 - down) / radius);
            for (int column = first(across - reach); column <= last(across + reach, plane.columns); column++) {
                float dx = (float) ((column + 0.5 - across) / radius);
                float square = dx * dx + dy * dy;
                float bump = 1 + bumps * textures.clouds[texel(row * zoom, column * zoom, seed)];
                float rest = 1 - square * bump * bump;
                if (rest > 0) {
                    plane.air[row * plane.columns + column] -= much * (float) Math.sqrt(rest);
                    extent.add(column, row);
                }
            }
        }
        if (lesion.form() == Form.SPICULATED) {
            spicules(lesion, x, y);
        }
    }

    private void spicules(Lesion lesion, double x, double y) {
        Seeded seeded = new Seeded(lesion.seed());
        Ribbon ribbon = Ribbon.adding(plane, plane.air);
        double radius = .5 * lesion.size();
        for (int i = 0; i < 14; i++) {
            double angle = i * .449 + seeded.normal(0, .12);
            double reach = radius * seeded.uniform(1.25, 1.7);
            double dx = StrictMath.cos(angle);
            double dy = StrictMath.sin(angle);
            ribbon.start().to(x + .8 * radius * dx, y + .8 * radius * dy, .16, -.9 * lesion.strength())
                    .to(x + reach * dx, y + reach * dy, .05, -.1).paint(Profile.ROD);
        }
    }

    /**
     * Alveoli filled with fluid: clouds about a centre, thinning out.
     *
     * @param cut height in cm beyond which the lung is clear (a fissure), or NaN
     * @param below whether the clear lung is below {@code cut}
     */
    void cloud(Lesion lesion, double x, double y, double cut, boolean below) {
        double ry = .5 * lesion.size() * plane.scale;
        double rx = ry * 1.12;
        double across = plane.column(x, y);
        double down = plane.row(x, y);
        double edge = Double.isNaN(cut) ? 0 : plane.row(x, cut);
        float zoom = (float) (70 / ry);
        int seed = (int) lesion.seed();
        float much = (float) Math.min(.9, .76 * lesion.strength());
        float rough = lesion.form() == Form.PATCHY ? .72f : .42f;
        for (int row = first(down - 1.5 * ry); row <= last(down + 1.5 * ry, plane.rows); row++) {
            float gate = 1;
            if (!Double.isNaN(cut)) {
                double beyond = (below ? row + 0.5 - edge : edge - row - 0.5) / (.25 * plane.scale);
                gate = (float) Math.max(0, Math.min(1, .5 - beyond));
            }
            float dy = (float) ((row + 0.5 - down) / ry);
            for (int column = first(across - 1.5 * rx); column <= last(across + 1.5 * rx, plane.columns); column++) {
                float dx = (float) ((column + 0.5 - across) / rx);
                float square = dx * dx + dy * dy;
                float cloud = Math.max(-.8f, textures.clouds[texel(row * zoom, column * zoom, seed)]);
                // Uneven at the edge, and never empty in the middle.
                float inside = 1.25f - square + rough * cloud * Math.min(1, .2f + square);
                float f = gate * ease(inside * .72f) * (.86f + .2f * cloud);
                int at = row * plane.columns + column;
                if (f > 0 && plane.air[at] > 0) {
                    float goes = much * f;
                    plane.air[at] *= 1 - goes;
                    if (f > .3f && plane.air[at] > 1.2f * (1 - goes)) {
                        extent.add(column, row);
                    }
                }
            }
        }
    }

    /** Bronchi that stay open in filled lung, as dark branches from the hilum's side. */
    void bronchi(Lesion lesion, double x, double y, double fromX, double fromY) {
        Seeded seeded = new Seeded(lesion.seed()).split(3);
        Ribbon ribbon = Ribbon.adding(plane, plane.air);
        double r = .5 * lesion.size();
        double angle = StrictMath.atan2(y - fromY, x - fromX);
        for (int i = 0; i < 4; i++) {
            double a = angle + seeded.normal(0, .45);
            double sx = x - .55 * r * StrictMath.cos(angle) + seeded.normal(0, .2 * r);
            double sy = y - .55 * r * StrictMath.sin(angle) + seeded.normal(0, .2 * r);
            double length = r * seeded.uniform(.6, 1.1);
            ribbon.start().to(sx, sy, .17, .3)
                    .to(sx + .5 * length * StrictMath.cos(a), sy + .5 * length * StrictMath.sin(a),
                            .13, .5 * lesion.strength())
                    .to(sx + length * StrictMath.cos(a + .2), sy + length * StrictMath.sin(a + .2), .08, .15)
                    .paint(Profile.ROD);
        }
    }

    /** Collapsed lung as bands. */
    void bands(Lesion lesion, double x, double y) {
        Seeded seeded = new Seeded(lesion.seed());
        Ribbon ribbon = Ribbon.adding(plane, plane.air);
        int bands = 1 + seeded.below(3);
        for (int i = 0; i < bands; i++) {
            double length = lesion.size() * seeded.uniform(.75, 1);
            double slope = seeded.normal(0, .22);
            double bend = seeded.normal(0, .06) * length;
            double by = y + (i - .5 * (bands - 1)) * seeded.uniform(.8, 1.5);
            double bx = x + seeded.normal(0, .4);
            double half = seeded.uniform(.14, .32);
            double much = -2.9 * lesion.strength();
            ribbon.start();
            for (int n = 0; n <= 10; n++) {
                double u = n / 10.0 - .5;
                double taper = Math.min(1, 6 * (.52 - Math.abs(u)));
                double px = bx + u * length;
                double py = by + u * length * slope + bend * (1 - 4 * u * u);
                ribbon.to(px, py, half * (.6 + .4 * taper), much * taper);
                extent.add((int) plane.column(px, py), (int) plane.row(px, py - half));
                extent.add((int) plane.column(px, py), (int) plane.row(px, py + half));
            }
            ribbon.paint(Profile.ROD);
        }
    }

    static int texel(float row, float column, int seed) {
        int r = ((int) row + seed) & Textures.MASK;
        int c = ((int) column + (seed >> 9)) & Textures.MASK;
        return r * Textures.SIZE + c;
    }

    static float ease(float t) {
        float u = Math.max(0, Math.min(1, t));
        return u * u * (3 - 2 * u);
    }

    private static int first(double at) {
        return Math.max(0, (int) at);
    }

    private static int last(double at, int count) {
        return Math.min(count - 1, (int) at);
    }
}
