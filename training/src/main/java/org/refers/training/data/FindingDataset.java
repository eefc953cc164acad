package org.refers.training.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.refers.model.study.ViewPosition;

/** Labelled radiographs, made into batches for fine-tuning and for prediction. */
public final class FindingDataset {

    private final List<LabelledRadiograph> radiographs;
    private final PictureSet pictures;
    private final PictureInput input;

    /** A batch of I radiographs: {@code pixels} (I, C, S, S), {@code labels} (I, K) with NaN where unknown. */
    public record Samples(int images, float[] pixels, float[] labels) {
    }

    /** Creates a dataset; the list is not copied, since it may make its rows when they are asked for. */
    public FindingDataset(List<LabelledRadiograph> radiographs, PictureSet pictures, PictureInput input) {
        this.radiographs = Collections.unmodifiableList(radiographs);
        this.pictures = pictures;
        this.input = input;
    }

    /** Number of radiographs. */
    public int size() {
        return radiographs.size();
    }

    /** The radiographs in order. */
    public List<LabelledRadiograph> radiographs() {
        return radiographs;
    }

    /** A training batch. A frontal view may be mirrored, since a label names no side; a lateral one never is. */
    public Samples draw(int[] items, long epoch, Augmentation augmentation, long seed) {
        float[] pixels = new float[Math.multiplyExact(items.length, input.values())];
        for (int i = 0; i < items.length; i++) {
            LabelledRadiograph item = radiographs.get(items[i]);
            SplittableRandom random = Seeds.random(seed, "radiograph", epoch, item.id());
            PictureTransform transform = augmentation.draw(
                    augmentation.drawFlip(random) && item.view() != ViewPosition.LATERAL, random);
            input.write(pictures.get(item.id()), transform, pixels, i * input.values());
        }
        return new Samples(items.length, pixels, labels(items));
    }

    /** Radiographs {@code from} to {@code to} as evaluation sees them. */
    public Samples evaluation(int from, int to) {
        int[] items = IntStream.range(from, to).toArray();
        List<Picture> shown = Arrays.stream(items)
                .mapToObj(item -> pictures.get(radiographs.get(item).id())).toList();
        return new Samples(items.length, input.evaluationInput(shown), labels(items));
    }

    private float[] labels(int[] items) {
        int findings = radiographs.isEmpty() ? 0 : radiographs.getFirst().labels().size();
        float[] labels = new float[items.length * findings];
        for (int i = 0; i < items.length; i++) {
            LabelledRadiograph radiograph = radiographs.get(items[i]);
            for (int k = 0; k < findings; k++) {
                labels[i * findings + k] = radiograph.target(k);
            }
        }
        return labels;
    }
}
