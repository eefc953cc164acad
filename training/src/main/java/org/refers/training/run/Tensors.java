package org.refers.training.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.SplittableRandom;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.RadiographConfig;
import org.refers.model.text.TokenBatch;

/** Plain arrays as tensors. */
final class Tensors {

    private Tensors() {
    }

    /** Input values as (I, C, S, S). */
    static NDArray images(NDManager manager, float[] pixels, int images, NetworkConfig config) {
        RadiographConfig sizes = config.radiograph();
        return manager.create(pixels, new Shape(images, sizes.channels(), sizes.imageSize(), sizes.imageSize()));
    }

    static NDArray ids(NDManager manager, TokenBatch tokens) {
        return manager.create(tokens.ids(), new Shape(tokens.rows(), tokens.length()));
    }

    static NDArray mask(NDManager manager, TokenBatch tokens) {
        return manager.create(tokens.mask(), new Shape(tokens.rows(), tokens.length()));
    }

    /**
     * Draws the patches that a training step keeps.
     *
     * @param rows number of draws
     * @param patches N
     * @param kept M, at most N
     * @return rows times M indices, rising within a row
     */
    static long[] keptPatches(int rows, int patches, int kept, SplittableRandom random) {
        long[] indices = new long[rows * kept];
        for (int row = 0; row < rows; row++) {
            int taken = 0;
            // Selection sampling (Knuth, algorithm S): each patch with the chance that the rest still needs.
            for (int patch = 0; patch < patches && taken < kept; patch++) {
                if (random.nextInt(patches - patch) < kept - taken) {
                    indices[row * kept + taken] = patch;
                    taken++;
                }
            }
        }
        return indices;
    }
}
