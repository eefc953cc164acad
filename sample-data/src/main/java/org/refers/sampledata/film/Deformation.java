package org.refers.sampledata.film;

import java.util.List;
import org.refers.sampledata.body.Form;
import org.refers.sampledata.body.Lesion;
import org.refers.sampledata.body.Side;

/**
 * What findings do to the shape of the chest.
 *
 * @param ratio cardiothoracic ratio, disease included
 * @param shift of the mediastinum to the patient's left, cm
 * @param raiseRight how far the right dome is raised, cm
 * @param raiseLeft how far the left dome is raised, cm
 */
record Deformation(double ratio, double shift, double raiseRight, double raiseLeft) {

    static Deformation of(double ratio, List<Lesion> lesions) {
        double shift = 0;
        double[] raise = new double[2];
        for (Lesion lesion : lesions) {
            int sign = lesion.side().sign();
            switch (lesion.kind()) {
                case CARDIOMEGALY -> ratio = lesion.size();
                case PLEURAL_EFFUSION -> shift -= sign * Math.max(0, lesion.size() - 9) * 0.13;
                case PNEUMOTHORAX -> shift -= sign * Math.max(0, lesion.size() - 3) * 0.35;
                case ATELECTASIS -> {
                    if (lesion.form() != Form.LINEAR) {
                        shift += sign * 0.22 * lesion.size();
                    }
                    if (lesion.form() == Form.WEDGE) {
                        raise[lesion.side().ordinal()] += 0.32 * lesion.size();
                    }
                }
                default -> {
                    // The others leave the shape alone.
                }
            }
        }
        return new Deformation(ratio, shift, raise[Side.RIGHT.ordinal()], raise[Side.LEFT.ordinal()]);
    }

    double raise(Side side) {
        return side == Side.RIGHT ? raiseRight : raiseLeft;
    }
}
