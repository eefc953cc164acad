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

    LateralShape(Anatomy anatomy, Pose pose, Deformation deformation) {
        this.front = new FrontalShape(anatomy, pose, deformation);
        this.anatomy = anatomy;
        this.deformation = deformation;
        this.height = front.height();
        this.half = .5 * anatomy.thorax().depth() + 1.2;
        double h = height;
        double d = half;
        double round = anatomy.thorax().barrel();
        this.frontWall = Curve.through(-1, -.05 * d, 0, -.12 * d, .05 * h, -.3 * d, .13 * h, -.5 * d, .25 * h,
                -(.7 + .04 * round) * d, .42 * h, -(.86 + .04 * round) * d, .62 * h, -.96 * d, .85 * h, -d, 1.1 * h,
                -.98 * d);
        this.backWall = Curve.through(-1, .3 * d, 0, .36 * d, .06 * h, .58 * d, .16 * h, .8 * d, .32 * h,
                (.95 + .03 * round) * d, .52 * h, (1 + .02 * round) * d, .78 * h, .97 * d, 1.05 * h, .86 * d, 1.3 * h,
                .76 * d);
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

    /** Where the heart's middle is: place and height. */
    double heartZ() {
        return frontWall(.72 * height) + heartHalf() + .35;
    }

    double heartY() {
        return .5 * (front.heartTop() + front.heartBottom()) + 1.3;
    }

    /** Half the heart's extent front to back; grows with the heart's width. */
    double heartHalf() {
        return .5 * anatomy.heart().depth() * (1 + 1.3 * (deformation.ratio() - anatomy.heart().ratio()));
    }

    /** Half the heart's extent up and down. */
    double heartTall() {
        return .5 * (front.heartBottom() - front.heartTop()) + 1.1;
    }

    /** Greatest thickness of the heart from side to side. */
    double heartWide() {
        return 2 * front.halfWidth() * deformation.ratio() * .92;
    }

    /** The spine's middle. */
    double spine(double y) {
        return backWall(y) - 1.1;
    }
}
