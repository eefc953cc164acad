package org.refers.sampledata.film;

import org.refers.sampledata.body.Anatomy;
import org.refers.sampledata.body.Seeded;

/** Paints spine, ribs, breastbone, shoulder blades and the windpipe of a lateral view. */
final class LateralBones {

    private static final int STEPS = 16;

    private final LateralShape shape;
    private final Anatomy anatomy;
    private final Ribbon ribbon;
    private final Seeded seeded;
    private final double density;

    LateralBones(Plane plane, LateralShape shape, Anatomy anatomy) {
        this.shape = shape;
        this.anatomy = anatomy;
        this.ribbon = Ribbon.adding(plane, plane.tissue);
        this.seeded = new Seeded(anatomy.seed()).split(61);
        this.density = anatomy.skeleton().density();
    }

    void paint() {
        spine();
        for (int rib = 1; rib <= 11; rib++) {
            rib(rib, seeded.normal(-.15, .12), .95);
            rib(rib, seeded.normal(.35, .12), 1.08);
        }
        breastbone();
        blades();
        airway();
    }

    private void spine() {
        double y = -9;
        for (int n = 0; n < 20 && y < 45; n++) {
            double size = .84 + .014 * n;
            double z = shape.spine(Math.max(0, y)) + (y < 0 ? .16 * y : 0);
            double slope = (shape.spine(Math.max(0, y) + 1) - shape.spine(Math.max(0, y) - 1 + 1e-9)) / 2;
            vertebra(z, y, slope, size);
            y += 2.36 * size;
        }
    }

    private void vertebra(double z, double y, double slope, double size) {
        double tall = .97 * size;
        double half = 1.5 * size;
        double much = 2.3 * density;
        ribbon.start();
        double[] at = {-1, -.86, -.68, 0, .68, .86, 1};
        double[] wide = {1, 1, .96, .9, .96, 1, 1};
        double[] dense = {0, 1.35, .95, .85, .95, 1.35, 0};
        for (int i = 0; i < at.length; i++) {
            double v = at[i] * tall;
            ribbon.to(z + slope * v, y + v, half * wide[i], much * dense[i]);
        }
        ribbon.paint(Profile.BONE);
        // Pedicles, joints and the spinous process behind.
        ribbon.start().to(z + half * .8, y - .3 * size, .42, .8 * density)
                .to(z + half + 1.1, y + .1, .55, 1.2 * density)
                .to(z + half + 1.6, y + 1.0, .5, .7 * density).paint(Profile.BONE);
        ribbon.start().to(z + half + 1.3, y + .3, .4, .7 * density).to(z + half + 3.1, y + 1.6, .38, .9 * density)
                .to(z + half + 3.9, y + 2.2, .3, .3).paint(Profile.ROD);
    }

    private void rib(int rib, double offset, double magnified) {
        double start = (-1.4 + anatomy.skeleton().ribPitch() * (rib - 1)) * magnified + offset;
        double fall = (2.6 + .95 * Math.min(rib, 9)) * (.9 + .02 * anatomy.skeleton().ribDrop());
        double much = .62 * density;
        double length = rib < 10 ? 1 : .62;
        ribbon.start();
        for (int i = 0; i <= STEPS; i++) {
            double u = i / (double) STEPS * length;
            double y = start - .5 * StrictMath.sin(3.1 * Math.min(1, 2.2 * u)) + fall * u * (.55 + .45 * u);
            double back = shape.backWall(Math.max(0, start)) + .9 - .6 * Math.max(0, 1 - 6 * u);
            double front = shape.frontWall(Math.max(0, start + fall)) + .2;
            double z = back + (front - back) * u;
            double edge = Math.max(Math.max(0, 1 - 9 * u), 0);
            ribbon.to(z, y, .42 + .02 * Math.min(rib, 7),
                    much * (1 + 1.1 * edge) * Math.min(1, 5 * (1.02 * length - u)));
        }
        ribbon.paint(Profile.BONE);
    }

    private void breastbone() {
        double h = shape.height();
        double much = 2.1 * density;
        ribbon.start();
        for (int i = 0; i <= 12; i++) {
            double u = i / 12.0;
            double y = .1 * h + u * .56 * h;
            double ends = Math.min(1, 8 * Math.min(u + .02, 1.02 - u));
            double joint = Math.abs(u - .28) < .05 ? .55 : 1;
            ribbon.to(shape.frontWall(y) - .75, y, .62 - .12 * u, much * ends * joint);
        }
        ribbon.paint(Profile.BONE);
    }

    private void blades() {
        for (int i = 0; i < 2; i++) {
            double z = shape.backWall(4) - 1.2 + 2.0 * i + seeded.normal(0, .3);
            ribbon.start().to(z - 2, -1, .3, .3).to(z - .4, 3, .3, .9 * density).to(z + .5, 8, .28, .9 * density)
                    .to(z + .7, 12, .4, .3).paint(Profile.ROD);
        }
    }

    private void airway() {
        double h = shape.height();
        double z = -.02 * shape.half();
        ribbon.start().to(z - 2.2, -8, .8, -1.2).to(z - 1.5, -2, .85, -2.1).to(z - .6, .15 * h, .85, -2.3)
                .to(z + .1, .29 * h, .85, -2.1).to(z + .35, .345 * h, .7, -.9).paint(Profile.ROD);
        ribbon.start().to(z + .1, .375 * h, .72, 0).to(z + .15, .378 * h, .7, -1.8).to(z + .45, .40 * h, .6, -1.6)
                .to(z + .9, .46 * h, .5, -.6).paint(Profile.ROD);
    }
}
