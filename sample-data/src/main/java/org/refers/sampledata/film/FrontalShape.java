package org.refers.sampledata.film;

import org.refers.sampledata.body.Anatomy;
import org.refers.sampledata.body.Pose;
import org.refers.sampledata.body.Side;

/**
 * The chest from the front: where its borders are at a height, in cm from the midline, and how thick things are along
 * the beam. Heights count down from the lungs' top.
 */
final class FrontalShape {

    private final Anatomy.Thorax thorax;
    private final double height;
    private final double halfWidth;
    private final Deformation deformation;
    private final Pose pose;
    private final Curve outer;
    private final Curve centre;
    private final Curve inner;
    private final Curve depth;
    private final Curve leftBorder;
    private final Curve rightBorder;
    private final Curve mediastinumDepth;
    private final double heartTop;
    private final double heartBottom;

    FrontalShape(Anatomy anatomy, Pose pose, Deformation deformation) {
        this.thorax = anatomy.thorax();
        this.pose = pose;
        this.deformation = deformation;
        this.height = thorax.height() * pose.inspiration();
        this.halfWidth = thorax.halfWidth() * (0.97 + 0.03 * pose.inspiration());
        double w = halfWidth;
        double h = height;
        this.outer = Curve.through(0, .34 * w, .005 * h, .41 * w, .02 * h, .475 * w, .045 * h, .545 * w, .08 * h,
                .62 * w,
                .14 * h, .715 * w, .25 * h, .825 * w, .4 * h, .915 * w, .58 * h, .97 * w, .8 * h, w, 1.3 * h, .985 * w);
        this.centre = Curve.through(0, .34 * w, .1 * h, .36 * w, .22 * h, .29 * w, .36 * h, .17 * w, h, .15 * w);
        this.inner = Curve.through(0, .335 * w, .005 * h, .27 * w, .02 * h, .215 * w, .05 * h, .17 * w, .1 * h, .15 * w,
                .2 * h, .1 * w, .32 * h, -.3 * w, h, -.4 * w);
        double d = thorax.depth();
        this.depth = Curve.through(0, .12 * d, .02 * h, .26 * d, .06 * h, .39 * d, .14 * h, .58 * d, .28 * h, .82 * d,
                .5 * h, .97 * d, .75 * h, d, h, .97 * d);
        Anatomy.Heart heart = anatomy.heart();
        double ratio = deformation.ratio() * pose.magnification() * (1 + 0.6 * (1 - pose.inspiration()));
        double width = ratio * 2 * halfWidth;
        double left = width * heart.leftShare();
        double right = width - left;
        double low = dome(Side.LEFT, left * .8);
        double top = .335 * h;
        this.heartTop = top;
        this.heartBottom = low;
        double span = low - top;
        double hollow = .07 * (heart.waist() - .3) * left;
        double arch = heart.arch();
        double knob = .235 * h;
        this.leftBorder = Curve.through(-3, 2.3, .05 * h, 2.1, knob - 3, 2.15, knob - 1.6, arch - .55, knob - .7,
                arch - .06,
                knob + .5, arch, knob + 1.6, arch - .4, knob + 2.6, Math.max(arch - .75, .4 * left) - hollow,
                top + .1 * span + .8,
                .44 * left + .2, top + .28 * span, .56 * left - hollow, top + .46 * span, .735 * left - .6 * hollow,
                top + .64 * span, .885 * left, top + .8 * span, .975 * left, top + .92 * span, left, top + 1.04 * span,
                .975 * left, top + 1.2 * span, .8 * left, top + 1.45 * span, .3 * left);
        this.rightBorder = Curve.through(-3, 2.2, .06 * h, 2.2, .2 * h, heart.rightVessels(), .36 * h,
                Math.max(heart.rightVessels(), .62 * right), top + .3 * span, .8 * right, top + .55 * span, .97 * right,
                top + .75 * span, right, top + .97 * span, .9 * right, top + 1.2 * span, .6 * right,
                top + 1.45 * span, .3 * right);
        double heartDepth = heart.depth() * (1 + 1.1 * (deformation.ratio() - heart.ratio()));
        this.mediastinumDepth = Curve.through(0, .2 * d, .1 * h, .3 * d, .2 * h, .42 * d, .3 * h, .5 * d,
                top + .35 * span,
                heartDepth * .9, top + .65 * span, heartDepth, top + span, heartDepth * .95, 1.1 * h, heartDepth * .8);
    }

    double height() {
        return height;
    }

    double halfWidth() {
        return halfWidth;
    }

    /** Outer border of a lung, above 0 on both sides. */
    double outer(double y) {
        return outer.at(y);
    }

    /** Where a lung is thickest, above 0 on both sides. */
    double centre(double y) {
        return centre.at(y);
    }

    /** Inner border of a lung as the spine would leave it, above 0 on both sides. */
    double inner(double y) {
        return inner.at(y);
    }

    /** Greatest thickness of the lungs. */
    double depth(double y) {
        return depth.at(y);
    }

    /** Border of the mediastinum on a side, above 0; with the shift. */
    double border(Side side, double y) {
        double border = side == Side.LEFT ? leftBorder.at(y) : rightBorder.at(y);
        return Math.max(0.5, border + side.sign() * shift(y));
    }

    double mediastinumDepth(double y) {
        return mediastinumDepth.at(y);
    }

    /** Shift of the mediastinum to the left: by disease, and by rotation for what lies in front. */
    double shift(double y) {
        return deformation.shift() * Math.min(1, Math.max(0.3, y / (.4 * height))) + pose.rotation() * 0.35;
    }

    /** Heart's upper end. */
    double heartTop() {
        return heartTop;
    }

    /** Heart's lower end. */
    double heartBottom() {
        return heartBottom;
    }

    /** Height of the diaphragm's dome on a side, at {@code x} cm from the midline. */
    double dome(Side side, double x) {
        double lower = side == Side.LEFT ? thorax.leftDomeLower() : 0;
        double rise = thorax.domeHeight();
        double top = height - rise - deformation.raise(side) + lower;
        double peak = .5 * halfWidth;
        double u = (Math.abs(x) - peak) / (halfWidth * 1.005 - peak);
        if (u < 0) {
            double v = u * u;
            return top + 0.42 * rise * v + 0.12 * rise * v * v;
        }
        double v = Math.min(u, 1.1);
        double angle = rise + deformation.raise(side) * 0.6;
        return top + angle * (0.55 * v * v + 0.45 * v * v * v * v * v * v);
    }
}
