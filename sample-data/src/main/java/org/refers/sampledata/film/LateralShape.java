package org.refers.sampledata.film;

import org.refers.sampledata.body.Anatomy;
import org.refers.sampledata.body.Pose;
import org.refers.sampledata.body.Side;

/**
 * The chest from the left side, from the same numbers as {@link FrontalShape}: places in cm from the chest's middle,
 * front below 0, and heights down from the lungs' top.
 */
final class LateralShape {

    private final FrontalShape front;
    private final Anatomy anatomy;
    private final Deformation deformation;
    private final double height;
    private final double half;
    private final Curve frontWall;
    private final Curve backWall;
    private final Curve heartFront;
    private final Curve heartBack;
    private final Curve heartWide;

    LateralShape(Anatomy anatomy, Pose pose, Deformation deformation) {
        this.front = new FrontalShape(anatomy, pose, deformation);
        this.anatomy = anatomy;
        this.deformation = deformation;
        this.height = front.height();
        this.half = .5 * anatomy.thorax().depth() + 2.1;
        double h = height;
        double d = half;
        double round = anatomy.thorax().barrel();
        this.frontWall = Curve.through(-1, -.05 * d, 0, -.12 * d, .05 * h, -.3 * d, .13 * h, -.5 * d, .25 * h,
                -(.7 + .04 * round) * d, .42 * h, -(.86 + .04 * round) * d, .62 * h, -.96 * d, .85 * h, -d, 1.1 * h,
                -.98 * d);
        this.backWall = Curve.through(-1, .3 * d, 0, .36 * d, .06 * h, .58 * d, .16 * h, .8 * d, .32 * h,
                (.95 + .03 * round) * d, .52 * h, (1 + .02 * round) * d, .78 * h, .97 * d, 1.05 * h, .86 * d, 1.3 * h,
                .76 * d);
        double wide = 2 * front.halfWidth() * deformation.ratio();
        double grown = .5 * anatomy.heart().depth() * (1 + 1.6 * (deformation.ratio() - anatomy.heart().ratio())) - 4.8;
        double low = dome(Side.LEFT, -.4 * d);
        this.heartFront = Curve.through(.22 * h, -.3 * d, .32 * h, -.38 * d, .44 * h, -.6 * d, .56 * h,
                Math.max(frontWall(.56 * h) + .7 - .7 * grown, frontWall(.56 * h) + .2), .75 * h,
                frontWall(.75 * h) + .25,
                low + 2, frontWall(low + 2) + .6);
        this.heartBack = Curve.through(.22 * h, .04 * d, .34 * h, .08 * d, .46 * h, .15 * d + grown, .6 * h,
                .22 * d + 1.4 * grown, .74 * h, .19 * d + 1.4 * grown, low, .04 * d + grown, low + 3, -.3 * d);
        this.heartWide = Curve.through(.2 * h, 0, .26 * h, 2, .36 * h, 4.2, .48 * h, .62 * wide, .62 * h, .88 * wide,
                .76 * h,
                .92 * wide, low + 1, .8 * wide, low + 3, .4 * wide);
    }

    FrontalShape front() {
        return front;
    }

    double height() {
        return height;
    }

    /** Half the chest's inner depth. */
    double half() {
        return half;
    }

    double frontWall(double y) {
        return frontWall.at(y);
    }

    double backWall(double y) {
        return backWall.at(y);
    }

    /** Thickness of both lungs together, from side to side, mediastinum not yet taken off. */
    double width(double y) {
        return 2 * front.outer(Math.max(0, y)) * Math.min(1, .25 + 3 * Math.max(0, y) / height);
    }

    /** Height of a dome at a place: high in front, falling far to the back. */
    double dome(Side side, double z) {
        double lower = side == Side.LEFT ? anatomy.thorax().leftDomeLower() : 0;
        double rise = anatomy.thorax().domeHeight();
        double top = height - rise - deformation.raise(side) + lower;
        double u = (z + .22 * half) / half;
        if (u < 0) {
            return top + 1.1 * rise * u * u * .9;
        }
        return top + (rise + 1.8) * (.45 * u * u + .62 * u * u * u);
    }

    /** Front border of heart and great vessels. */
    double heartFront(double y) {
        return heartFront.at(y);
    }

    /** Back border of heart and great vessels. */
    double heartBack(double y) {
        return heartBack.at(y);
    }

    /** Thickness of heart and great vessels from side to side. */
    double heartWide(double y) {
        return heartWide.at(y);
    }

    /** The spine's middle. */
    double spine(double y) {
        return backWall(y) - 1.9;
    }
}
