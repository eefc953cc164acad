package org.refers.model.explain;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.Mode;
import org.refers.model.network.ParameterLayout;

/**
 * Occlusion (Zeiler and Fergus 2014): how far the finding's logit falls when a window is covered by the mean picture. The
 * window's side is three eighths of the picture's and moves patch by patch, over the edges too, so that each patch lies
 * under as many windows as any other; a patch gets their mean. Smaller windows leave enough of a lesion or a heart for
 * the network to go on seeing it, and windows that stop at the edge favour the middle (decision 35).
 */
record Occlusion(FindingClassifier classifier) implements MapMethod {

    private static final double WINDOW = 3.0 / 8;
    /** Covered pictures of one pass: larger passes gain nothing on a processor and take memory. */
    private static final int ROWS_A_PASS = 64;

    @Override
    public float[][] maps(NDArray images, int[] findings) {
        NDArray embeddings = classifier.radiograph().embedPatches(images);
        float[][] scores = Rows.of(classifier.head(classifier.radiograph().encodePatches(embeddings, Mode.EVALUATION)));
        NDArray blank = classifier.radiograph().embedPatches(blankPicture(images));
        float[][] maps = new float[findings.length][];
        for (int i = 0; i < findings.length; i++) {
            NDArray one = embeddings.get(i + ":" + (i + 1));
            maps[i] = map(one, blank, findings[i], scores[i][findings[i]]);
        }
        return maps;
    }

    /** What the network takes for a picture without content: its input statistics put the mean at 0. */
    private NDArray blankPicture(NDArray images) {
        if (classifier.config().pixels().meanImage()) {
            return classifier.parameters().get(ParameterLayout.MEAN_IMAGE);
        }
        Shape shape = images.getShape();
        return images.getManager().zeros(new Shape(1, shape.get(1), shape.get(2), shape.get(3)));
    }

    private float[] map(NDArray embeddings, NDArray blank, int finding, float score) {
        Windows windows = Windows.on(classifier.config().radiograph().grid());
        float[] falls = new float[windows.count()];
        for (int from = 0; from < falls.length; from += ROWS_A_PASS) {
            int to = Math.min(falls.length, from + ROWS_A_PASS);
            float[][] covered = covered(embeddings, blank, windows.masks(from, to));
            for (int place = from; place < to; place++) {
                falls[place] = score - covered[place - from][finding];
            }
        }
        return windows.spread(falls);
    }

    private float[][] covered(NDArray embeddings, NDArray blank, float[] masks) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDManager manager = embeddings.getManager();
            long patches = embeddings.getShape().get(1);
            NDArray mask = manager.create(masks, new Shape(masks.length / patches, patches, 1));
            NDArray rows = embeddings.add(blank.sub(embeddings).mul(mask));
            return Rows.of(classifier.head(classifier.radiograph().encodePatches(rows, Mode.EVALUATION)));
        }
    }

    /**
     * Where the window stands: place (i, j) covers the patches of the rows {@code i - side + 1} to {@code i} and of the
     * columns {@code j - side + 1} to {@code j}, as far as they are on the grid.
     *
     * @param grid patches a side of the picture
     * @param side patches a side of the window
     */
    private record Windows(int grid, int side) {

        static Windows on(int grid) {
            return new Windows(grid, Math.max(1, (int) Math.round(grid * WINDOW)));
        }

        private int places() {
            return grid + side - 1;
        }

        int count() {
            return places() * places();
        }

        /** One row a place, 1 at the patches that the window covers there. */
        float[] masks(int from, int to) {
            float[] masks = new float[(to - from) * grid * grid];
            for (int place = from; place < to; place++) {
                int bottom = place / places();
                int right = place % places();
                for (int row = Math.max(0, bottom - side + 1); row <= Math.min(bottom, grid - 1); row++) {
                    int line = ((place - from) * grid + row) * grid;
                    Arrays.fill(masks, line + Math.max(0, right - side + 1), line + Math.min(right, grid - 1) + 1, 1);
                }
            }
            return masks;
        }

        /** The mean fall of the windows over each patch. */
        float[] spread(float[] falls) {
            float[] map = new float[grid * grid];
            for (int patch = 0; patch < map.length; patch++) {
                double sum = 0;
                for (int i = 0; i < side * side; i++) {
                    sum += falls[(patch / grid + i / side) * places() + patch % grid + i % side];
                }
                map[patch] = (float) (sum / (side * side));
            }
            return map;
        }
    }
}
