package org.refers.training.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.refers.model.workspace.Split;
import org.refers.model.workspace.StudyIndex;
import org.refers.model.workspace.Workspace;
import org.refers.model.workspace.WorkspaceException;
import org.refers.training.data.Augmentation;
import org.refers.training.data.AugmentationSettings;
import org.refers.training.data.AugmentationSettings.Crop;
import org.refers.training.data.BatchOrder;
import org.refers.training.data.BatchQueue;
import org.refers.training.data.FindingDataset;
import org.refers.training.data.GreyScale;
import org.refers.training.data.LabelledRadiograph;
import org.refers.training.data.PictureCache;
import org.refers.training.data.PictureInput;
import org.refers.training.data.PictureSet;
import org.refers.training.data.PictureSet.Loading;
import org.refers.training.data.PictureTransform;
import org.refers.training.data.RadiographList;
import org.refers.training.data.RadiographPictures;

/**
 * Times how a run's pictures reach its steps: decoded from the radiographs' files into the cache, and drawn from there as
 * augmented batches by threads ahead of a step that takes a given time.
 */
public final class LoadBench {

    private static final long SEED = 1;
    /** The usual augmentation: a crop of 7/8, turned by up to 10 degrees, jittered. */
    private static final double INPUT = 7 / 8.0;
    private static final double TURN = 10;
    private static final double JITTER = 0.4;

    /**
     * What is measured.
     *
     * @param side of the cached pictures in pixels
     * @param workers threads that decode and make batches, 0 for none beside the step
     * @param most radiographs to take
     * @param batchSize radiographs a step
     * @param steps batches drawn
     * @param stepMilliseconds time that a step takes once it has its batch
     */
    public record Request(int side, int workers, int most, int batchSize, int steps, double stepMilliseconds) {
    }

    /**
     * What came out.
     *
     * @param radiographs read
     * @param unreadable left out
     * @param decodedPerSecond radiographs decoded, resized and written to the cache in a second
     * @param imagesPerSecond radiographs that reached the steps in a second
     * @param millisecondsPerStep from batch to batch, mean
     * @param waitingShare share of that time in which the step waited for its batch, 0 to 1
     * @param peakBytes most memory of this process
     */
    public record Result(int radiographs, int unreadable, double decodedPerSecond, double imagesPerSecond,
            double millisecondsPerStep, double waitingShare, OptionalLong peakBytes) {
    }

    private final Request request;

    /** Creates a measurement. */
    public LoadBench(Request request) {
        this.request = request;
    }

    /** Measures on the training side of a workspace, with a cache of its own that is removed afterwards. */
    public Result run(Workspace workspace) throws WorkspaceException, IOException {
        Path folder = Files.createTempDirectory("refers-bench");
        StudyIndex index = workspace.index().side(Split.TRAIN);
        int[] taken = IntStream.range(0, index.radiographs()).filter(index::isProjection).limit(request.most).toArray();
        try (PictureCache cache = new PictureCache(new PictureCache.Place(folder, 0), new RadiographPictures(),
                request.side)) {
            long start = System.nanoTime();
            PictureSet pictures = PictureSet.load(cache,
                    RadiographList.of(workspace, List.of(new RadiographList.Part(index, taken))),
                    new Loading(request.workers, done -> {
                        // The whole is timed, not its progress.
                    }, () -> false));
            double decoding = (System.nanoTime() - start) / 1e9;
            List<LabelledRadiograph> rows = IntStream.of(taken)
                    .mapToObj(radiograph -> new LabelledRadiograph(index.radiographId(radiograph),
                            index.view(radiograph), "", "", List.of()))
                    .filter(row -> pictures.has(row.id())).toList();
            if (rows.isEmpty()) {
                return new Result(0, taken.length, 0, 0, 0, 0, PeakMemory.bytes());
            }
            return steps(rows, pictures, taken.length - rows.size(), rows.size() / decoding);
        } finally {
            forget(folder);
        }
    }

    private Result steps(List<LabelledRadiograph> rows, PictureSet pictures, int unreadable, double decoded) {
        int input = (int) (request.side * INPUT);
        FindingDataset dataset = new FindingDataset(rows, pictures, new PictureInput(input,
                new GreyScale(false, List.of(0.5, 0.5, 0.5), List.of(0.25, 0.25, 0.25)),
                PictureTransform.fullField(request.side, input)));
        Augmentation augmentation = new Augmentation(
                new AugmentationSettings(input, request.side, Crop.RANDOM, 1, 0.5, TURN, JITTER, 1));
        BatchOrder order = new BatchOrder(rows.size(), request.batchSize, SEED, false);
        long waited = 0;
        long images = 0;
        long start = System.nanoTime();
        try (BatchQueue<FindingDataset.Samples> queue = new BatchQueue<>(
                step -> dataset.draw(order.itemsOf(step), order.epochOf(step), augmentation, SEED), 0, request.steps,
                request.workers)) {
            for (int step = 0; step < request.steps; step++) {
                long before = System.nanoTime();
                images += queue.take().images();
                waited += System.nanoTime() - before;
                pretend();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("a batch could not be made", failed.getCause());
        }
        double nanos = System.nanoTime() - start;
        return new Result(rows.size(), unreadable, decoded, images / (nanos / 1e9), nanos / 1e6 / request.steps,
                waited / nanos, PeakMemory.bytes());
    }

    /** A step that leaves the processor to others, as a graphics card's does. */
    private void pretend() throws InterruptedException {
        long nanos = (long) (request.stepMilliseconds * 1e6);
        Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
    }

    static void forget(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
