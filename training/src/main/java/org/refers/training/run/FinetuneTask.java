package org.refers.training.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SequencedMap;
import java.util.function.BooleanSupplier;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.Kernels;
import org.refers.model.network.Mode;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterSet;
import org.refers.model.text.Counted;
import org.refers.training.compute.HostBuffer;
import org.refers.training.data.Augmentation;
import org.refers.training.data.BatchOrder;
import org.refers.training.data.FindingDataset;
import org.refers.training.data.FindingDataset.Samples;
import org.refers.training.data.Seeds;
import org.refers.training.loss.FindingLoss;
import org.refers.training.metric.ScoredLabels;
import org.refers.training.predict.Predictor;
import org.refers.training.store.Predictions;

/** Fine-tuning: binary cross entropy over the known labels of single radiographs (REFERS, Methods, fine-tuning). */
final class FinetuneTask implements TrainingTask<Samples> {

    private final FindingClassifier classifier;
    private final NetworkConfig config;
    private final Data data;
    private final Map<String, String> metadata;
    private final List<String> findings;
    private final Kernels kernels;
    private final FindingLoss findingLoss;
    private final NDManager manager;
    private final HostBuffer buffer;

    /**
     * What is learned from.
     *
     * @param training radiographs to learn from
     * @param validation radiographs to validate on, may be empty
     * @param order which radiographs a step sees
     * @param augmentation how they are changed
     * @param microBatch radiographs a forward pass takes, unless memory holds fewer
     */
    record Data(FindingDataset training, FindingDataset validation, BatchOrder order, Augmentation augmentation,
            int microBatch) {
    }

    FinetuneTask(FindingClassifier classifier, Kernels kernels, List<String> findings, Data data,
            Map<String, String> metadata) {
        this.classifier = classifier;
        this.kernels = kernels;
        this.buffer = new HostBuffer(kernels);
        this.findingLoss = new FindingLoss(kernels);
        this.config = classifier.config();
        this.data = data;
        this.metadata = metadata;
        this.findings = findings;
        this.manager = classifier.parameters().manager();
    }

    @Override
    public String kind() {
        return "finetune";
    }

    @Override
    public long stepsPerEpoch() {
        return data.order.stepsPerEpoch();
    }

    @Override
    public int microBatch() {
        return data.microBatch;
    }

    @Override
    public int smallestMicroBatch() {
        return 1;
    }

    @Override
    public String withMicroBatch(int items) {
        return "Means are taken over %s and then over the batch; where all labels are known that is the same."
                .formatted(Counted.of(items, "radiograph"));
    }

    @Override
    public List<Samples> prepare(long step, int microBatch) {
        int[] items = data.order.itemsOf(step);
        List<Samples> batches = new ArrayList<>();
        for (int from = 0; from < items.length; from += microBatch) {
            int[] part = Arrays.copyOfRange(items, from, Math.min(items.length, from + microBatch));
            batches.add(data.training.draw(part, data.order.epochOf(step), data.augmentation, data.order.seed()));
        }
        return batches;
    }

    @Override
    public int images(Samples batch) {
        return batch.images();
    }

    @Override
    public int items(Samples batch) {
        return batch.images();
    }

    @Override
    public LossTerms loss(Samples batch, long step) {
        NDArray images = Tensors.images(manager, buffer, batch.pictures(), config, kernels);
        NDArray labels = manager.create(batch.labels(), new Shape(batch.images(), findings.size()));
        NDArray loss = findingLoss.evaluate(logits(images, batch.images(), step), labels);
        SequencedMap<String, NDArray> terms = new LinkedHashMap<>();
        terms.put("findings", loss);
        return new LossTerms(loss, terms);
    }

    private NDArray logits(NDArray images, int count, long step) {
        int patches = config.radiograph().patches();
        int kept = config.regularization().keptPatches(patches);
        if (kept == patches) {
            return classifier.logits(images, Mode.TRAINING);
        }
        long[] indices = Tensors.keptPatches(count, patches, kept, Seeds.random(data.order.seed(), "patches", step));
        return classifier.head(
                classifier.radiograph().encodeKept(images, manager.create(indices, new Shape(count, kept)),
                        Mode.TRAINING));
    }

    @Override
    public boolean canValidate() {
        return data.validation.size() > 0;
    }

    @Override
    public Validation validate(BooleanSupplier stop) {
        Predictions predictions = new Predictor(classifier, findings).score(data.validation, "validation", stop);
        SequencedMap<String, ScoredLabels> scored = predictions.scored();
        double loss = meanCrossEntropy(scored.values().stream().toList());
        OptionalDouble auroc = predictions.meanAuroc();
        SequencedMap<String, Double> metrics = new LinkedHashMap<>();
        auroc.ifPresent(value -> metrics.put("auroc", value));
        scored.forEach((finding, rows) -> rows.auroc().ifPresent(value -> metrics.put("auroc/" + finding, value)));
        // With one sign only no area is defined; the loss then decides.
        return new Validation(loss, metrics, auroc.orElse(-loss));
    }

    /** Over all known labels, as the training loss. */
    private static double meanCrossEntropy(List<ScoredLabels> findings) {
        double sum = 0;
        int count = 0;
        for (ScoredLabels scored : findings) {
            for (int i = 0; i < scored.size(); i++) {
                double right = scored.positives()[i] ? scored.scores()[i] : 1 - scored.scores()[i];
                sum -= Math.log(Math.max(right, 1e-12));
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    @Override
    public Kernels kernels() {
        return kernels;
    }

    @Override
    public ParameterSet parameters() {
        return classifier.parameters();
    }

    @Override
    public void writeModel(Path file) throws IOException {
        ModelFile.write(file, config, classifier.parameters(), metadata);
    }
}
