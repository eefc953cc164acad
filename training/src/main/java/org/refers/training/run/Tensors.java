package org.refers.training.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.SplittableRandom;
import org.refers.model.network.Kernels;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.PictureUnit;
import org.refers.model.network.RadiographConfig;
import org.refers.model.text.TokenBatch;
import org.refers.training.compute.HostBuffer;
import org.refers.training.data.InputPictures;
import org.refers.training.data.PictureInput;

/** Plain arrays as tensors. */
final class Tensors {

    private Tensors() {
    }

    /** The pictures of a batch as (I, C, S, S) until the buffer is used again, made where {@code kernels} compute if they are raw. */
    static NDArray images(NDManager manager, HostBuffer buffer, InputPictures pictures, NetworkConfig config,
            Kernels kernels) {
        RadiographConfig sizes = config.radiograph();
        return switch (pictures) {
            case InputPictures.Ready ready -> buffer.tensor(manager, ready.values(),
                    new Shape(ready.count(), sizes.channels(), sizes.imageSize(), sizes.imageSize()));
            case InputPictures.Raw raw -> kernels.pictures(unit(manager, buffer, raw)).orElseThrow(
                    () -> new IllegalStateException("plain operators change no pictures; augment_on=host does"));
        };
    }

    private static PictureUnit unit(NDManager manager, HostBuffer buffer, InputPictures.Raw raw) {
        PictureInput input = raw.input();
        int size = input.inputSize();
        float[] plane = input.subtracted().plane(size * size);
        Shape channels = new Shape(1, input.scale().channels(), 1, 1);
        return new PictureUnit(
                buffer.tensor(manager, raw.grey(), new Shape(raw.count(), raw.side(), raw.side())),
                manager.create(raw.maps(), new Shape(raw.count(), 2, 3)),
                manager.create(raw.changes(), new Shape(raw.count(), 2)),
                manager.create(plane, plane.length == 1 ? new Shape() : new Shape(size, size)),
                manager.create(floats(input.scale().mean()), channels),
                manager.create(floats(input.scale().deviation()), channels), size, input.scale().standardise());
    }

    private static float[] floats(List<Double> values) {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i).floatValue();
        }
        return floats;
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
