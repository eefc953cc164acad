package org.refers.model.network;

import ai.djl.ndarray.NDArray;
import java.util.Optional;

/**
 * The radiographs of B studies. A radiograph that stands for several views of its study is given and encoded once.
 *
 * @param images normalised pixels of the distinct radiographs, (I, C, S, S)
 * @param views for each study in turn, the V rows of {@code images} that are its views; B * V entries
 * @param keptPatches indices of the patches to keep, int64 (I, M), for training with token dropping; with gates a patch
 *     the views of a study must keep the same ones
 */
public record StudyBatch(NDArray images, long[] views, Optional<NDArray> keptPatches) {

    /** A batch in which every row of the images is a view of its own, study after study. */
    public static StudyBatch ofAllViews(NDArray images) {
        long[] views = new long[Math.toIntExact(images.getShape().get(0))];
        for (int i = 0; i < views.length; i++) {
            views[i] = i;
        }
        return new StudyBatch(images, views, Optional.empty());
    }

    /** Whether every row of the images is used once, in order. */
    boolean isInOrder() {
        if (views.length != images.getShape().get(0)) {
            return false;
        }
        for (int i = 0; i < views.length; i++) {
            if (views[i] != i) {
                return false;
            }
        }
        return true;
    }
}
