package org.refers.training.predict;

import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.refers.model.explain.ExplanationSettings;
import org.refers.model.finding.InputGeometry;
import org.refers.model.network.FindingClassifier;
import org.refers.model.study.Radiograph;
import org.refers.training.data.PictureInput;
import org.refers.training.data.RadiographPictures;

/**
 * A fine-tuned classifier with all that is needed to use it. Its plain methods serve the command line and the window;
 * {@link #classifier()} serves explanations, which need tensors. One thread at a time.
 */
public final class LoadedClassifier implements AutoCloseable {

    private final NDManager manager;
    private final FindingClassifier classifier;
    private final List<String> findings;
    private final Preprocessing preprocessing;
    private final Optional<ExplanationSettings> settings;

    LoadedClassifier(NDManager manager, FindingClassifier classifier, List<String> findings,
            Preprocessing preprocessing, Optional<ExplanationSettings> settings) {
        this.manager = manager;
        this.classifier = classifier;
        this.findings = List.copyOf(findings);
        this.preprocessing = preprocessing;
        this.settings = settings;
    }

    /** The findings it scores, K, in the order of its outputs. */
    public List<String> findings() {
        return findings;
    }

    /** How radiographs become its input. */
    public Preprocessing preprocessing() {
        return preprocessing;
    }

    /** Side of its input in pixels. */
    public int inputSize() {
        return classifier.config().radiograph().imageSize();
    }

    /** The network, for explanations. */
    public FindingClassifier classifier() {
        return classifier;
    }

    /** What validation found, where the model lies in a run folder that has it. */
    public Optional<ExplanationSettings> settings() {
        return settings;
    }

    /** From cached pictures to input values. */
    public PictureInput pictureInput() {
        return preprocessing.input(classifier.config());
    }

    /** The input values of a radiograph, (C, S, S). */
    public float[] input(Radiograph radiograph) {
        return pictureInput()
                .evaluationInput(List.of(RadiographPictures.of(radiograph, preprocessing.pictureSize())));
    }

    /** Where the input lies in a radiograph. */
    public InputGeometry geometry(Radiograph radiograph) {
        return preprocessing.geometry(radiograph.rows(), radiograph.columns(), inputSize());
    }

    /** The probabilities of all findings in a radiograph, by name. */
    public SequencedMap<String, Double> probabilities(Radiograph radiograph) {
        double[] scores = predictor().probabilities(input(radiograph), 1)[0];
        SequencedMap<String, Double> named = new LinkedHashMap<>();
        for (int k = 0; k < scores.length; k++) {
            named.put(findings.get(k), scores[k]);
        }
        return named;
    }

    /** Scores many radiographs. */
    public Predictor predictor() {
        return new Predictor(classifier, findings);
    }

    @Override
    public void close() {
        classifier.parameters().close();
        manager.close();
    }
}
