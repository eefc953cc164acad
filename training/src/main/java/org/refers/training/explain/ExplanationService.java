package org.refers.training.explain;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import org.refers.model.explain.ActivationMapper;
import org.refers.model.explain.ExplanationSettings;
import org.refers.model.finding.ActivationMap;
import org.refers.model.finding.MapKind;
import org.refers.model.study.Radiograph;
import org.refers.model.torch.TorchThread;
import org.refers.training.compute.Compute;
import org.refers.training.compute.ComputeEngine;
import org.refers.training.compute.ComputeException;
import org.refers.training.predict.LoadedClassifier;
import org.refers.training.predict.ModelException;
import org.refers.training.predict.ModelLoader;

/**
 * Explains findings with a fine-tuned model. Plain data in and out; calls take long and wait for each other, so that any
 * worker thread may make them, also while a run trains.
 */
public final class ExplanationService implements AutoCloseable {

    private final ComputeEngine engine;
    private final LoadedClassifier model;
    private final ActivationMapper mapper;
    private final ExplanationSettings settings;

    private ExplanationService(ComputeEngine engine, LoadedClassifier model) {
        this.engine = engine;
        this.model = model;
        model.classifier().parameters().freeze(name -> true);
        mapper = new ActivationMapper(model.classifier());
        settings = model.settings().orElseGet(() -> ExplanationSettings.untuned(model.findings()));
    }

    /**
     * Loads a model.
     *
     * @param model run folder, checkpoint folder or safetensors file of a fine-tuning
     * @param compute device and threads
     * @param notice receives sentences the user should know
     */
    public static ExplanationService open(Path model, Compute compute, Consumer<String> notice)
            throws ModelException, ComputeException {
        ComputeEngine engine = ComputeEngine.start(compute, notice);
        try {
            return new ExplanationService(engine, new ModelLoader(engine, notice).classifier(model));
        } catch (ModelException | RuntimeException unusable) {
            engine.close();
            throw unusable;
        }
    }

    /** The findings that the model tells apart. */
    public List<String> findings() {
        return model.findings();
    }

    /** What validation taught: the chosen map, cuts and operating points. */
    public ExplanationSettings settings() {
        return settings;
    }

    /** The probabilities of all findings in a radiograph, 0 to 1, in the model's order. */
    public synchronized SequencedMap<String, Double> probabilities(Radiograph radiograph) {
        TorchThread.prepare();
        return model.probabilities(radiograph);
    }

    /**
     * Explains a finding.
     *
     * @param radiograph the radiograph
     * @param finding one of {@link #findings()}
     * @param kind the map; empty: the one that did best on validation
     * @throws IllegalArgumentException if the model does not know the finding
     */
    public synchronized Explanation explain(Radiograph radiograph, String finding, Optional<MapKind> kind) {
        TorchThread.prepare();
        int index = model.findings().indexOf(finding);
        if (index < 0) {
            throw new IllegalArgumentException(
                    "the model does not know '" + finding + "'; it knows " + String.join(", ", model.findings()));
        }
        MapKind map = kind.orElse(settings.chosen());
        List<float[]> input = List.of(model.input(radiograph));
        float[] values = mapper.maps(map, input, new int[]{index}).getFirst();
        ActivationMap activation = new ActivationMap(finding, map, mapper.grid(), values, model.geometry(radiograph),
                radiograph.rows(), radiograph.columns());
        return new Explanation(finding, mapper.probabilities(input).getFirst()[index], settings.operatingPoint(finding),
                settings.threshold(finding, map), settings.isTuned(finding, map),
                NetworkInput.of(input.getFirst(), model.inputSize()), activation.surface());
    }

    /** Told how far a test is. */
    @FunctionalInterface
    public interface SanityWatch {

        /** Whether to go on after so many of so many maps. */
        boolean goesOn(int done, int total);
    }

    /**
     * Tests whether random weights destroy a map. The model stays as it is; while the test runs, its weights are in memory twice.
     *
     * @param radiograph the radiograph
     * @param finding one of {@link #findings()}
     * @param kind the map; empty: the one that did best on validation
     * @param watch told after each map; ends the test where it wants no more
     * @return empty if the test was ended
     */
    public synchronized Optional<MapSanity> sanity(Radiograph radiograph, String finding, Optional<MapKind> kind,
            SanityWatch watch) {
        Explanation original = explain(radiograph, finding, kind);
        return new MapCascade(model.classifier(), engine.kernels()).test(model.input(radiograph),
                original.surface().map(), model.findings().indexOf(finding), watch::goesOn);
    }

    @Override
    public synchronized void close() {
        model.close();
        engine.close();
    }
}
