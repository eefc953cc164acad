package org.refers.training.predict;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.refers.model.network.FindingClassifier;
import org.refers.model.network.Mode;
import org.refers.model.network.RadiographConfig;
import org.refers.training.data.FindingDataset;
import org.refers.training.data.FindingDataset.Samples;
import org.refers.training.data.LabelledRadiograph;
import org.refers.training.store.Predictions;

/** Scores radiographs with a classifier, batch by batch, each batch's tensors in a scope of their own. */
public final class Predictor {

    /** Large enough to keep the processor busy, small enough for a few megabytes. */
    private static final int BATCH = 64;

    private final FindingClassifier classifier;
    private final List<String> findings;

    /** Creates a predictor. */
    public Predictor(FindingClassifier classifier, List<String> findings) {
        this.classifier = classifier;
        this.findings = List.copyOf(findings);
    }

    /**
     * Scores a dataset.
     *
     * @param split name of the side, for the table
     * @param stop when true, the rows so far are enough
     */
    public Predictions score(FindingDataset dataset, String split, BooleanSupplier stop) {
        List<Predictions.Row> rows = new ArrayList<>();
        for (int from = 0; from < dataset.size() && !stop.getAsBoolean(); from += BATCH) {
            int to = Math.min(dataset.size(), from + BATCH);
            Samples samples = dataset.evaluation(from, to);
            double[][] scores = probabilities(samples.pixels(), samples.images());
            for (int i = 0; i < scores.length; i++) {
                LabelledRadiograph item = dataset.radiographs().get(from + i);
                rows.add(new Predictions.Row(new Predictions.Keys(item.id(), item.studyId(),
                        item.patientId(), split), scores[i], item.labels()));
            }
        }
        return new Predictions(findings, rows);
    }

    /**
     * The probabilities of the findings.
     *
     * @param pixels inputs one after the other, (I, C, S, S)
     * @return I rows of K probabilities
     */
    public double[][] probabilities(float[] pixels, int images) {
        RadiographConfig sizes = classifier.config().radiograph();
        float[] logits;
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray input = classifier.parameters().manager().create(pixels,
                    new Shape(images, sizes.channels(), sizes.imageSize(), sizes.imageSize()));
            logits = classifier.logits(input, Mode.EVALUATION).toFloatArray();
        }
        double[][] scores = new double[images][findings.size()];
        for (int i = 0; i < logits.length; i++) {
            scores[i / findings.size()][i % findings.size()] = 1 / (1 + Math.exp(-logits[i]));
        }
        return scores;
    }
}
