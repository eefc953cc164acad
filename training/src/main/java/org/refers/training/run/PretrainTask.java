package org.refers.training.run;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import org.refers.model.network.Kernels;
import org.refers.model.network.Mode;
import org.refers.model.network.ModelFile;
import org.refers.model.network.NetworkConfig;
import org.refers.model.network.ParameterSet;
import org.refers.model.network.RefersNetwork;
import org.refers.model.network.ReportBatch;
import org.refers.model.network.StudyBatch;
import org.refers.model.text.Counted;
import org.refers.training.compute.HostBuffer;
import org.refers.training.data.BatchOrder;
import org.refers.training.data.Seeds;
import org.refers.training.data.StudyDataset;
import org.refers.training.data.StudyDataset.Drawing;
import org.refers.training.data.StudySamples;
import org.refers.training.loss.PretrainingLoss;
import org.refers.training.loss.PretrainingObjective;

/** Cross-supervised pre-training: contrast of studies with reports, and generation of reports (REFERS, Methods). */
final class PretrainTask implements TrainingTask<StudySamples> {

    private final PretrainingObjective objective;
    private final Kernels kernels;
    private final ParameterSet parameters;
    private final NetworkConfig config;
    private final Data data;
    private final Map<String, String> metadata;
    private final NDManager manager;
    private final HostBuffer buffer;

    /**
     * What is learned from.
     *
     * @param training studies to learn from
     * @param validation studies to validate on, may be empty
     * @param order which studies a step sees
     * @param drawing how they are drawn
     * @param microBatch studies a forward pass takes, unless memory holds fewer; validation always takes so many
     */
    record Data(StudyDataset training, StudyDataset validation, BatchOrder order, Drawing drawing, int microBatch) {
    }

    PretrainTask(RefersNetwork network, PretrainingObjective objective, Kernels kernels, Data data,
            Map<String, String> metadata) {
        this.objective = objective;
        this.kernels = kernels;
        this.buffer = new HostBuffer(kernels);
        this.parameters = network.parameters();
        this.config = network.config();
        this.data = data;
        this.metadata = metadata;
        this.manager = parameters.manager();
    }

    @Override
    public String kind() {
        return "pretrain";
    }

    @Override
    public long stepsPerEpoch() {
        return data.order.stepsPerEpoch();
    }

    @Override
    public int microBatch() {
        return data.microBatch;
    }

    /** A study alone in its micro batch has no other report to tell its own from: the contrast would teach nothing. */
    @Override
    public int smallestMicroBatch() {
        return hasContrast() ? 2 : 1;
    }

    private boolean hasContrast() {
        return config.objective().contrastWeight() > 0;
    }

    @Override
    public String withMicroBatch(int items) {
        return hasContrast()
                ? "The contrast now tells a report from %s instead of %d, which is an easier task."
                        .formatted(Counted.of(items - 1, "other"), data.microBatch - 1)
                : "Means are taken over %s and then over the batch.".formatted(Counted.of(items, "study", "studies"));
    }

    @Override
    public List<StudySamples> prepare(long step, int microBatch) {
        int[] items = data.order.itemsOf(step);
        List<StudySamples> batches = new ArrayList<>();
        for (int from = 0; from < items.length; from += microBatch) {
            int[] part = Arrays.copyOfRange(items, from, Math.min(items.length, from + microBatch));
            batches.add(data.training.draw(part, data.order.epochOf(step), data.drawing));
        }
        return batches;
    }

    @Override
    public int images(StudySamples batch) {
        return batch.images();
    }

    @Override
    public int items(StudySamples batch) {
        return batch.report().rows();
    }

    @Override
    public LossTerms loss(StudySamples batch, long step) {
        PretrainingLoss loss = objective.evaluate(studies(batch, keptPatches(batch, step)), reports(batch),
                Mode.TRAINING);
        return new LossTerms(loss.total(), terms(loss));
    }

    private static SequencedMap<String, NDArray> terms(PretrainingLoss loss) {
        SequencedMap<String, NDArray> terms = new LinkedHashMap<>();
        loss.language().ifPresent(term -> terms.put("language", term));
        loss.contrast().ifPresent(term -> terms.put("contrast", term));
        return terms;
    }

    private StudyBatch studies(StudySamples batch, Optional<NDArray> kept) {
        return new StudyBatch(Tensors.images(manager, buffer, batch.pictures(), config, kernels), batch.views(), kept);
    }

    private ReportBatch reports(StudySamples batch) {
        return new ReportBatch(Tensors.ids(manager, batch.report()), batch.report().lengths(),
                Tensors.ids(manager, batch.text()), Tensors.mask(manager, batch.text()));
    }

    private Optional<NDArray> keptPatches(StudySamples batch, long step) {
        int patches = config.radiograph().patches();
        int kept = config.regularization().keptPatches(patches);
        if (kept == patches) {
            return Optional.empty();
        }
        SplittableRandom random = Seeds.random(data.drawing.seed(), "patches", step);
        long[] indices = !config.study().fusion().isPerPatch()
                ? Tensors.keptPatches(batch.images(), patches, kept, random)
                : samePatchesForAStudy(batch, patches, kept, random);
        return Optional.of(manager.create(indices, new Shape(batch.images(), kept)));
    }

    /** Gates weigh a patch against the same patch of the other views: all views of a study keep the same ones. */
    private long[] samePatchesForAStudy(StudySamples batch, int patches, int kept, SplittableRandom random) {
        int views = config.study().views();
        long[] ofStudies = Tensors.keptPatches(items(batch), patches, kept, random);
        long[] ofImages = new long[batch.images() * kept];
        for (int i = 0; i < batch.views().length; i++) {
            System.arraycopy(ofStudies, i / views * kept, ofImages, Math.toIntExact(batch.views()[i]) * kept, kept);
        }
        return ofImages;
    }

    @Override
    public boolean canValidate() {
        return data.validation.size() > 1;
    }

    @Override
    public Validation validate(BooleanSupplier stop) {
        Sums sums = new Sums();
        int size = data.microBatch;
        for (int from = 0; from < data.validation.size() && !stop.getAsBoolean(); from += size) {
            int to = Math.min(data.validation.size(), from + size);
            if (to - from > 1) {
                add(data.validation.evaluation(from, to, config.study().views()), sums);
            }
        }
        double loss = sums.mean("loss");
        return new Validation(loss, sums.metrics(), -loss);
    }

    private void add(StudySamples batch, Sums sums) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            PretrainingLoss loss = objective.evaluate(studies(batch, Optional.empty()), reports(batch),
                    Mode.EVALUATION);
            int items = items(batch);
            sums.add("loss", loss.total().getFloat(), items);
            terms(loss).forEach((name, term) -> sums.add(name, term.getFloat(), items));
            loss.similarity().ifPresent(similarity -> sums.add("match_accuracy",
                    (double) matched(similarity.toFloatArray(), items) / items, items));
        }
    }

    /** Studies whose own report is the most similar of the batch. */
    private static int matched(float[] similarity, int studies) {
        int matched = 0;
        for (int row = 0; row < studies; row++) {
            int best = 0;
            for (int column = 1; column < studies; column++) {
                best = similarity[row * studies + column] > similarity[row * studies + best] ? column : best;
            }
            matched += best == row ? 1 : 0;
        }
        return matched;
    }

    @Override
    public Kernels kernels() {
        return kernels;
    }

    @Override
    public ParameterSet parameters() {
        return parameters;
    }

    @Override
    public void writeModel(Path file) throws IOException {
        ModelFile.write(file, config, parameters, metadata);
    }

    /** Weighted means by name. */
    private static final class Sums {

        private final Map<String, double[]> sums = new LinkedHashMap<>();

        void add(String name, double value, int weight) {
            double[] sum = sums.computeIfAbsent(name, unseen -> new double[2]);
            sum[0] += value * weight;
            sum[1] += weight;
        }

        double mean(String name) {
            double[] sum = sums.getOrDefault(name, new double[2]);
            return sum[0] / sum[1];
        }

        SequencedMap<String, Double> metrics() {
            SequencedMap<String, Double> metrics = new LinkedHashMap<>();
            sums.keySet().stream().filter(name -> !name.equals("loss")).forEach(name -> metrics.put(name, mean(name)));
            metrics.values().removeIf(value -> !Double.isFinite(value));
            return metrics;
        }
    }
}
