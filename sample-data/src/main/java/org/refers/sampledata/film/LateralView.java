package org.refers.sampledata.film;

import java.util.List;
import org.refers.sampledata.body.Anatomy;
import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Pose;

/** Draws a left lateral view of the same chest with the same findings. */
final class LateralView {

    private LateralView() {
    }

    static Plane draw(Anatomy anatomy, List<Lesion> lesions, Pose pose, Plane.Frame frame, Textures textures) {
        Plane plane = new Plane(frame);
        LateralShape shape = new LateralShape(anatomy, pose, Deformation.of(anatomy.heart().ratio(), lesions));
        new LateralBody(plane, shape, anatomy).paint();
        LateralLesions painter = new LateralLesions(plane, shape, textures);
        for (Lesion lesion : lesions) {
            painter.paint(lesion);
        }
        FrontalView.inflate(plane, textures, anatomy.seed() >>> 7);
        new LateralBones(plane, shape, anatomy).paint();
        return plane;
    }
}
