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
 * window is an eighth of the picture's side, as a lesion of about 4 cm, and moves patch by patch; a patch gets the mean
 * of the windows that cover it.
 */
record Occlusion(FindingClassifier classifier) implements MapMethod {

    private static final double WINDOWS_A_SIDE = 8;
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
        int grid = classifier.config().radiograph().grid();
        int window = Math.max(1, (int) Math.round(grid / WINDOWS_A_SIDE));
        int places = grid - window + 1;
        float[] falls = new float[places * places];
        for (int from = 0; from < falls.length; from += ROWS_A_PASS) {
            int to = Math.min(falls.length, from + ROWS_A_PASS);
            float[][] covered = covered(embeddings, blank, masks(from, to, grid, window));
            for (int place = from; place < to; place++) {
                falls[place] = score - covered[place - from][finding];
            }
        }
        return spread(falls, grid, window);
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

    /** One row a place, 1 at the patches that the window covers there. */
    private static float[] masks(int from, int to, int grid, int window) {
        int places = grid - window + 1;
        float[] masks = new float[(to - from) * grid * grid];
        for (int place = from; place < to; place++) {
            for (int row = 0; row < window; row++) {
                int start = (place - from) * grid * grid + (place / places + row) * grid + place % places;
                Arrays.fill(masks, start, start + window, 1);
            }
        }
        return masks;
    }

    private static float[] spread(float[] falls, int grid, int window) {
        int places = grid - window + 1;
        float[] map = new float[grid * grid];
        for (int patch = 0; patch < map.length; patch++) {
            int row = patch / grid;
            int column = patch % grid;
            double sum = 0;
            int count = 0;
            for (int top = Math.max(0, row - window + 1); top <= Math.min(row, places - 1); top++) {
                for (int left = Math.max(0, column - window + 1); left <= Math.min(column, places - 1); left++) {
                    sum += falls[top * places + left];
                    count++;
                }
            }
            map[patch] = (float) (sum / count);
        }
        return map;
    }
}
