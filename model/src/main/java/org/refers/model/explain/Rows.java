package org.refers.model.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;

/** Cuts results into rows and picks one score of each row. */
final class Rows {

    private Rows() {
    }

    /** The values of a tensor by its first axis. */
    static float[][] of(NDArray array) {
        int rows = Math.toIntExact(array.getShape().get(0));
        float[] values = array.toFloatArray();
        int width = rows == 0 ? 0 : values.length / rows;
        float[][] cut = new float[rows][width];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, row * width, cut[row], 0, width);
        }
        return cut;
    }

    /** Sum over the rows of the logit that each row asks for, a scalar: rows do not meet, so gradients stay apart. */
    static NDArray chosen(NDArray logits, int[] findings) {
        int classes = Math.toIntExact(logits.getShape().get(1));
        float[] choice = new float[findings.length * classes];
        for (int row = 0; row < findings.length; row++) {
            choice[row * classes + findings[row]] = 1;
        }
        return logits.mul(logits.getManager().create(choice, new Shape(findings.length, classes))).sum();
    }
}
