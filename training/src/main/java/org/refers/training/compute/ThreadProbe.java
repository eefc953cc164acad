package org.refers.training.compute;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.refers.model.torch.TorchThreads;

/**
 * Finds how many threads are fastest: two can be several times slower than one where two virtual processors share a
 * core. Measured once a machine and remembered in a small file.
 */
final class ThreadProbe {

    private static final String FILE = "threads.json";
    private static final int FORMAT = 1;
    /** About the largest product of a tiny network's step. */
    private static final int SIZE = 384;
    private static final int PRODUCTS = 12;
    private static final int ROUNDS = 3;
    /** More threads must be worth it: a run is not alone on its machine. */
    private static final double GAIN = 0.9;

    private static final String NAME = "threads";

    private final MachineNote note;

    ThreadProbe(Path cache) {
        this.note = new MachineNote(cache.resolve(FILE), FORMAT, "");
    }

    int threads() {
        Optional<Integer> known = note.read(NAME).filter(text -> text.matches("[0-9]{1,4}")).map(Integer::valueOf)
                .filter(threads -> threads >= 1 && threads <= Runtime.getRuntime().availableProcessors());
        if (known.isPresent()) {
            return known.get();
        }
        int best = measure();
        note.write(NAME, Integer.toString(best));
        return best;
    }

    private static int measure() {
        int best = 1;
        double bestTime = time(1);
        for (int threads : candidates()) {
            double time = time(threads);
            if (time < GAIN * bestTime) {
                best = threads;
                bestTime = time;
            }
        }
        return best;
    }

    private static List<Integer> candidates() {
        int processors = Runtime.getRuntime().availableProcessors();
        List<Integer> candidates = new ArrayList<>();
        for (int threads = 2; threads < processors; threads *= 2) {
            candidates.add(threads);
        }
        if (processors > 1) {
            candidates.add(processors);
        }
        return candidates;
    }

    /** Seconds of the fastest of a few rounds, since others use the machine too. */
    private static double time(int threads) {
        TorchThreads.set(threads);
        double fastest = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            try (NDManager manager = NDManager.newBaseManager(Device.cpu())) {
                NDArray matrix = manager.ones(new Shape(SIZE, SIZE));
                for (int i = 0; i < PRODUCTS; i++) {
                    matrix = matrix.matMul(matrix).div(SIZE);
                }
                matrix.getFloat(0, 0);
            }
            fastest = Math.min(fastest, (System.nanoTime() - start) / 1e9);
        }
        return fastest;
    }
}
