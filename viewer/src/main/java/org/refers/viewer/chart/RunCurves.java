package org.refers.viewer.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** All curves of a run. Needs no toolkit; whoever draws them asks again when told that they grew. */
public final class RunCurves {

    /** Name of the curve of the whole loss, and of a figure that has one curve only. */
    public static final String TOTAL = "total";

    /** Name of the curve of memory in use. */
    public static final String IN_USE = "in_use";
    /** Name of the curve of the most memory that was in use so far. */
    public static final String PEAK = "peak";

    /** Where a value was measured. */
    public enum Side {
        TRAINING, VALIDATION
    }

    /**
     * Which curve of a figure.
     *
     * @param term total, language, contrast or findings; for validations a metric, such as auroc; of memory in_use, peak
     * @param side training or validation
     */
    public record Key(String term, Side side) {
    }

    private final Map<Figure, Map<Key, Curve>> figures = new EnumMap<>(Figure.class);
    private final List<Runnable> listeners = new ArrayList<>();

    /** Adds a training step. Terms that equal the total, as with one task, get no curve of their own. */
    public void addStep(StepFigures at) {
        curve(Figure.LOSS, TOTAL, Side.TRAINING).add(at.step(), at.loss());
        if (at.terms().size() > 1) {
            at.terms().forEach((term, value) -> curve(Figure.LOSS, term, Side.TRAINING).add(at.step(), value));
        }
        add(Figure.LEARNING_RATE, at.step(), at.learningRate());
        add(Figure.GRADIENT_NORM, at.step(), at.gradientNorm());
        add(Figure.IMAGES_PER_SECOND, at.step(), at.imagesPerSecond());
        add(Figure.WAITING, at.step(), at.waiting());
        at.memory().forEach((term, gigabytes) -> curve(Figure.MEMORY, term, Side.TRAINING).add(at.step(), gigabytes));
        add(Figure.MICRO_BATCH, at.step(), at.microBatch());
    }

    private void add(Figure figure, long step, double value) {
        if (!Double.isNaN(value)) {
            curve(figure, TOTAL, Side.TRAINING).add(step, value);
        }
    }

    /**
     * Adds a validation. Metrics that are losses of the training too join them; of the others those of single findings
     * ({@code auroc/nodule}) are left to the results.
     */
    public void addValidation(long step, double total, Map<String, Double> metrics) {
        curve(Figure.LOSS, TOTAL, Side.VALIDATION).add(step, total);
        metrics.forEach((name, value) -> {
            if (losses().containsKey(new Key(name, Side.TRAINING))) {
                curve(Figure.LOSS, name, Side.VALIDATION).add(step, value);
            } else if (!name.contains("/")) {
                curve(Figure.VALIDATION, name, Side.VALIDATION).add(step, value);
            }
        });
    }

    private Curve curve(Figure figure, String term, Side side) {
        return figures.computeIfAbsent(figure, any -> new LinkedHashMap<>())
                .computeIfAbsent(new Key(term, side), key -> new Curve());
    }

    /** Tells those who draw that points came. Called once for many points. */
    public void announce() {
        List.copyOf(listeners).forEach(Runnable::run);
    }

    /** Hands over what to call when points came. */
    public void onGrowth(Runnable listener) {
        listeners.add(listener);
    }

    /** Calls no longer what was handed over. */
    public void forget(Runnable listener) {
        listeners.remove(listener);
    }

    /** The curves of a figure in the order they first came; none if the run did not tell it. */
    public Map<Key, Curve> of(Figure figure) {
        Map<Key, Curve> found = figures.get(figure);
        return found == null ? Map.of() : Collections.unmodifiableMap(found);
    }

    /** The losses in the order they first came. */
    public Map<Key, Curve> losses() {
        return of(Figure.LOSS);
    }

    /** The last step that any curve has. */
    public OptionalDouble lastStep() {
        return figures.values().stream().flatMap(curves -> curves.values().stream()).filter(curve -> curve.size() > 0)
                .mapToDouble(curve -> curve.step(curve.size() - 1)).max();
    }
}
