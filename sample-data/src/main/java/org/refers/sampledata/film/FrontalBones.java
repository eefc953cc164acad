package org.refers.sampledata.film;

import org.refers.sampledata.body.Anatomy;
import org.refers.sampledata.body.Pose;
import org.refers.sampledata.body.Seeded;
import org.refers.sampledata.body.Side;

/** Paints ribs, spine, clavicles, shoulder blades, upper arms and the trachea of a frontal view. */
final class FrontalBones {

    private static final int STEPS = 18;

    private final FrontalShape shape;
    private final Anatomy anatomy;
    private final Pose pose;
    private final Ribbon ribbon;
    private final Seeded seeded;
    private final double density;

    FrontalBones(Plane plane, FrontalShape shape, Anatomy anatomy, Pose pose) {
        this.shape = shape;
        this.anatomy = anatomy;
        this.pose = pose;
        this.ribbon = Ribbon.adding(plane, plane.tissue);
        this.seeded = new Seeded(anatomy.seed()).split(21);
        this.density = anatomy.skeleton().density();
    }

    void paint() {
        spine();
        for (Side side : Side.values()) {
            for (int rib = 1; rib <= 11; rib++) {
                rib(side, rib);
            }
            clavicle(side);
            shoulderBlade(side);
            arm(side);
        }
        airway();
    }

    private void rib(Side side, int rib) {
        Anatomy.Skeleton skeleton = anatomy.skeleton();
        int s = side.sign();
        double start = (rib == 1 ? -1.1 : -1.7) + skeleton.ribPitch() * (rib - 1) * (.93 + .07 * pose.inspiration())
                + seeded.normal(0, .06);
        double drop = skeleton.ribDrop() * (.55 + .16 * rib) + (rib < 3 ? .6 : 0);
        double wide = .43 + .022 * Math.min(rib, 7);
        double outer = rib == 1 ? 5.6 : shape.outer(Math.max(.6, start + drop)) + .1;
        double bend = spineAt(start);
        double much = 1.0 * density;
        ribbon.start();
        for (int i = 0; i <= STEPS; i++) {
            double u = i / (double) STEPS;
            double x = 2.1 + (outer - 2.1) * StrictMath.sin(u * StrictMath.PI / 2);
            double y = start - .55 * StrictMath.sin(u * 2.6) * (1 - u) + drop * u * u * (1.5 - .5 * u);
            double fade = Math.min(1, .35 + 2.2 * u) * (1 + .5 * u * u) * (rib > 9 ? Math.min(1, 3 * (1.02 - u)) : 1);
            ribbon.to(s * x + bend * (1 - u), y, wide, much * fade);
        }
        ribbon.paint(Profile.BONE);
        if (rib <= 9) {
            front(s, rib, start + drop, outer, wide);
        }
    }

    /** The front part of a rib, from the side down towards the breastbone; its cartilage hardly shows. */
    private void front(int s, int rib, double y0, double outer, double wide) {
        double fall = 2.2 + .62 * Math.min(rib, 8) + seeded.normal(0, .15);
        double inner = 3.2 + .62 * rib;
        double much = .95 * density;
        ribbon.start();
        for (int i = 0; i <= STEPS; i++) {
            double u = i / (double) STEPS;
            double x = inner + (outer - inner) * StrictMath.cos(u * StrictMath.PI / 2);
            double y = y0 + fall * (.25 * u + .75 * StrictMath.sin(u * 1.45)) - .25 * fall * u * u;
            double fade = Math.min(1, 4.2 * (1.02 - u)) * (1.35 - .35 * Math.min(1, 3 * u));
            ribbon.to(s * x + pose.rotation() * u * .6, y, wide * (1 + .15 * u), much * fade);
        }
        ribbon.paint(Profile.BONE);
    }

    /** Sideways place of the spine at a height. */
    private double spineAt(double y) {
        double u = y / shape.height() - .5;
        return anatomy.skeleton().curve() * (1 - 4 * u * u) * .6 - pose.rotation() * .25;
    }

    private void spine() {
        double pitch = 2.35;
        double first = -8.5;
        for (int n = 0; n < 20; n++) {
            double y = first + n * pitch * (.86 + .012 * n);
            double size = .86 + .012 * n;
            double x = spineAt(y);
            double half = 1.55 * size + .35;
            double tall = 1.0 * size;
            body(x, y, half, tall);
            for (int s = -1; s <= 1; s += 2) {
                double px = x + s * half * .62;
                ribbon.start().to(px, y - .75 * size, .33, .25).to(px, y - .35 * size, .42, .8 * density)
                        .to(px, y + .1 * size, .4, .25).paint(Profile.BONE);
                ribbon.start().to(x + s * half * .9, y - .55 * size, .45, .5 * density)
                        .to(x + s * (half + 1.5), y - .75 * size, .3, .3 * density).paint(Profile.BONE);
            }
            ribbon.start().to(x - pose.rotation() * .3, y, .2, .5).to(x - pose.rotation() * .3, y + 1.1 * size, .28, .9)
                    .to(x - pose.rotation() * .3, y + 1.5 * size, .2, .2).paint(Profile.ROD);
        }
    }

    /** A vertebral body: a box with brighter end plates. */
    private void body(double x, double y, double half, double tall) {
        double much = 1.55 * density;
        ribbon.start().to(x, y - tall, half, 0).to(x, y - tall + .12, half, much * 1.35)
                .to(x, y - tall + .3, half * .97, much)
                .to(x, y, half * .93, much * .92).to(x, y + tall - .3, half * .97, much)
                .to(x, y + tall - .12, half, much * 1.35).to(x, y + tall, half, 0).paint(Profile.BONE);
    }

    private void clavicle(Side side) {
        int s = side.sign();
        double rise = anatomy.skeleton().clavicleRise() + .8 * (1 - pose.arms());
        double outer = shape.halfWidth() + 2.6;
        double inner = 1.5 + s * pose.rotation() * .8;
        double y = 2.6 - .4 * rise;
        double much = 1.15 * density;
        ribbon.start();
        for (int i = 0; i <= STEPS; i++) {
            double u = i / (double) STEPS;
            double x = inner + (outer - inner) * u;
            double wave = 1.25 * StrictMath.sin(u * 6.1 + .4) * (1 - .3 * u);
            double wide = .62 + .35 * Math.max(0, 1 - 5 * u) - .12 * StrictMath.sin(u * 3.1) + .2 * u * u;
            ribbon.to(s * x, y - rise * u + wave * .55, wide,
                    much * (.75 + .25 * Math.min(1, 6 * u)) * Math.min(1, 7 * (1.03 - u)));
        }
        ribbon.paint(Profile.BONE);
    }

    private void shoulderBlade(Side side) {
        int s = side.sign();
        double away = shape.halfWidth() * .78 + 3.1 * pose.arms();
        double top = -.2;
        double much = .55 * density;
        double joint = shape.halfWidth() + 3.2;
        // medial border, blade, lateral border, spine
        ribbon.start().to(s * (away - .5), top + .3, .3, .2).to(s * (away - 1.2), top + 5, .28, much)
                .to(s * (away + .2), top + 11, .3, much).to(s * (away + 1.4), top + 14, .4, .2).paint(Profile.ROD);
        ribbon.start().to(s * (away + 3), top + 1, 2.6, .1).to(s * (away + 2.2), top + 4, 2.5, .4 * density)
                .to(s * (away + 1.6), top + 9, 1.5, .35 * density).to(s * (away + 1.5), top + 13.6, .4, .1)
                .paint(Profile.SOFT);
        ribbon.start().to(s * joint, top + 2.8, .75, much).to(s * (away + 3.6), top + 6.5, .5, much * 1.5)
                .to(s * (away + 2.2), top + 11, .45, much * 1.3).to(s * (away + 1.4), top + 14.1, .4, .2)
                .paint(Profile.BONE);
        ribbon.start().to(s * (away - .6), top + 2.6, .3, .25).to(s * (away + 3), top + 1.1, .4, much)
                .to(s * (joint + .8), top - 1.1, .8, much * 1.2).paint(Profile.BONE);
        ribbon.start().to(s * (joint - 1.7), top + .6, .6, .3).to(s * (joint - .6), top + 2, .7, .9 * density)
                .to(s * (joint - .3), top + 3.6, .5, .3).paint(Profile.BONE);
    }

    private void arm(Side side) {
        int s = side.sign();
        double joint = shape.halfWidth() + 4.5;
        double out = 1.5 + 4.5 * pose.arms();
        double much = 2.1 * density;
        ribbon.start().to(s * joint, .2, .7, .5).to(s * (joint + .1), 1, 1.9, much * .9)
                .to(s * (joint + .4), 2.6, 2.1, much).to(s * (joint + .6), 4.4, 1.5, much)
                .to(s * (joint + .8 + .3 * out), 8.5, 1.15, much).to(s * (joint + .9 + .9 * out), 15, 1.1, much)
                .to(s * (joint + .9 + 1.9 * out), 26, 1.1, much).paint(Profile.BONE);
    }

    private void airway() {
        double shift = shape.shift(5);
        double carina = .235 * shape.height() + 1.2;
        double c = .35 + shift;
        ribbon.start().to(.1, -9, .8, -1.3).to(.1 + .3 * shift, -4, .85, -1.9).to(.2 + .7 * shift, 0, .85, -1.9)
                .to(.25 + shift, carina - 2.5, .85, -1.9).to(c, carina - .6, 1, -1.7).to(c, carina + .2, 1.2, -.3)
                .paint(Profile.ROD);
        ribbon.start().to(c - .2, carina - .7, .5, -.4).to(c - 1.2, carina + .9, .65, -1.3)
                .to(c - 2.3, carina + 2.8, .6, -1.0).to(c - 3.2, carina + 4.6, .45, -.5).paint(Profile.ROD);
        ribbon.start().to(c + .3, carina - .6, .5, -.4).to(c + 1.8, carina + .7, .6, -1.2)
                .to(c + 3.6, carina + 2.1, .52, -.9).to(c + 4.6, carina + 3.6, .4, -.4).paint(Profile.ROD);
    }
}
