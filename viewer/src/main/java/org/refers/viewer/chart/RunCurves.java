package org.refers.viewer.chart;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All curves of a run. Needs no toolkit; whoever draws them asks again when told that they grew. */
public final class RunCurves {

    /** Name of the curve of the whole loss. */
    public static final String TOTAL = "total";

    /** Where a loss was measured. */
    public enum Side {
        TRAINING, VALIDATION
    }

    /**
     * Which loss.
     *
     * @param term total, language, contrast or findings
     * @param side training or validation
     */
    public record Key(String term, Side side) {
    }

    private final Map<Key, Curve> losses = new LinkedHashMap<>();
    private final Curve learningRate = new Curve();
    private final List<Runnable> listeners = new ArrayList<>();

    /** Adds the losses of a training step. Terms that equal the total, as with one task, get no curve of their own. */
    public void addStep(long step, double total, Map<String, Double> terms, double rate) {
        curve(TOTAL, Side.TRAINING).add(step, total);
        if (terms.size() > 1) {
            terms.forEach((term, value) -> curve(term, Side.TRAINING).add(step, value));
        }
        learningRate.add(step, rate);
    }

    /** Adds the losses of a validation; of the metrics those count that are losses of the training too. */
    public void addValidation(long step, double total, Map<String, Double> metrics) {
        curve(TOTAL, Side.VALIDATION).add(step, total);
        metrics.forEach((name, value) -> {
            if (losses.containsKey(new Key(name, Side.TRAINING))) {
                curve(name, Side.VALIDATION).add(step, value);
            }
        });
    }

    private Curve curve(String term, Side side) {
        return losses.computeIfAbsent(new Key(term, side), key -> new Curve());
    }

    /** Tells those who draw that points came. Called once for many points. */
    public void announce() {
        List.copyOf(listeners).forEach(Runnable::run);
    }

    /** Hands over what to call when points came. */
    public void onGrowth(Runnable listener) {
        listeners.add(listener);
    }

    /** The losses in the order they first came. */
    public Map<Key, Curve> losses() {
        return Collections.unmodifiableMap(losses);
    }

    /** The learning rate of the radiograph transformer. */
    public Curve learningRate() {
        return learningRate;
    }
}
