package org.refers.sampledata.film;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.refers.model.finding.Box;
import org.refers.sampledata.body.Anatomy;
import org.refers.sampledata.body.FindingKind;
import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Pose;
import org.refers.sampledata.body.Seeded;

/** Draws a frontal view: soft tissue, air, findings, bones, in this order. */
final class FrontalView {

    /** Density of an inflated lung, as a share of water's. */
    static final float LUNG = 0.28f;

    private FrontalView() {
    }

    /**
     * A frontal view.
     *
     * @param plane what the beam met
     * @param boxes where each finding is, in pixels, in the order of the findings; empty where it cannot be seen
     */
    record Drawn(Plane plane, List<Optional<Box>> boxes) {
    }

    static Drawn draw(Anatomy anatomy, List<Lesion> lesions, Pose pose, Plane.Frame frame, Textures textures,
            Seeded marker) {
        Plane plane = new Plane(frame);
        FrontalShape shape = new FrontalShape(anatomy, pose, Deformation.of(anatomy.heart().ratio(), lesions));
        List<Lesion> gaps = lesions.stream().filter(lesion -> lesion.kind() == FindingKind.PNEUMOTHORAX).toList();
        List<Pleura> pleurae = gaps.stream().map(gap -> new Pleura(shape, gap)).toList();
        new FrontalBody(plane, shape, anatomy, pose).paint();
        new FrontalVessels(plane, shape, anatomy, (side, x, y) -> {
            double a = side.sign() * x;
            boolean inChest = a < shape.outer(y) - .4 && y > .6 && y < shape.dome(side, x) + 2.5 && a > 0;
            for (int i = 0; i < gaps.size() && inChest; i++) {
                inChest = gaps.get(i).side() != side || pleurae.get(i).inside(a, y);
            }
            return inChest;
        }).paint();
        FrontalLesions painter = new FrontalLesions(plane, shape, textures);
        List<Optional<Box>> boxes = new ArrayList<>();
        for (Lesion lesion : lesions) {
            boxes.add(painter.paint(lesion));
        }
        inflate(plane, textures, anatomy.seed());
        new FrontalBones(plane, shape, anatomy, pose).paint();
        Marker.paint(plane, marker);
        return new Drawn(plane, boxes);
    }

    /** Takes the air from the tissue; the lung's grain shows where there is lung. */
    static void inflate(Plane plane, Textures textures, long seed) {
        int shift = (int) (seed & Textures.MASK);
        for (int row = 0; row < plane.rows; row++) {
            int at = row * plane.columns;
            int tile = ((row + shift) & Textures.MASK) * Textures.SIZE;
            for (int column = 0; column < plane.columns; column++, at++) {
                int texel = tile + (column & Textures.MASK);
                float air = Math.max(0, plane.air[at]);
                plane.tissue[at] = plane.tissue[at] * (1 + 0.012f * textures.clouds[texel])
                        - air * (1 - LUNG) * (1 + 0.032f * textures.grain[texel]);
            }
        }
    }
}
