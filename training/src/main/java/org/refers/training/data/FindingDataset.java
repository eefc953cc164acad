package org.refers.training.data;

import java.util.ArrayList;
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
    private final UncertainLabels uncertain;

    /** A batch of I radiographs with their {@code labels} (I, K), NaN where a label gives no loss. */
    public record Samples(InputPictures pictures, float[] labels) {

        /** I, the number of radiographs. */
        public int images() {
            return pictures.count();
        }

        /** The input values of an evaluation, (I, C, S, S). */
        public float[] pixels() {
            return pictures.values();
        }
    }

    /** Creates a dataset in which uncertain labels give no loss. */
    public FindingDataset(List<LabelledRadiograph> radiographs, PictureSet pictures, PictureInput input) {
        this(radiographs, pictures, input, UncertainLabels.IGNORE);
    }

    /** Creates a dataset; the list is not copied, since it may make its rows when they are asked for. */
    public FindingDataset(List<LabelledRadiograph> radiographs, PictureSet pictures, PictureInput input,
            UncertainLabels uncertain) {
        this.radiographs = Collections.unmodifiableList(radiographs);
        this.pictures = pictures;
        this.input = input;
        this.uncertain = uncertain;
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
        List<PictureTransform> transforms = new ArrayList<>();
        for (int index : items) {
            LabelledRadiograph item = radiographs.get(index);
            SplittableRandom random = Seeds.random(seed, "radiograph", epoch, item.id());
            transforms.add(augmentation.draw(
                    augmentation.drawFlip(random) && item.view() != ViewPosition.LATERAL, random));
        }
        return new Samples(input.drawn(shown(items), transforms), labels(items));
    }

    /** Radiographs {@code from} to {@code to} as evaluation sees them. */
    public Samples evaluation(int from, int to) {
        int[] items = IntStream.range(from, to).toArray();
        return new Samples(new InputPictures.Ready(items.length, input.evaluationInput(shown(items))), labels(items));
    }

    private List<Picture> shown(int[] items) {
        return Arrays.stream(items).mapToObj(item -> pictures.get(radiographs.get(item).id())).toList();
    }

    private float[] labels(int[] items) {
        int findings = radiographs.isEmpty() ? 0 : radiographs.getFirst().labels().size();
        float[] labels = new float[items.length * findings];
        for (int i = 0; i < items.length; i++) {
            LabelledRadiograph radiograph = radiographs.get(items[i]);
            for (int k = 0; k < findings; k++) {
                labels[i * findings + k] = radiograph.target(k, uncertain);
            }
        }
        return labels;
    }
}
