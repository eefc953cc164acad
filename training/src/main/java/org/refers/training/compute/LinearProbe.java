package org.refers.training.compute;

import ai.djl.engine.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.refers.model.torch.LinearLayers;
import org.refers.model.torch.LinearTrial;

/** Finds how linear layers are computed fastest on this processor. Measured once a machine and remembered in a small file. */
final class LinearProbe {

    private static final String FILE = "linear.json";
    private static final String NAME = "linear";
    private static final int FORMAT = 1;
    private static final int ROUNDS = 9;
    /** Clearly faster, so that a busy moment does not change how a machine rounds. Where it pays it takes half the time. */
    private static final double GAIN = 0.75;

    private final MachineNote note;

    LinearProbe(Path cache, int threads) {
        this.note = new MachineNote(cache.resolve(FILE), FORMAT,
                "/" + threads + "/" + Engine.getInstance().getVersion());
    }

    LinearLayers layers() {
        Optional<String> known = note.read(NAME);
        if (known.isPresent()) {
            return known.get().equals(LinearLayers.CONVOLUTIONS.word())
                    ? LinearLayers.CONVOLUTIONS
                    : LinearLayers.PRODUCTS;
        }
        LinearLayers best = measure();
        note.write(NAME, best.word());
        return best;
    }

    /** Both ways in turn, since others use the machine too; of each its fastest. */
    private static LinearLayers measure() {
        double product = Double.POSITIVE_INFINITY;
        double convolution = Double.POSITIVE_INFINITY;
        try (LinearTrial products = new LinearTrial(LinearLayers.PRODUCTS);
                LinearTrial convolutions = new LinearTrial(LinearLayers.CONVOLUTIONS)) {
            for (int round = 0; round < ROUNDS; round++) {
                product = Math.min(product, products.seconds());
                convolution = Math.min(convolution, convolutions.seconds());
            }
        } catch (IOException plainOperators) {
            // The engine says itself that it goes without PyTorch's own operators; then every layer is a product.
            return LinearLayers.PRODUCTS;
        }
        return convolution < GAIN * product ? LinearLayers.CONVOLUTIONS : LinearLayers.PRODUCTS;
    }
}
